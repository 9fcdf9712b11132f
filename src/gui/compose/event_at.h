// Which event of a text a place belongs to: one event, NDJSON, an array, a batch body.
#pragma once

#include <segment/event_reader.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::gui {

/// The event at a place, and how it stands among the others.
struct EventAt
{
    std::size_t index = 0;                   ///< From 0, readable or not.
    std::size_t count = 0;                   ///< Of all pieces that were looked at; 0 for a text without any.
    bool isCutShort = false;                 ///< The text goes on beyond what was looked at.
    std::size_t offset = 0;                  ///< Of the event's first byte in the text.
    std::size_t end = 0;                     ///< Where the next piece begins, or the text ends.
    std::string text;                        ///< The event, with what its batch gives it; empty where it can't be read.
    std::optional<segment::ReadError> error; ///< Why it can't be read. Its offset counts in the whole text.
    /// Pieces elsewhere that can't be read, or are no JSON object; the first 20.
    std::vector<segment::ReadError> others;
};

/// Bytes of a text that are looked at while a person types.
inline constexpr std::size_t PreviewLimit = 1U << 20U;

/// Looks at the first `limit` bytes of `text`. A place behind the last event belongs to the last event.
EventAt eventAt(std::string_view text, std::size_t place, std::size_t limit = PreviewLimit);

} // namespace smc::gui
