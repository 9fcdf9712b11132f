// One Segment call as text, with every value at its place.
#pragma once

#include "spec.h"

#include <json/document.h>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::segment {

/// Segment spec, the six calls.
enum class CallType : std::uint8_t { Identify, Track, Page, Screen, Group, Alias };

/// "identify", "track", …: the value of `type`.
std::string_view nameOf(CallType type);
std::optional<CallType> callTypeOf(std::string_view name);

/// Where an event stands in the input that it was read from.
struct Origin
{
    std::size_t offset = 0;   ///< Byte of the event's first character.
    std::uint32_t line = 1;   ///< From 1.
    std::uint32_t column = 1; ///< From 1, in characters.
};

/// A text with json::Document::Padding readable bytes behind it, so that it can be read where it lies.
struct PaddedText
{
    std::string_view text;
};

/// An event: a text that is one well-formed JSON value. Whether it is a good event, validate() tells.
class Event
{
public:
    Event() = default;

    /// Reads `text` as it stands. Errors name the place within `text`.
    static tl::expected<Event, json::SyntaxError> read(std::string text, Origin origin = {});

    /// Reads the next event into the same storage: for streams of many events. Errors name the place within `text`;
    /// placeInInput() of event_reader.h leads them back to the whole input.
    tl::expected<void, json::SyntaxError> assign(std::string_view text, Origin origin);
    /// The same without a copy: `text` must outlive the event's use.
    tl::expected<void, json::SyntaxError> assign(PaddedText text, Origin origin);

    std::string_view text() const { return m_document.text(); }
    /// Values point to this event's document: they end when it is moved or assigned to.
    json::Value root() const { return m_document.root(); }
    const json::Document &document() const { return m_document; }
    Origin origin() const { return m_origin; }

    /// The call, where `type` is one of the six.
    std::optional<CallType> callType() const { return m_callType; }

    /// The top-level member of that name, the last one where it stands twice; none where the event has none.
    /// `field` is one before Field::Count.
    json::Value member(Field field) const
    {
        const std::uint32_t node = m_members[static_cast<std::size_t>(field)];
        return node == 0 ? json::Value() : json::Value(&m_document, node);
    }
    /// Whether a top-level key is none that Segment knows.
    bool hasUnknownKeys() const { return m_hasUnknownKeys; }

private:
    tl::expected<void, json::SyntaxError> parse(std::string_view padded);
    void readMembers();
    std::optional<CallType> readCallType() const;

    std::string m_text;
    json::Document m_document;
    Origin m_origin;
    std::array<std::uint32_t, FieldCount> m_members{}; ///< Nodes; 0, which is the root's, where there is no member.
    bool m_hasUnknownKeys = false;
    std::optional<CallType> m_callType;
};

} // namespace smc::segment
