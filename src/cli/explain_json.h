// Why not, as members of an event's line.
#pragma once

#include <destination/explain.h>

#include <string>

namespace smc::cli {

/// `,"fired":[{"rule":…,"description":…}],"notFired":[{"rule":…,"description":…,"because":…,
/// "unmet":[{"condition":…,"path":…,"value":…}]}],"empty":[{"delivery":0,"column":…,"path":…,"value":null,
/// "nearest":…}]` for an event that rules were asked about; nothing for another one.
/// Descriptions stand where the preset has them. An unmet condition has no "value" where nothing stands; an empty
/// column has one where null does.
void appendExplanation(std::string &out, const destination::Prepared &prepared,
                       const destination::Explanation &explanation, const destination::Preset &preset);

} // namespace smc::cli
