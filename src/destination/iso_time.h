// Times as SMC stores them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace smc::destination {

/// "2018-03-27T11:57:20.117" for an ISO 8601 date, or date and time: in UTC, which a time without an offset is taken
/// for. Nothing for any other text.
std::optional<std::string> utcTime(std::string_view text);

} // namespace smc::destination
