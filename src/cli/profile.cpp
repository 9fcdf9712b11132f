#include "commands.h"
#include "output.h"
#include "profile_edit.h"
#include "say.h"

#include <destination/settings.h>
#include <json/writer.h>
#include <workspace/directory.h>
#include <workspace/profile_store.h>

#include <unistd.h>

namespace smc::cli {

namespace {

using workspace::Profile;
using workspace::ProfileStore;

ProfileStore storeOf(const GlobalOptions &global)
{
    return ProfileStore(workspace::workspaceDirectory(global.workspace));
}

/// The profile on one line, as `--profile FILE` takes it.
std::string lineOf(const Profile &profile)
{
    json::Writer writer;
    writer.object([&] {
        writer.member("id", std::string_view(profile.id));
        writer.member("name", std::string_view(profile.name));
        writer.member("environment", nameOf(profile.environment));
        if (profile.keyExpires)
            writer.member("keyExpires", std::string_view(profile.keyExpires->toString(Qt::ISODate).toStdString()));
        writer.key("settings").raw(profile.settingsJson);
    });
    return writer.take() + '\n';
}

/// What `profile set` begins with.
struct Beginning
{
    Profile profile;
    bool isNew = false;
};

/// The profile of that name, or a new one.
Result<Beginning> findOrBegin(const ProfileStore &store, const std::string &name)
{
    auto profile = store.find(name);
    if (profile)
        return Beginning{std::move(*profile), false};
    if (profile.error().code != "profile_not_found")
        return tl::make_unexpected(std::move(profile.error()));
    Profile fresh;
    fresh.name = name;
    fresh.settingsJson = destination::Settings().toJson();
    return Beginning{std::move(fresh), true};
}

Result<Profile> withOptions(Beginning beginning, const ProfileSetOptions &options)
{
    Profile profile = std::move(beginning.profile);
    bool hasEnvironment = !beginning.isNew || !options.environment.empty();
    if (!options.from.empty()) {
        const auto text = readAll(options.from);
        if (!text)
            return tl::make_unexpected(text.error());
        auto changed = withJson(std::move(profile), *text);
        if (!changed)
            return changed;
        // Standard input has no folder: what stands there counts from the workspace, as `profile show` prints it.
        if (options.from != "-")
            changed = withWholePresetPath(std::move(*changed), options.from);
        if (!changed)
            return changed;
        for (const std::string &sentence : unknownSettings(changed->settingsJson))
            say(options.from + ": " + sentence);
        profile = std::move(*changed);
        hasEnvironment = hasEnvironment || isWholeProfile(*text);
    }
    // A guess would decide whether production is guarded.
    if (!hasEnvironment)
        return fail("profile_environment_missing",
                    "There is no profile '" + profile.name +
                        "' yet. To make it, say where it sends: --environment sandbox, development, staging or "
                        "production.");
    if (!options.environment.empty()) {
        const auto environment = workspace::environmentNamed(options.environment);
        if (!environment)
            return fail("profile_environment_unknown",
                        "The environment is sandbox, development, staging or production, not \"" + options.environment +
                            "\".");
        profile.environment = *environment;
    }
    if (!options.keyExpires.empty()) {
        profile.keyExpires = QDate::fromString(QString::fromStdString(options.keyExpires), Qt::ISODate);
        if (!profile.keyExpires->isValid())
            return fail("profile_date_invalid",
                        "--key-expires is a day such as 2027-01-31, not \"" + options.keyExpires + "\".");
    }
    auto changed = withAssignments(std::move(profile), options.assignments);
    if (!changed)
        return changed;
    if (const auto settings = destination::Settings::fromJson(std::string_view(changed->settingsJson)); !settings)
        return tl::make_unexpected(settings.error());
    Profile storable = withoutAdminUserInfo(*changed);
    if (storable.settingsJson != changed->settingsJson)
        say("The smcAdminUrl holds a user name or password: it is stored without. Key and secret go to the keychain, "
            "with 'smcctl credential set'.");
    return storable;
}

} // namespace

ExitCode listProfiles(const GlobalOptions &global)
{
    const workspace::ProfileList list = storeOf(global).list();
    std::string lines;
    for (const Profile &profile : list.profiles)
        lines += lineOf(profile);
    Output().write(lines);
    for (const Error &problem : list.problems)
        giveUp(ExitCode::Usage, problem);
    return list.problems.empty() ? ExitCode::Done : ExitCode::Usage;
}

ExitCode showProfile(const GlobalOptions &global, const ProfileShowOptions &options)
{
    const auto profile = storeOf(global).find(options.name);
    if (!profile)
        return giveUp(ExitCode::Usage, profile.error());
    Output().write(lineOf(*profile));
    return ExitCode::Done;
}

ExitCode setProfile(const GlobalOptions &global, const ProfileSetOptions &options)
{
    ProfileStore store = storeOf(global);
    auto beginning = findOrBegin(store, options.name);
    if (!beginning)
        return giveUp(ExitCode::Usage, beginning.error());
    const bool isNew = beginning->isNew;
    auto profile = withOptions(std::move(*beginning), options);
    if (!profile)
        return giveUp(ExitCode::Usage, profile.error());
    const auto stored = store.save(std::move(*profile));
    if (!stored)
        return giveUp(ExitCode::Usage, stored.error());

    Output().write(lineOf(*stored));
    say((isNew ? "Made" : "Changed") + (" the profile '" + stored->name) + "' (" +
        std::string(nameOf(stored->environment)) + ").");
    const auto settings = destination::Settings::fromJson(std::string_view(stored->settingsJson));
    for (const destination::SettingsProblem &problem : destination::check(settings.value_or(destination::Settings())))
        say("Before it can send: " + problem.setting + ": " + problem.error.message);
    return ExitCode::Done;
}

} // namespace smc::cli
