// The current profile's mapping: in force, on disk.
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
    auto reading = d->inTurn(
        m_life,
        [this]() -> Result<DiskWork<MappingOnDisk>> {
            return [settings = d->current.settingsJson](ProfileDisk &disk) { return disk.mapping(settings); };
        },
        [this](MappingOnDisk mapping) -> Result<void> {
            if (putMappingInForce(std::move(mapping)) == InForce::Changed)
                Q_EMIT settingsChanged();
            return {};
        });
    co_await reading;
}

QCoro::Task<Result<void>> Console::saveMapping(std::string mapping, destination::Filters filters)
{
    return keepProfile(d->current.id, [mapping = std::move(mapping), filters = std::move(filters)](
                                          ProfileDisk &disk, const workspace::Profile &known) {
        return disk.saveMapping(known, mapping, filters);
    });
}

} // namespace smc::gui
