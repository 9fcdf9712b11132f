// The console's profiles, and the settings that follow from the current one.
#include "console_private.h"
#include "starting_profile.h"
#include "target_words.h"
#include "text.h"

#include <workspace/profile.h>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr const char *LastProfile = "profile/current";

tl::unexpected<Error> gone()
{
    return fail("profile_not_found", toUtf8(Console::tr("There is no such profile any more.")));
}

} // namespace

workspace::Profile *Console::Private::find(const std::string &id)
{
    const auto found = std::find_if(profiles.begin(), profiles.end(),
                                    [&id](const workspace::Profile &profile) { return profile.id == id; });
    return found == profiles.end() ? nullptr : &*found;
}

void Console::report(const std::vector<Error> &problems)
{
    QStringList sentences;
    for (const Error &error : problems)
        sentences.append(fromUtf8(error.message));
    if (!sentences.isEmpty())
        setNotice(QStringLiteral("profiles"), sentences.join(QLatin1Char('\n')));
}

/// The last one; where that is not known, the least dangerous one.
const workspace::Profile &Console::profileToBeginWith() const
{
    if (const workspace::Profile *last = d->find(d->uiState.value(LastProfile, "")))
        return *last;
    return *std::min_element(d->profiles.begin(), d->profiles.end(),
                             [](const workspace::Profile &left, const workspace::Profile &right) {
                                 return left.environment < right.environment;
                             });
}

void Console::makeCurrent(const workspace::Profile &profile, MappingOnDisk mapping)
{
    // Another profile's key must not be used until the keychain has answered for this one.
    if (d->current.id != profile.id) {
        d->credentials = {};
        setNotice(QStringLiteral("settingsElsewhere"), {});
    }
    d->current = profile;
    d->uiState.set(LastProfile, profile.id);
    Result<destination::Settings> settings = destination::Settings::fromJson(profile.settingsJson);
    setNotice(QStringLiteral("settings"),
              settings ? QString()
                       : tr("The settings of “%1” can't be used, and are left as they are. %2 Mend %3, then choose the "
                            "profile again. Saving in Connection instead puts what stands there in their place, "
                            "and keeps a copy of the file beside it.")
                             .arg(fromUtf8(profile.name), fromUtf8(settings.error().message),
                                  fromUtf8(d->profileDisk.fileOf(profile.id))));
    d->stored = settings ? std::move(*settings) : destination::Settings{};
    const InForce newMapping = putMappingInForce(std::move(mapping));
    if (putSettingsInForce() == InForce::AsBefore && newMapping == InForce::Changed)
        Q_EMIT settingsChanged();
}

Console::InForce Console::putSettingsInForce()
{
    destination::Settings settings = d->stored;
    if (usesOwnSandbox()) {
        settings.smcAdminUrl = d->sandbox.address();
        if (d->sandbox.isRunning())
            settings.organization = d->sandbox.organization();
    }
    if (settings == d->destination.settings)
        return InForce::AsBefore;
    d->destination.settings = std::move(settings);
    Q_EMIT settingsChanged();
    return InForce::Changed;
}

const std::vector<workspace::Profile> &Console::profiles() const
{
    return d->profiles;
}

const workspace::Profile &Console::profile() const
{
    return d->current;
}

std::shared_ptr<const void> Console::beginSwitch()
{
    if (d->switches++ == 0) {
        Q_EMIT switchingChanged();
        Q_EMIT busyChanged();
    }
    return {this, [this, life = std::weak_ptr<const int>(m_life)](const void *) {
                if (life.expired() || --d->switches > 0)
                    return;
                Q_EMIT switchingChanged();
                Q_EMIT busyChanged();
            }};
}

bool Console::isSwitching() const
{
    return d->switches > 0;
}

