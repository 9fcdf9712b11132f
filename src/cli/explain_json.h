// Why not, as members of an event's line.
#pragma once

#include <destination/explain.h>

#include <string>

namespace smc::cli {

/// `,"notFired":[{"rule":…,"because":…,"unmet":[{"condition":…,"path":…,"value":…}]}],"empty":[{"delivery":0,
/// "column":…,"path":…,"value":null,"nearest":…}]` for an event that rules were asked about; nothing for another one.
/// An unmet condition has no "value" where nothing stands; an empty column has one where null does.
void appendExplanation(std::string &out, const destination::Prepared &prepared,
                       const destination::Explanation &explanation);

} // namespace smc::cli
