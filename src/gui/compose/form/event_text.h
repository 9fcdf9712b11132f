// The event at a place of the editor's text, as it stands there: what the form shows and edits.
#pragma once

#include <json/document.h>

#include <QString>

#include <cstddef>
#include <memory>
#include <string_view>

namespace smc::gui {

/// Unlike a preview's, this event has nothing that its batch gives it: its bytes are the editor's.
struct EventText
{
    enum class State : std::uint8_t {
        Empty,    ///< No text.
        Broken,   ///< No JSON: `trouble` says why, `place` where.
        TooLarge, ///< No event ends within what is looked at.
        NoObject, ///< JSON, but no event.
        Good,
    };

    State state = State::Empty;
    std::size_t index = 0;  ///< Of the event in the text, from 0.
    std::size_t count = 0;  ///< Of all pieces that were looked at.
    std::size_t offset = 0; ///< Of the event's first byte in the editor's text.
    std::size_t next = 0;   ///< Where the next piece begins, or the text ends.
    QString trouble{};
    json::Span place{}; ///< In the editor's text.
    /// Of the event alone, its variables dressed (placeholders.h); nothing where it can't be read.
    std::shared_ptr<const json::Document> document{};

    /// True where it still stands in a text at its place.
    bool standsIn(std::string_view text) const;
    json::Value root() const { return document ? document->root() : json::Value(); }
};

EventText eventTextAt(std::string_view text, std::size_t place);

/// The first byte of the piece in front of `event`; of itself where it is the first.
std::size_t placeBefore(std::string_view text, const EventText &event);

} // namespace smc::gui
