// The console's profiles, and the settings that follow from the current one.
#include "background.h"
#include "console_private.h"
#include "starting_profile.h"
#include "text.h"

#include <workspace/profile.h>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr const char *LastProfile = "profile/current";

} // namespace

workspace::Profile *Console::Private::find(const std::string &id)
{
    const auto found = std::find_if(profiles.begin(), profiles.end(),
                                    [&id](const workspace::Profile &profile) { return profile.id == id; });
    return found == profiles.end() ? nullptr : &*found;
}

void Console::take(workspace::ProfileList found)
{
    QStringList problems;
    for (const Error &error : found.problems)
        problems.append(fromUtf8(error.message));
    if (d->uiState.problem())
        problems.append(fromUtf8(d->uiState.problem()->message));
    setNotice(QStringLiteral("profiles"), problems.join(QLatin1Char('\n')));
    d->profiles = std::move(found.profiles);
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
    if (d->current.id != profile.id)
        d->credentials = {};
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

QCoro::Task<Result<void>> Console::select(std::string profileId)
{
    const std::weak_ptr<const int> life = m_life;
    Turns::Turn turn = co_await d->turns.next();
    if (life.expired())
        co_return fail("cancelled", {});
    const workspace::Profile *known = d->find(profileId);
    if (!known)
        co_return fail("profile_not_found", toUtf8(tr("There is no such profile any more.")));
    struct Chosen
    {
        Result<workspace::Profile> profile;
        MappingOnDisk mapping;
    };
    // Somebody may have mended its file meanwhile.
    const auto work = [disk = d->profileDisk, known = *known] {
        Result<workspace::Profile> onDisk = disk.store().load(known.id);
        MappingOnDisk mapping = disk.mapping(onDisk ? onDisk->settingsJson : known.settingsJson);
        return Chosen{std::move(onDisk), std::move(mapping)};
    };
    auto task = inBackground(d->disk, work);
    Chosen chosen = co_await task;
    if (life.expired())
        co_return fail("cancelled", {});
    workspace::Profile *profile = d->find(profileId);
    if (!profile)
        co_return fail("profile_not_found", toUtf8(tr("There is no such profile any more.")));
    cancel();
    d->credentials = {};
    if (chosen.profile)
        *profile = *chosen.profile;
    else if (chosen.profile.error().code == "profile_damaged")
        setNotice(QStringLiteral("profiles"), fromUtf8(chosen.profile.error().message));
    makeCurrent(workspace::Profile(*profile), std::move(chosen.mapping));
    saveUiState(); // At once: a console that is killed must not open another profile the next time.
    turn.end();
    Q_EMIT profileChanged();
    Q_EMIT settingsChanged();
    co_await start();
    co_return Result<void>{};
}

Result<void> Console::take(KeptProfile kept)
{
    d->profiles = std::move(kept.profiles);
    if (!kept.profile)
        return tl::make_unexpected(kept.profile.error());
    const workspace::Profile stored = std::move(*kept.profile);
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
    return {};
}

QCoro::Task<Result<void>> Console::save(workspace::Profile profile)
{
    const std::weak_ptr<const int> life = m_life;
    const Turns::Turn turn = co_await d->turns.next();
    if (life.expired())
        co_return fail("cancelled", {});
    const auto work = [disk = d->profileDisk, profile = std::move(profile)]() mutable {
        return disk.save(std::move(profile));
    };
    auto task = inBackground(d->disk, work);
    KeptProfile kept = co_await task;
    if (life.expired())
        co_return fail("cancelled", {});
    co_return take(std::move(kept));
}

/// Defaults stand in for settings that can't be read: one change is no reason to write them all.
Result<void> Console::readableSettings() const
{
    if (const auto readable = destination::Settings::fromJson(std::string_view(d->current.settingsJson)); !readable)
        return fail("settings_unreadable",
                    toUtf8(tr("Not changed: the settings of “%1” can't be used. %2")
                               .arg(fromUtf8(d->current.name), fromUtf8(readable.error().message))),
                    readable.error().where);
    return {};
}

workspace::Profile Console::withSettings(const std::function<void(destination::Settings &)> &change) const
{
    destination::Settings settings = d->stored;
    change(settings);
    workspace::Profile profile = d->current;
    profile.settingsJson = settings.writeInto(profile.settingsJson);
    return profile;
}

QCoro::Task<Result<void>> Console::changeSettings(std::function<void(destination::Settings &)> change)
{
    const std::weak_ptr<const int> life = m_life;
    const Turns::Turn turn = co_await d->turns.next();
    if (life.expired())
        co_return fail("cancelled", {});
    if (const Result<void> readable = readableSettings(); !readable)
        co_return readable;
    const auto work = [disk = d->profileDisk, profile = withSettings(change)]() mutable {
        return disk.save(std::move(profile));
    };
    auto task = inBackground(d->disk, work);
    KeptProfile kept = co_await task;
    if (life.expired())
        co_return fail("cancelled", {});
    co_return take(std::move(kept));
}

QCoro::Task<Result<void>> Console::remove(std::string profileId)
{
    const std::weak_ptr<const int> life = m_life;
    // The secret goes first: a profile's file without a secret is better than a secret that nobody finds any more.
    const Result<vault::Storage> forgotten = co_await d->store->remove(profileId);
    if (life.expired())
        co_return Result<void>{};
    if (!forgotten)
        co_return tl::make_unexpected(forgotten.error());
    Turns::Turn turn = co_await d->turns.next();
    if (life.expired())
        co_return Result<void>{};
    struct Left
    {
        Result<void> removed;
        workspace::ProfileList profiles;
    };
    const auto work = [disk = d->profileDisk, profileId]() mutable {
        Result<void> removed = disk.remove(profileId);
        return Left{std::move(removed), disk.read()};
    };
    auto task = inBackground(d->disk, work);
    Left left = co_await task;
    if (life.expired())
        co_return Result<void>{};
    if (!left.removed)
        co_return tl::make_unexpected(left.removed.error());
    take(std::move(left.profiles));
    turn.end();
    Q_EMIT profilesChanged();
    if (profileId != d->current.id)
        co_return Result<void>{};
    const Result<void> selected = co_await select(profileToBeginWith().id);
    co_return selected;
}

QCoro::Task<Result<std::string>> Console::create(std::string name)
{
    workspace::Profile profile;
    profile.name = freeName(name, d->profiles);
    profile.environment = workspace::Environment::Development;
    profile.settingsJson = destination::Settings{}.toJson();
    return add(std::move(profile), {});
}

QCoro::Task<Result<std::string>> Console::duplicate(std::string profileId)
{
    const workspace::Profile *original = d->find(profileId);
    if (!original)
        co_return fail("profile_not_found", toUtf8(tr("There is no such profile any more.")));
    workspace::Profile copy = *original;
    copy.id.clear();
    copy.keyExpires.reset();
    copy.name = freeName(toUtf8(tr("Copy of %1").arg(fromUtf8(original->name))), d->profiles);
    const QString name = fromUtf8(original->name);
    auto adding = add(std::move(copy), profileId);
    Result<std::string> added = co_await adding;
    if (!added && !added.error().message.empty())
        co_return fail(added.error().code,
                       toUtf8(tr("“%1” was not duplicated. %2").arg(name, fromUtf8(added.error().message))));
    co_return added;
}

QCoro::Task<Result<std::string>> Console::add(workspace::Profile profile, std::string copiedFrom)
{
    const std::weak_ptr<const int> life = m_life;
    const Turns::Turn turn = co_await d->turns.next();
    if (life.expired())
        co_return fail("cancelled", {});
    const auto work = [disk = d->profileDisk, profile = std::move(profile), copiedFrom]() mutable {
        return disk.copy(std::move(profile), copiedFrom);
    };
    auto task = inBackground(d->disk, work);
    KeptProfile kept = co_await task;
    if (life.expired())
        co_return fail("cancelled", {});
    d->profiles = std::move(kept.profiles);
    if (!kept.profile)
        co_return tl::make_unexpected(kept.profile.error());
    Q_EMIT profilesChanged();
    co_return std::string(kept.profile->id);
}

QString Console::targetText() const
{
    const QString name = fromUtf8(d->current.name);
    return isProduction() ? tr("PRODUCTION: %1").arg(name) : name;
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

bool Console::meansOwnSandbox(workspace::Environment environment, const destination::Settings &settings)
{
    return environment == workspace::Environment::Sandbox && settings.smcAdminUrl.empty();
}

} // namespace smc::gui
