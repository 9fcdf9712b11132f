// What other programs, smcctl above all, do to the profiles on disk.
#include "console_private.h"
#include "text.h"

#include <workspace/profile.h>

#include <algorithm>
#include <vector>

namespace smc::gui {

void Console::Private::watchProfiles(Console &console)
{
    constexpr int SettleMs = 200;
    profileWatch = std::make_unique<FolderWatch>();
    profilesSettled.setSingleShot(true);
    profilesSettled.setInterval(SettleMs);
    connect(profileWatch.get(), &FolderWatch::changed, &profilesSettled, qOverload<>(&QTimer::start));
    connect(&profilesSettled, &QTimer::timeout, &console, [this, &console] { readProfilesAnew(console); });
    profileWatch->watch({fromUtf8(folder + "/profiles")});
}

QCoro::Task<void> Console::Private::readProfilesAnew(Console &console)
{
    auto reading = inTurn(
        console.m_life,
        [this]() -> Result<DiskWork<KeptProfile>> {
            return [known = current](ProfileDisk &onDisk) {
                KeptProfile read{known, {}, onDisk.store().list(workspace::ProfileStore::Damaged::Leave), {}};
                read.all.problems.clear(); // They were told when the profiles were read first.
                std::vector<workspace::Profile> &all = read.all.profiles;
                const auto there = std::find_if(all.begin(), all.end(),
                                                [&](const workspace::Profile &each) { return each.id == known.id; });
                if (there == all.end())
                    all.push_back(known); // Removed elsewhere, or damaged: it stays until another one is chosen.
                else
                    read.profile = *there;
                read.mapping = onDisk.mapping(read.profile.settingsJson);
                return read;
            };
        },
        [this, &console](KeptProfile read) -> Result<void> {
            if (read.profile.id == current.id)
                takeFromElsewhere(console, std::move(read));
            return {};
        });
    static_cast<void>(co_await reading);
}

void Console::Private::takeFromElsewhere(Console &console, KeptProfile read)
{
    if (read.profile != current && !console.isBusy()) {
        const QString name = fromUtf8(read.profile.name);
        console.take(std::move(read));
        console.setNotice(
            QStringLiteral("settingsElsewhere"),
            Console::tr("Another program changed the settings of “%1”. What stands here now is what holds.").arg(name));
        return;
    }
    if (read.profile != current) {
        profilesSettled.start(); // Again, until nothing is on its way.
        const auto mine = std::find_if(read.all.profiles.begin(), read.all.profiles.end(),
                                       [this](const workspace::Profile &each) { return each.id == current.id; });
        *mine = current;
    }
    if (read.all.profiles == profiles)
        return;
    profiles = std::move(read.all.profiles);
    Q_EMIT console.profilesChanged();
}

} // namespace smc::gui