QCoro::Task<Result<void>> Console::select(std::string profileId)
{
    struct Chosen
    {
        Result<workspace::Profile> profile;
        MappingOnDisk mapping;
    };
    std::shared_ptr<const void> onTheWay = beginSwitch();
    auto choosing = d->inTurn(
        m_life,
        [this, profileId]() -> Result<DiskWork<Chosen>> {
            const workspace::Profile *known = d->find(profileId);
            if (!known)
                return gone();
            // Somebody may have mended its file meanwhile.
            return [known = *known](ProfileDisk &disk) {
                Result<workspace::Profile> onDisk = disk.store().load(known.id);
                MappingOnDisk mapping = disk.mapping(onDisk ? onDisk->settingsJson : known.settingsJson);
                return Chosen{std::move(onDisk), std::move(mapping)};
            };
        },
        [this, profileId](Chosen chosen) -> Result<void> {
            workspace::Profile *profile = d->find(profileId);
            if (!profile)
                return gone();
            cancel();
            d->credentials = {};
            if (chosen.profile)
                *profile = *chosen.profile;
            else if (chosen.profile.error().code == "profile_damaged")
                report({chosen.profile.error()});
            makeCurrent(workspace::Profile(*profile), std::move(chosen.mapping));
            saveUiState(); // At once: a console that is killed must not open another profile the next time.
            return {};
        });
    const Result<void> chosen = co_await choosing;
    if (!chosen)
        co_return chosen;
    Q_EMIT profileChanged();
    Q_EMIT settingsChanged();
    d->profilesSettled.start(); // The one before may have been removed elsewhere.
    onTheWay.reset();           // Its credentials may take their time.
    co_await start();
    co_return Result<void>{};
}

Error Console::inWords(Error error, const std::string &profileId) const
{
    const workspace::Profile *profile = d->find(profileId);
    if (profile && error.code == "settings_unreadable")
        error.message = toUtf8(tr("Not changed: the settings of “%1” can't be used. %2")
                                   .arg(fromUtf8(profile->name), fromUtf8(error.message)));
    return error;
}

void Console::take(KeptProfile kept)
{
    d->profiles = std::move(kept.all.profiles);
    report(kept.all.problems);
    const workspace::Profile stored = std::move(kept.profile);
    if (!kept.setAside.empty())
        setNotice(QStringLiteral("settingsAside"), tr("The settings of “%1” that could not be used are kept in %2.")
                                                       .arg(fromUtf8(stored.name), fromUtf8(kept.setAside)));
    if (stored.id == d->current.id || !d->find(d->current.id)) {
        const bool had = usesOwnSandbox();
        makeCurrent(stored, std::move(kept.mapping));
        if (usesOwnSandbox() != had)
            start();
        Q_EMIT profileChanged();
    }
    Q_EMIT profilesChanged();
}

QCoro::Task<Result<void>> Console::keepProfile(std::string profileId, ProfileWork work)
{
    return d->inTurn(
        m_life,
        [this, profileId, work = std::move(work)]() -> Result<DiskWork<Result<KeptProfile>>> {
            const workspace::Profile *known = d->find(profileId);
            if (!known)
                return gone();
            return [known = *known, work](ProfileDisk &disk) { return work(disk, known); };
        },
        [this, profileId](Result<KeptProfile> kept) -> Result<void> {
            if (!kept)
                return tl::make_unexpected(inWords(kept.error(), profileId));
            take(*std::move(kept));
            return {};
        });
}

QCoro::Task<Result<void>> Console::save(std::string profileId, ProfileChange change)
{
    return keepProfile(std::move(profileId),
                       [change = std::move(change)](ProfileDisk &disk, const workspace::Profile &known) {
                           return disk.change(known, change, Unreadable::Replaced);
                       });
}

/// Defaults stand in for settings that can't be read: one change is no reason to write them all.
QCoro::Task<Result<void>> Console::changeSettings(std::function<void(destination::Settings &)> change)
{
    return keepProfile(d->current.id, [change = std::move(change)](ProfileDisk &disk, const workspace::Profile &known) {
        const auto all = [&change](workspace::Profile &, destination::Settings &settings) { change(settings); };
        return disk.change(known, all, Unreadable::Refused);
    });
}

