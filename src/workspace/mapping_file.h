// Where a profile's own mapping lies: `mappings/ID.json` in the workspace, beside its profile.
#pragma once

#include <string>
#include <string_view>

namespace smc::workspace {

/// What a profile's setting `presetFile` says of the file that the console keeps for it: "mappings/ID.json".
std::string ownMappingFile(std::string_view profileId);

/// Where the mapping lies while another takes its place in ownMappingFile() (`mappings/ID.next.json`): a program that
/// is killed then leaves a profile that names this one. It is nobody's own file: ids hold no dots.
std::string nextMappingFile(std::string_view profileId);

/// Says beside nextMappingFile() for which file of the person's own the mapping there is, while it is on its way.
std::string nextMappingNote(std::string_view profileId);

/// True for ownMappingFile() and nextMappingFile(): the console may replace it, and remove it with the profile.
bool isOwnMapping(std::string_view profileId, std::string_view presetFile);

/// The path behind a stored profile's `presetFile`. One that is relative counts from the workspace, so that a workspace
/// can be moved; an absolute one and an empty one stay as they are.
std::string mappingPath(const std::string &workspace, const std::string &presetFile);

} // namespace smc::workspace
