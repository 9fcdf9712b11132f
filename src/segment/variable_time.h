// {{now}} and its kin.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace smc::segment {

/// Milliseconds that "now", "now-2d", "now+90m" lie behind now; nothing for other names. Units: s, m, h, d, w.
std::optional<std::int64_t> timeOffset(std::string_view name);

/// "2026-01-31T12:00:00.123Z"; nothing outside the years 1 to 9999.
std::optional<std::string> timeText(std::int64_t nowMs, std::int64_t offsetMs);

} // namespace smc::segment