QCoro::Task<Result<void>> Console::remove(std::string profileId)
{
    const std::weak_ptr<const int> life = m_life;
    std::shared_ptr<const void> onTheWay = profileId == d->current.id ? beginSwitch() : nullptr;
    // The secret goes first: a profile's file without a secret is better than a secret that nobody finds any more.
    const Result<vault::Storage> forgotten = co_await d->store->remove(profileId);
    if (life.expired())
        co_return Result<void>{};
    if (!forgotten)
        co_return tl::make_unexpected(forgotten.error());
    struct Left
    {
        Result<void> removed;
        workspace::ProfileList profiles;
    };
    auto removing = d->inTurn(
        m_life,
        [profileId]() -> Result<DiskWork<Left>> {
            return [profileId](ProfileDisk &disk) {
                Result<void> removed = disk.remove(profileId);
                return Left{std::move(removed), disk.read()};
            };
        },
        [this](Left left) -> Result<void> {
            if (!left.removed)
                return left.removed;
            d->profiles = std::move(left.profiles.profiles);
            report(left.profiles.problems);
            return {};
        });
    const Result<void> removed = co_await removing;
    if (life.expired() || !removed)
        co_return removed;
    Q_EMIT profilesChanged();
    if (profileId != d->current.id)
        co_return Result<void>{};
    auto selecting = select(profileToBeginWith().id);
    onTheWay.reset();
    const Result<void> selected = co_await selecting;
    co_return selected;
}

QCoro::Task<Result<std::string>> Console::add(workspace::Profile profile)
{
    return addAs([profile = std::move(profile)]() -> Result<workspace::Profile> { return profile; }, {});
}

QCoro::Task<Result<std::string>> Console::create(std::string name)
{
    const auto make = [this, name = std::move(name)]() -> Result<workspace::Profile> {
        workspace::Profile profile;
        profile.name = freeName(name, d->profiles);
        profile.environment = workspace::Environment::Development;
        profile.settingsJson = destination::Settings{}.toJson();
        return profile;
    };
    return addAs(make, {});
}

QCoro::Task<Result<std::string>> Console::duplicate(std::string profileId)
{
    const workspace::Profile *known = d->find(profileId);
    const QString name = known ? fromUtf8(known->name) : QString();
    auto adding = addAs(
        [this, profileId]() -> Result<workspace::Profile> {
            const workspace::Profile *original = d->find(profileId);
            if (!original)
                return gone();
            workspace::Profile copy = *original;
            copy.keyExpires.reset();
            copy.name = freeName(toUtf8(tr("Copy of %1").arg(fromUtf8(original->name))), d->profiles);
            return copy;
        },
        profileId);
    Result<std::string> added = co_await adding;
    if (!added && !added.error().message.empty() && !name.isEmpty())
        co_return fail(added.error().code,
                       toUtf8(tr("“%1” was not duplicated. %2").arg(name, fromUtf8(added.error().message))));
    co_return added;
}

QCoro::Task<Result<std::string>> Console::addAs(std::function<Result<workspace::Profile>()> make,
                                                std::string copiedFrom)
{
    return d->inTurn(
        m_life,
        [make = std::move(make), copiedFrom]() -> Result<DiskWork<Result<KeptProfile>>> {
            Result<workspace::Profile> profile = make();
            if (!profile)
                return tl::make_unexpected(profile.error());
            return [profile = *std::move(profile), copiedFrom](ProfileDisk &disk) {
                return disk.add(profile, copiedFrom);
            };
        },
        [this](Result<KeptProfile> kept) -> Result<std::string> {
            if (!kept)
                return tl::make_unexpected(kept.error());
            d->profiles = std::move(kept->all.profiles);
            report(kept->all.problems);
            Q_EMIT profilesChanged();
            return kept->profile.id;
        });
}

QString Console::targetText() const
{
    return targetWords(d->current, d->stored);
}

bool Console::isProduction() const
{
    return d->current.environment == workspace::Environment::Production;
}

const destination::Destination &Console::destination() const
{
    return d->destination;
}

const destination::Settings &Console::storedSettings() const
{
    return d->stored;
}

bool Console::usesOwnSandbox() const
{
    return meansOwnSandbox(d->current.environment, d->stored);
}

bool Console::sandboxMisbehaves() const
{
    return usesOwnSandbox() && !d->sandbox.faults().isEmpty();
}

bool Console::meansOwnSandbox(workspace::Environment environment, const destination::Settings &settings)
{
    return environment == workspace::Environment::Sandbox && settings.smcAdminUrl.empty();
}

} // namespace smc::gui
