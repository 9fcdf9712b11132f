// The current profile's mapping: in force, on disk.
#include "console_private.h"
#include "text.h"

#include <json/document.h>
#include <json/quote.h>
#include <json/text.h>
#include <workspace/files.h>
#include <workspace/mapping_file.h>
#include <workspace/profile.h>

namespace smc::gui {

std::string Console::mappingFile() const
{
    return workspace::mappingPath(d->folder, d->stored.presetFile);
}

Result<std::string> Console::mappingText() const
{
    return destination::Preset::read(mappingFile());
}

bool Console::loadMapping(const std::string &presetFile)
{
    const std::string file = workspace::mappingPath(d->folder, presetFile);
    const Result<std::string> text = destination::Preset::read(file);
    if (text && d->mapping == *text)
        return false;
    const Result<std::shared_ptr<const destination::Preset>> preset = destination::Preset::load(file);
    setNotice(QStringLiteral("preset"),
              preset ? QString() : tr("%1 Nothing is sent until it can.").arg(fromUtf8(preset.error().message)));
    d->destination.preset = preset ? *preset : destination::Preset::none();
    d->mapping = preset ? std::optional(*text) : std::nullopt;
    return true;
}

void Console::reloadMapping()
{
    if (loadMapping(d->stored.presetFile))
        Q_EMIT settingsChanged();
}

Result<void> Console::saveMapping(const std::string &mapping, const destination::Filters &filters)
{
    if (const auto compiled = destination::Preset::compile(mapping); !compiled)
        return tl::make_unexpected(compiled.error());
    // A profile whose settings can't be read may name a mapping all the same: nothing is written over it.
    if (!destination::Settings::fromJson(std::string_view(d->current.settingsJson)))
        return changeSettings([](destination::Settings &) {}); // Says why not.
    const bool isPreset = mapping == destination::Preset::smcText();
    const std::string own = workspace::ownMappingFile(d->current.id);
    const std::string presetFile = isPreset ? std::string() : d->stored.presetFile.empty() ? own : d->stored.presetFile;
    if (!isPreset) {
        if (presetFile == own) {
            if (const Result<void> made = workspace::makeDirectory(d->folder + "/mappings"); !made)
                return made;
        }
        const std::string file = workspace::mappingPath(d->folder, presetFile);
        if (const Result<void> written = workspace::writeAtomically(file, mapping); !written)
            return written;
    }
    const bool isSame = presetFile == d->stored.presetFile;
    const Result<void> changed = changeSettings([&](destination::Settings &settings) {
        settings.presetFile = presetFile;
        settings.destinationFilters = filters;
    });
    if (!changed)
        return changed;
    if (isSame)
        reloadMapping();
    if (isPreset)
        return workspace::removeFile(workspace::mappingPath(d->folder, own));
    return {};
}

Result<void> Console::copyMapping(const std::string &from, const std::string &to)
{
    workspace::Profile *copy = d->find(to);
    const std::string own = workspace::ownMappingFile(from);
    if (!copy)
        return {};
    json::Document settings;
    if (!settings.parse(copy->settingsJson) || settings.root().find("presetFile").text() != own)
        return {};
    const Result<std::string> text = destination::Preset::read(workspace::mappingPath(d->folder, own));
    if (!text)
        return tl::make_unexpected(text.error());
    const std::string file = workspace::ownMappingFile(to);
    const Result<void> written = workspace::writeAtomically(workspace::mappingPath(d->folder, file), *text);
    if (!written)
        return written;
    copy->settingsJson = json::withChanges(settings.root(), {{"presetFile", json::quoted(file)}});
    return save(*copy);
}

} // namespace smc::gui
