// The console's profiles, and the settings that follow from the current one.
#include "console_private.h"
#include "starting_profile.h"
#include "text.h"

#include <workspace/files.h>
#include <workspace/profile.h>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr const char *LastProfile = "profile/current";
constexpr std::size_t MostProfileBytes = 64UL * 1024 * 1024;

std::string fileOf(const workspace::ProfileStore &store, const std::string &profileId)
{
    return store.directory() + '/' + profileId + ".json";
}

/// Copies the file to FILE.damaged-TIME; that path.
Result<std::string> copyAside(const std::string &file)
{
    const Result<std::optional<std::string>> bytes = workspace::readFile(file, MostProfileBytes);
    if (!bytes)
        return tl::make_unexpected(bytes.error());
    if (!*bytes)
        return std::string();
    const Result<std::string> aside = workspace::setAside(file);
    if (!aside)
        return aside;
    if (const Result<void> back = workspace::writeAtomically(file, **bytes); !back)
        return tl::make_unexpected(back.error());
    return aside;
}

} // namespace

workspace::Profile *Console::Private::find(const std::string &id)
{
    const auto found = std::find_if(profiles.begin(), profiles.end(),
                                    [&id](const workspace::Profile &profile) { return profile.id == id; });
    return found == profiles.end() ? nullptr : &*found;
}

void Console::readProfiles()
{
    workspace::ProfileList found = d->profileStore.list();
    QStringList problems;
    for (const Error &error : found.problems)
        problems.append(fromUtf8(error.message));
    if (d->uiState.problem())
        problems.append(fromUtf8(d->uiState.problem()->message));
    setNotice(QStringLiteral("profiles"), problems.join(QLatin1Char('\n')));

    d->profiles = std::move(found.profiles);
    if (!d->profiles.empty())
        return;
    const Result<workspace::Profile> first = d->profileStore.save(startingProfile());
    if (!first)
        setNotice(QStringLiteral("workspace"), fromUtf8(first.error().message));
    d->profiles.push_back(first ? *first : startingProfile());
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

void Console::makeCurrent(const workspace::Profile &profile)
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
                                  fromUtf8(fileOf(d->profileStore, profile.id))));
    d->stored = settings ? std::move(*settings) : destination::Settings{};
    putSettingsInForce();
}

void Console::putSettingsInForce()
{
    destination::Settings settings = d->stored;
    if (usesOwnSandbox()) {
        settings.smcAdminUrl = d->sandbox.address();
        if (d->sandbox.isRunning())
            settings.organization = d->sandbox.organization();
    }
    if (settings == d->destination.settings)
        return;
    if (settings.presetFile != d->destination.settings.presetFile)
        loadMapping(settings.presetFile);
    d->destination.settings = std::move(settings);
    Q_EMIT settingsChanged();
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
    workspace::Profile *chosen = d->find(profileId);
    if (!chosen)
        co_return fail("profile_not_found", toUtf8(tr("There is no such profile any more.")));
    cancel();
    d->credentials = {};
    // Somebody may have mended its file meanwhile.
    const Result<workspace::Profile> onDisk = d->profileStore.load(profileId);
    if (onDisk)
        *chosen = *onDisk;
    else if (onDisk.error().code == "profile_damaged")
        setNotice(QStringLiteral("profiles"), fromUtf8(onDisk.error().message));
    makeCurrent(*chosen);
    reloadMapping();
    saveUiState(); // At once: a console that is killed must not open another profile the next time.
    Q_EMIT profileChanged();
    Q_EMIT settingsChanged();
    co_await start();
    co_return Result<void>{};
}

/// A file whose settings could not be read is copied aside before others take their place.
Result<void> Console::keepUnreadable(const workspace::Profile &profile)
{
    const workspace::Profile *before = d->find(profile.id);
    if (!before || before->settingsJson == profile.settingsJson ||
        destination::Settings::fromJson(std::string_view(before->settingsJson)))
        return {};
    const Result<std::string> copy = copyAside(fileOf(d->profileStore, profile.id));
    if (!copy)
        return tl::make_unexpected(copy.error());
    if (copy->empty()) // There is no file any more.
        return {};
    setNotice(
        QStringLiteral("settingsAside"),
        tr("The settings of “%1” that could not be used are kept in %2.").arg(fromUtf8(profile.name), fromUtf8(*copy)));
    return {};
}

Result<void> Console::save(workspace::Profile profile)
{
    if (const Result<void> kept = keepUnreadable(profile); !kept)
        return kept;
    Result<workspace::Profile> kept = d->profileStore.save(std::move(profile));
    if (!kept)
        return tl::make_unexpected(kept.error());
    const workspace::Profile stored = *kept;
    d->profiles = d->profileStore.list().profiles;
    if (stored.id == d->current.id || !d->find(d->current.id)) {
        const bool had = usesOwnSandbox();
        makeCurrent(stored);
        if (usesOwnSandbox() != had)
            start();
        Q_EMIT profileChanged();
    }
    Q_EMIT profilesChanged();
    return {};
}

Result<void> Console::changeSettings(const std::function<void(destination::Settings &)> &change)
{
    // Defaults stand in for settings that can't be read: one change is no reason to write them all.
    if (const auto readable = destination::Settings::fromJson(std::string_view(d->current.settingsJson)); !readable)
        return fail("settings_unreadable",
                    toUtf8(tr("Not changed: the settings of “%1” can't be used. %2")
                               .arg(fromUtf8(d->current.name), fromUtf8(readable.error().message))),
                    readable.error().where);
    destination::Settings settings = d->stored;
    change(settings);
    workspace::Profile profile = d->current;
    profile.settingsJson = settings.writeInto(profile.settingsJson);
    return save(std::move(profile));
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
    if (const Result<void> removed = d->profileStore.remove(profileId); !removed)
        co_return tl::make_unexpected(removed.error());
    readProfiles();
    Q_EMIT profilesChanged();
    if (profileId != d->current.id)
        co_return Result<void>{};
    const Result<void> selected = co_await select(profileToBeginWith().id);
    co_return selected;
}

Result<std::string> Console::create(std::string name)
{
    workspace::Profile profile;
    profile.name = freeName(name, d->profiles);
    profile.environment = workspace::Environment::Development;
    profile.settingsJson = destination::Settings{}.toJson();
    return addProfile(std::move(profile));
}

Result<std::string> Console::duplicate(std::string profileId)
{
    const workspace::Profile *original = d->find(profileId);
    if (!original)
        return fail("profile_not_found", toUtf8(tr("There is no such profile any more.")));
    workspace::Profile copy = *original;
    copy.id.clear();
    copy.keyExpires.reset();
    copy.name = freeName(toUtf8(tr("Copy of %1").arg(fromUtf8(original->name))), d->profiles);
    Result<std::string> added = addProfile(std::move(copy));
    if (added) {
        if (const Result<void> copied = copyMapping(profileId, *added); !copied)
            return tl::make_unexpected(copied.error());
    }
    return added;
}

Result<std::string> Console::addProfile(workspace::Profile profile)
{
    const Result<workspace::Profile> kept = d->profileStore.save(std::move(profile));
    if (!kept)
        return tl::make_unexpected(kept.error());
    d->profiles = d->profileStore.list().profiles;
    Q_EMIT profilesChanged();
    return kept->id;
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
