// Changes of a profile that come from the command line.
#pragma once

#include <base/error.h>
#include <workspace/profile.h>

#include <string>
#include <string_view>
#include <vector>

namespace smc::cli {

/// `profile` with what stands in `text`: a profile's file form, or its settings alone. Name and id stay the profile's
/// own. Errors: those of parseProfile(), and settings_malformed where `text` is no JSON object.
Result<workspace::Profile> withJson(workspace::Profile profile, std::string_view text);

/// Whether `text` is a profile's file form, with its environment, and not the settings alone.
bool isWholeProfile(std::string_view text);

/// A sentence for each key of a profile's settings that is no setting, with the one that may be meant.
std::vector<std::string> unknownSettings(std::string_view settingsJson);

/// `profile` with settings written SETTING=VALUE: texts as they are, switches true or false, lists as JSON arrays.
/// Errors: setting_malformed (no '='), setting_unknown (with the setting that may be meant), settings_type,
/// settings_secret, preset_path (there is no folder that a relative presetFile counts from).
Result<workspace::Profile> withAssignments(workspace::Profile profile, const std::vector<std::string> &assignments);

/// `profile`, which came from `file`, with a relative presetFile made absolute: there it counts from the file's folder,
/// in a stored profile it would from the workspace. Error: preset_path.
Result<workspace::Profile> withWholePresetPath(workspace::Profile profile, const std::string &file);

/// `profile` with its admin URL as it may be stored: without user name and password, which SMC has no use for.
workspace::Profile withoutAdminUserInfo(workspace::Profile profile);

} // namespace smc::cli
