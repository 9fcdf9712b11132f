// ISO 8601 dates and times as Segment's calls carry them.
#pragma once

#include <cstdint>
#include <string_view>

namespace smc::segment {

enum class TimestampForm : std::uint8_t {
    NotIso8601,
    WithoutZone, ///< A date, or a date and time that does not say in which zone.
    Complete     ///< "2026-01-31T12:00:00.123Z", "2026-01-31T13:00+01:00".
};

/// The extended form of ISO 8601: a date of the calendar (`2026-01-31`), behind a `T` a time (`12:00`, `12:00:05`,
/// any number of decimals behind a point or comma, a leap second 60, 24:00 as the end of a day), behind that the zone
/// (`Z`, `+01:00`, `+0100`, `+01`).
TimestampForm timestampForm(std::string_view text);

} // namespace smc::segment
