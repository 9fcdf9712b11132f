#include "commands.h"
#include "day_option.h"
#include "input.h"
#include "output.h"
#include "profile_edit.h"
#include "say.h"
#include "stored_profile.h"

#include <destination/settings.h>
#include <json/writer.h>
#include <workspace/directory.h>
#include <workspace/profile_store.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

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

/// What `profile set` is to do. The file that it names is read: nothing is waited for while a profile is changed.
struct Wish
{
    const ProfileSetOptions &options;
    std::optional<std::string> text; ///< Of `options.from`.
};

Result<Wish> read(const ProfileSetOptions &options)
{
    if (options.from.empty())
        return Wish{options, std::nullopt};
    auto text = readAll(options.from);
    if (!text)
        return tl::make_unexpected(std::move(text.error()));
    return Wish{options, std::move(*text)};
}

/// A profile as it is wished, and what there is to say of it.
struct Granted
{
    Profile profile;
    std::vector<std::string> notes;
};

/// `profile` with what the file says.
Result<Granted> withFile(Profile profile, const std::string &text, const std::string &from)
{
    auto changed = withJson(std::move(profile), text);
    // Standard input has no folder: what stands there counts from the workspace, as `profile show` prints it.
    if (changed && from != "-")
        changed = withWholePresetPath(std::move(*changed), from);
    if (!changed)
        return tl::make_unexpected(std::move(changed.error()));
    std::vector<std::string> notes;
    for (const std::string &sentence : unknownSettings(changed->settingsJson))
        notes.emplace_back(from).append(": ").append(sentence);
    return Granted{std::move(*changed), std::move(notes)};
}

/// `profile`, which has no id where it is new, with what the options say beside the file.
Result<Profile> withOptions(Profile profile, const ProfileSetOptions &options)
{
    if (!options.environment.empty()) {
        const auto environment = workspace::environmentNamed(options.environment);
        if (!environment)
            return fail("profile_environment_unknown",
                        "The environment is sandbox, development, staging or production, not \"" + options.environment +
                            "\".");
        profile.environment = *environment;
    }
    if (!options.keyExpires.empty()) {
        const auto lastDay = lastDayOfKey(options.keyExpires);
        if (!lastDay)
            return tl::make_unexpected(lastDay.error());
        profile.keyExpires = *lastDay;
    }
    auto changed = withAssignments(std::move(profile), options.assignments);
    if (!changed)
        return changed;
    if (const auto settings = destination::Settings::fromJson(std::string_view(changed->settingsJson)); !settings)
        return tl::make_unexpected(settings.error());
    return changed;
}

/// A new profile has no id.
Result<Granted> grant(Profile profile, const Wish &wish)
{
    const bool hasEnvironment =
        !profile.id.empty() || !wish.options.environment.empty() || (wish.text && isWholeProfile(*wish.text));
    Granted granted{std::move(profile), {}};
    if (wish.text) {
        auto read = withFile(std::move(granted.profile), *wish.text, wish.options.from);
        if (!read)
            return read;
        granted = std::move(*read);
    }
    // A guess would decide whether production is guarded.
    if (!hasEnvironment)
        return fail("profile_environment_missing",
                    "There is no profile '" + granted.profile.name +
                        "' yet. To make it, say where it sends: --environment sandbox, development, staging or "
                        "production.");
    auto changed = withOptions(std::move(granted.profile), wish.options);
    if (!changed)
        return tl::make_unexpected(std::move(changed.error()));
    granted.profile = withoutAdminUserInfo(*changed);
    if (granted.profile.settingsJson != changed->settingsJson)
        granted.notes.push_back("The smcAdminUrl holds a user name or password: it is stored without. Key and secret "
                                "go to the keychain, with 'smcctl credential set'.");
    return granted;
}

/// What came of it.
struct Kept
{
    Profile profile; ///< As stored.
    bool isNew = false;
    std::vector<std::string> notes;
};

/// Errors also: profile_name_taken, profile_not_found, where another program made or removed the profile meanwhile.
Result<Kept> tryToKeep(ProfileStore &store, const Wish &wish)
{
    auto profile = storedProfile(store, wish.options.name);
    const bool isNew = !profile;
    if (isNew && profile.error().code != "profile_not_found")
        return tl::make_unexpected(std::move(profile.error()));
    std::vector<std::string> notes;
    const auto change = [&](Profile &stored) -> Result<void> {
        auto granted = grant(stored, wish);
        if (!granted)
            return tl::make_unexpected(std::move(granted.error()));
        stored = std::move(granted->profile);
        notes = std::move(granted->notes);
        return {};
    };
    if (isNew) {
        Profile fresh;
        fresh.name = wish.options.name;
        fresh.settingsJson = destination::Settings().toJson();
        profile = change(fresh).and_then([&] { return store.save(fresh); });
    } else {
        profile = store.update(profile->id, change);
    }
    if (!profile)
        return tl::make_unexpected(std::move(profile.error()));
    return Kept{std::move(*profile), isNew, std::move(notes)};
}

Result<Kept> keep(ProfileStore &store, const Wish &wish)
{
    constexpr int MostTries = 5;
    auto kept = tryToKeep(store, wish);
    const auto isOvertaken = [&] {
        return !kept && (kept.error().code == "profile_name_taken" || kept.error().code == "profile_not_found");
    };
    for (int tries = 1; isOvertaken() && tries < MostTries; ++tries)
        kept = tryToKeep(store, wish);
    return kept;
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
    const auto profile = storedProfile(storeOf(global), options.name);
    if (!profile)
        return giveUp(ExitCode::Usage, profile.error());
    Output().write(lineOf(*profile));
    return ExitCode::Done;
}

ExitCode setProfile(const GlobalOptions &global, const ProfileSetOptions &options)
{
    ProfileStore store = storeOf(global);
    const auto kept = read(options).and_then([&](const Wish &wish) { return keep(store, wish); });
    if (!kept)
        return giveUp(ExitCode::Usage, kept.error());
    for (const std::string &note : kept->notes)
        say(note);
    const Profile &stored = kept->profile;
    Output().write(lineOf(stored));
    say((kept->isNew ? "Made" : "Changed") + (" the profile '" + stored.name) + "' (" +
        std::string(nameOf(stored.environment)) + ").");
    const auto settings = destination::Settings::fromJson(std::string_view(stored.settingsJson));
    for (const destination::SettingsProblem &problem : destination::check(settings.value_or(destination::Settings())))
        say("Before it can send: " + problem.setting + ": " + problem.error.message);
    return ExitCode::Done;
}

} // namespace smc::cli
