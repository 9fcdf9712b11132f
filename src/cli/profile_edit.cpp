#include "profile_edit.h"

#include "similar_words.h"

#include <base/user_info.h>
#include <destination/settings.h>
#include <json/document.h>
#include <json/edit.h>
#include <json/text.h>
#include <json/writer.h>

#include <filesystem>

namespace smc::cli {

namespace {

/// Every setting with a value of its type, so that the names and types have one home.
std::string allSettings()
{
    destination::Settings settings;
    settings.audienceListApiName = settings.presetFile = settings.caFile = settings.proxyUrl = "x";
    settings.audienceKeyFields = {"x"};
    const std::string text = settings.toJson();
    return json::withMembers(text, {{"destinationFilters", "[]"}}).value_or(text);
}

struct Assignment
{
    std::string name;
    std::string json; ///< The value.
};

Result<std::string> toJsonValue(const std::string &name, json::Type type, const std::string &text)
{
    switch (type) {
    case json::Type::Bool:
        if (text == "true" || text == "false")
            return text;
        return fail("settings_type", "The setting " + name + " is true or false, not \"" + text + "\".");
    case json::Type::Array: {
        json::Document document;
        if (document.parse(text) && document.root().is(json::Type::Array))
            return json::compact(document.root());
        return fail("settings_type", "The setting " + name + " is a JSON array: --set " + name +
                                         "='[\"Order Completed\",\"Signed Up\"]'.");
    }
    default:
        return json::quoted(text);
    }
}

Result<std::string> absolutePath(const std::filesystem::path &path)
{
    std::error_code error;
    const std::filesystem::path whole = std::filesystem::absolute(path, error);
    if (error)
        return fail("preset_path", "The folder that \"" + path.string() +
                                       "\" counts from, which is the one you are in, can't be found (" +
                                       error.message() + "). Go to another folder, or give the whole path.");
    return whole.lexically_normal().string();
}

Result<Assignment> readAssignment(const std::string &text, json::Value known)
{
    const std::size_t equals = text.find('=');
    if (equals == std::string::npos)
        return fail("setting_malformed", "Expected --set SETTING=VALUE, not \"" + text + "\".");
    const std::string name = text.substr(0, equals);
    if (name == "apiKey" || name == "apiSecret")
        return fail("settings_secret",
                    "Key and secret are no part of a profile, and arguments can be seen by others on this "
                    "computer. Store them with 'smcctl --profile NAME credential set'.");
    const json::Value setting = known.find(name);
    if (!setting) {
        std::vector<std::string> names;
        std::string list;
        for (const json::Value member : known) {
            names.push_back(member.key());
            list += (list.empty() ? "" : ", ") + names.back();
        }
        const std::string meant = closestWord(name, names);
        return fail("setting_unknown",
                    "There is no setting \"" + name + "\". " +
                        (meant.empty() ? "The settings are " + list + "." : "Did you mean " + meant + "?"));
    }
    std::string written = text.substr(equals + 1);
    // In the profile a relative name would count from the workspace, which nobody means on a command line.
    if (name == "presetFile" && !written.empty()) {
        auto whole = absolutePath(written);
        if (!whole)
            return tl::make_unexpected(std::move(whole.error()));
        written = std::move(*whole);
    }
    auto value = toJsonValue(name, setting.type(), written);
    if (!value)
        return tl::make_unexpected(std::move(value.error()));
    return Assignment{name, std::move(*value)};
}

} // namespace

Result<workspace::Profile> withJson(workspace::Profile profile, std::string_view text)
{
    json::Document document;
    if (const auto read = document.parse(std::string(json::withoutByteOrderMark(text))); !read)
        return fail("settings_malformed", "The input is not JSON: " + read.error().message);
    if (!document.root().is(json::Type::Object))
        return fail("settings_malformed", "Expected a JSON object: a profile or its settings.");
    if (!document.root().find("settings")) {
        profile.settingsJson = json::compact(document.root());
        return profile;
    }
    auto read = workspace::parseProfile(text);
    if (!read)
        return tl::make_unexpected(std::move(read.error()));
    read->id = profile.id;
    read->name = profile.name;
    return read;
}

bool isWholeProfile(std::string_view text)
{
    json::Document document;
    return document.parse(std::string(json::withoutByteOrderMark(text))) && document.root().find("settings");
}

std::vector<std::string> unknownSettings(std::string_view settingsJson)
{
    json::Document known;
    json::Document given;
    std::vector<std::string> sentences;
    if (!known.parse(allSettings()) || !given.parse(std::string(settingsJson)))
        return sentences;
    std::vector<std::string> names;
    for (const json::Value member : known.root())
        names.push_back(member.key());
    for (const json::Value member : given.root()) {
        if (known.root().find(member.key()))
            continue;
        const std::string meant = closestWord(member.key(), names);
        sentences.push_back("There is no setting \"" + member.key() + "\", so it has no effect." +
                            (meant.empty() ? "" : " Did you mean " + meant + "?"));
    }
    return sentences;
}

Result<workspace::Profile> withAssignments(workspace::Profile profile, const std::vector<std::string> &assignments)
{
    json::Document known;
    if (!known.parse(allSettings()))
        return profile;
    for (const std::string &text : assignments) {
        const auto assignment = readAssignment(text, known.root());
        if (!assignment)
            return tl::make_unexpected(assignment.error());
        auto changed = json::withMembers(profile.settingsJson, {{assignment->name, assignment->json}});
        if (!changed)
            return fail("settings_malformed", "The profile's settings can't be changed: " + changed.error().message);
        profile.settingsJson = *std::move(changed);
    }
    return profile;
}

Result<workspace::Profile> withWholePresetPath(workspace::Profile profile, const std::string &file)
{
    json::Document settings;
    if (!settings.parse(profile.settingsJson))
        return profile;
    const std::filesystem::path preset = settings.root().find("presetFile").text();
    if (preset.empty() || preset.is_absolute())
        return profile;
    auto whole = absolutePath(std::filesystem::path(file).parent_path() / preset);
    if (!whole)
        return tl::make_unexpected(std::move(whole.error()));
    profile.settingsJson = json::withMembers(profile.settingsJson, {{"presetFile", json::quoted(*whole)}})
                               .value_or(std::move(profile.settingsJson));
    return profile;
}

workspace::Profile withoutAdminUserInfo(workspace::Profile profile)
{
    json::Document settings;
    if (!settings.parse(profile.settingsJson))
        return profile;
    const std::string admin = settings.root().find("smcAdminUrl").text();
    if (!userInfoOf(admin).empty())
        profile.settingsJson =
            json::withMembers(profile.settingsJson, {{"smcAdminUrl", json::quoted(withoutUserInfo(admin))}})
                .value_or(std::move(profile.settingsJson));
    return profile;
}

} // namespace smc::cli
