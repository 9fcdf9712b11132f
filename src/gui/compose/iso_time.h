// Times as people and programs write them, as ISO 8601.
#pragma once

#include <string>
#include <string_view>

namespace smc::gui {

/// `text` as an ISO 8601 time in UTC, where it can be read without guessing: seconds or milliseconds since 1970, an
/// RFC 2822 date, JavaScript's Date as text, 2026-01-31 12:00:00 and 31.01.2026 12:00 (taken as UTC). Empty otherwise.
std::string iso8601From(std::string_view text);

} // namespace smc::gui
