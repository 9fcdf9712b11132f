// The order of the history's verdicts for a person, who is shown words and signs, not their names.
#pragma once

#include <span>
#include <string_view>

namespace smc::workspace {

/// From what went wrong, by what is in doubt, to what went well; a verdict that is not among them follows behind the
/// last.
std::span<const std::string_view> verdictsBySeverity();

} // namespace smc::workspace
