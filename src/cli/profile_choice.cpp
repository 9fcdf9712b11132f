#include "profile_choice.h"

#include "profile_edit.h"
#include "say.h"
#include "similar_words.h"
#include "stored_profile.h"

#include <workspace/directory.h>
#include <workspace/mapping_file.h>
#include <workspace/profile_store.h>

#include <sys/stat.h>

namespace smc::cli {

namespace {

bool looksLikeFile(const std::string &text)
{
    return text.find('/') != std::string::npos || text.ends_with(".json");
}

bool isFile(const std::string &text)
{
    struct stat status = {};
    return ::stat(text.c_str(), &status) == 0 && !S_ISDIR(status.st_mode);
}

tl::unexpected<Error> inProfile(std::string_view what, Error error)
{
    error.message = std::string(what) + ": " + error.message;
    if (!error.where.empty() && error.message.find(error.where) == std::string::npos)
        error.message += " (" + error.where + ")";
    error.where.clear();
    return tl::make_unexpected(std::move(error));
}

/// A relative `presetFile` counts from `folder`: the workspace of a stored profile, or where a profile's file lies.
Result<ChosenProfile> withSettings(std::string_view what, ChosenProfile::Kind kind, workspace::Profile profile,
                                   const std::string &folder)
{
    auto settings = destination::Settings::fromJson(std::string_view(profile.settingsJson));
    if (!settings)
        return inProfile(what, std::move(settings.error()));
    for (const std::string &sentence : unknownSettings(profile.settingsJson))
        say(std::string(what) + ": " + sentence);
    auto preset = destination::Preset::load(workspace::mappingPath(folder, settings->presetFile));
    if (!preset)
        return inProfile(what, std::move(preset.error()));
    return ChosenProfile{kind, std::move(profile), std::move(*settings), std::move(*preset)};
}

Result<ChosenProfile> fromFile(const std::string &name)
{
    const auto text = readAll(name);
    if (!text)
        return tl::make_unexpected(text.error());
    auto profile = workspace::parseProfile(*text);
    if (!profile)
        return inProfile(name, std::move(profile.error()));
    const std::size_t slash = name.rfind('/');
    const std::string folder = slash == std::string::npos ? "." : name.substr(0, slash);
    return withSettings(name, ChosenProfile::Kind::File, std::move(*profile), folder);
}

Error notFound(const std::string &name, const workspace::ProfileStore &store)
{
    const workspace::ProfileList list = store.list();
    std::vector<std::string> names;
    for (const workspace::Profile &profile : list.profiles)
        names.push_back(profile.name);
    std::string message = "There is no profile '" + name + "', and no file of that name.";
    const std::string meant = closestWord(name, names);
    if (!meant.empty())
        message += " Did you mean '" + meant + "'?";
    else if (names.empty())
        message += " No profiles are stored yet: make one with 'smcctl profile set NAME', or give a file.";
    else
        message += " 'smcctl profile list' shows those that are stored.";
    return {"profile_not_found", std::move(message), {}};
}

} // namespace

Result<ChosenProfile> chooseProfile(const GlobalOptions &global)
{
    const std::string &name = global.profile;
    if (name.empty())
        return fail(
            "profile_missing",
            "Which destination? Give --profile with a stored profile's name ('smcctl profile list' shows them) or "
            "with a file such as {\"name\":\"Acme\",\"environment\":\"staging\",\"settings\":{\"organization\":"
            "\"ACME\",\"allowedEvents\":[\"Order Completed\"]}}.");
    if (looksLikeFile(name))
        return fromFile(name);

    const std::string folder = workspace::workspaceDirectory(global.workspace);
    const workspace::ProfileStore store(folder);
    auto profile = storedProfile(store, name);
    if (profile) {
        const std::string what = "Profile '" + profile->name + "'";
        return withSettings(what, ChosenProfile::Kind::Stored, std::move(*profile), folder);
    }
    const bool isMissing = profile.error().code == "profile_not_found";
    if (isMissing && isFile(name))
        return fromFile(name);
    return tl::make_unexpected(isMissing ? notFound(name, store) : std::move(profile.error()));
}

namespace {

Result<void> withoutProblems(const ChosenProfile &chosen, const std::vector<destination::SettingsProblem> &problems)
{
    if (problems.empty())
        return {};
    std::string message = "Profile " + describe(chosen) + " can't be used yet.";
    for (const destination::SettingsProblem &problem : problems)
        message += "\n  " + problem.setting + ": " + problem.error.message;
    return fail("settings_incomplete", std::move(message));
}

} // namespace

Result<void> checkForSending(const ChosenProfile &chosen)
{
    if (chosen.profile.environment == workspace::Environment::Sandbox && chosen.settings.smcAdminUrl.empty())
        return fail("settings_incomplete", "The sandbox of profile " + describe(chosen) +
                                               " runs inside the console only. Start one with 'smcctl sandbox', and "
                                               "give a profile its \"url\" as smcAdminUrl.");
    return withoutProblems(chosen, destination::check(chosen.settings));
}

Result<void> checkForMapping(const ChosenProfile &chosen)
{
    std::vector<destination::SettingsProblem> problems = destination::check(chosen.settings);
    std::erase_if(problems, [](const destination::SettingsProblem &problem) {
        return problem.setting == "smcAdminUrl" || problem.setting == "organization";
    });
    return withoutProblems(chosen, problems);
}

std::string describe(const ChosenProfile &chosen)
{
    std::string text = "'" + chosen.profile.name + "' (" + std::string(nameOf(chosen.profile.environment));
    if (!chosen.settings.organization.empty())
        text += ", organization " + chosen.settings.organization;
    return text + ")";
}

} // namespace smc::cli
