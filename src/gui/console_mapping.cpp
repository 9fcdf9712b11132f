// The current profile's mapping: in force, on disk.
#include "background.h"
#include "console_private.h"
#include "text.h"

#include <workspace/mapping_file.h>
#include <workspace/profile.h>

namespace smc::gui {

std::string Console::mappingFile() const
{
    return workspace::mappingPath(d->folder, d->stored.presetFile);
}

const Result<std::string> &Console::mappingText() const
{
    return d->mapping;
}

Console::InForce Console::putMappingInForce(MappingOnDisk mapping)
{
    const auto isSame = [](const Result<std::string> &one, const Result<std::string> &other) {
        if (one && other)
            return *one == *other;
        return !one && !other && one.error().message == other.error().message;
    };
    if (isSame(mapping.text, d->mapping))
        return InForce::AsBefore;
    setNotice(QStringLiteral("preset"),
              mapping.preset ? QString()
                             : tr("%1 Nothing is sent until it can.").arg(fromUtf8(mapping.preset.error().message)));
    d->destination.preset = mapping.preset ? *mapping.preset : destination::Preset::none();
    d->mapping = std::move(mapping.text);
    return InForce::Changed;
}

QCoro::Task<void> Console::reloadMapping()
{
    const std::weak_ptr<const int> life = m_life;
    const Turns::Turn turn = co_await d->turns.next();
    if (life.expired())
        co_return;
    const auto work = [disk = d->profileDisk, settings = d->current.settingsJson] { return disk.mapping(settings); };
    auto task = inBackground(d->disk, work);
    MappingOnDisk mapping = co_await task;
    if (!life.expired() && putMappingInForce(std::move(mapping)) == InForce::Changed)
        Q_EMIT settingsChanged();
}

QCoro::Task<Result<void>> Console::saveMapping(std::string mapping, destination::Filters filters)
{
    const std::weak_ptr<const int> life = m_life;
    const Turns::Turn turn = co_await d->turns.next();
    if (life.expired())
        co_return fail("cancelled", {});
    // A profile whose settings can't be read may name a mapping all the same: nothing is written over it.
    if (const Result<void> readable = readableSettings(); !readable)
        co_return readable;
    const bool isPreset = mapping == destination::Preset::smcText();
    workspace::Profile profile = withSettings([&](destination::Settings &settings) {
        if (isPreset)
            settings.presetFile.clear();
        else if (settings.presetFile.empty())
            settings.presetFile = workspace::ownMappingFile(d->current.id);
        settings.destinationFilters = filters;
    });
    const auto work = [disk = d->profileDisk, profile = std::move(profile), mapping = std::move(mapping)]() mutable {
        return disk.save(std::move(profile), mapping);
    };
    auto task = inBackground(d->disk, work);
    KeptProfile kept = co_await task;
    if (life.expired())
        co_return fail("cancelled", {});
    co_return take(std::move(kept));
}

} // namespace smc::gui
