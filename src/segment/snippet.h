// What people paste when they mean an event: code that sends it, a command, a recording, or the event itself.
#pragma once

#include <base/error.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace smc::segment {

enum class SnippetKind : std::uint8_t {
    Json,             ///< One event, NDJSON, an array or a batch body.
    Debugger,         ///< Events as Segment's debugger shows them, in their envelope.
    JavaScript,       ///< Calls of analytics.js: `analytics.track('Signed Up', {…})`.
    NodeLibrary,      ///< Calls with one object: `analytics.track({userId: …, event: …})`.
    JavaScriptObject, ///< `{type: 'track', event: 'Signed Up'}`.
    ObjectiveC,       ///< `[[SEGAnalytics sharedAnalytics] screen:@"Home" properties:@{…}]`.
    Curl,             ///< A command that posts to the HTTP Tracking API.
    Har,              ///< An HTTP Archive with requests to Segment.
};

/// Something of a paste that did not come along.
struct Unused
{
    enum class Kind : std::uint8_t {
        Lost,  ///< It may be missed.
        Aside, ///< No part of an event anyway: a key, the secret of a command.
    };
    std::string what; ///< "properties.plan", "the callback", "writeKey". Never a key or secret itself.
    std::string why;  ///< A sentence.
    Kind kind = Kind::Lost;

    /// Both, to stand by itself: "properties.plan: It is worked out by the program.", "The callback: It runs…".
    std::string sentence() const;

    bool operator==(const Unused &) const = default;
};

/// What a paste was, and the events in it.
struct Recognised
{
    SnippetKind kind = SnippetKind::Json;
    std::string
        words; ///< What it was, to stand within a sentence: "an analytics.js track call", "a HAR with 3 events".
    /// Each one JSON object. Values that were JSON stand as they were spelt; numbers always do.
    std::vector<std::string> events;
    std::vector<Unused> unused; ///< In the order of the text; at most MaxUnused.
    std::size_t moreUnused = 0; ///< Besides those.
    /// What was read one way and could have been meant another: sentences, at most MaxAssumed.
    std::vector<std::string> assumed{};
    /// The text was JSON as an EventReader takes it, and all of it is kept: it can stay as it is.
    bool isVerbatim = false;

    /// The events as an EventReader reads them, each beginning on a line of its own.
    std::string text() const;
};

inline constexpr std::size_t MaxSnippetBytes = 64U << 20U;
inline constexpr std::size_t MaxUnused = 50;
inline constexpr std::size_t MaxAssumed = 3;

/// Looks for events in `text`, which may be anything. Takes time and memory in proportion to its size.
///
/// - Calls of analytics.js, in any number, with any prefix (`window.analytics`, `await`): identify, track, page,
///   screen, group and alias with their optional arguments (analytics.js, Basic tracking methods). As in a browser, the
///   userId of an identify call counts for the calls behind it. A call with one object is one of the Node library.
/// - SMC's documentation writes `analytics.track('userId123', {…})`, with a person where the event's name belongs. That
///   is read so where the text is the userId of an identify call before it, a mail address, or called userId itself;
///   and where a second text follows, which is the name then. Where a name only looks like an id, `assumed` says so.
/// - Values must be literals: objects, arrays, strings, templates without expressions, numbers, true, false and null.
///   What is none (a variable, `new Date()`, a callback) is left out and named among the unused.
/// - cURL commands in the quoting of a POSIX shell or of Windows, and HARs: requests whose path is one of the HTTP
///   Tracking API. The call that the path names becomes the event's type where it has none.
/// - JSON: `_metadata`, `projectId` and `writeKey` of an event are set aside.
///
/// Write keys and Authorization headers are never kept. Errors: snippet_empty, snippet_too_large (MaxSnippetBytes),
/// snippet_unknown (nothing of the above), snippet_without_event (recognised, but no event in it can be used; the
/// message says what it lacks: first what is lost, and only where that is nothing, what is set aside).
Result<Recognised> recognise(std::string_view text);

/// Whether `text` is JSON that recognise() finds to be events and leaves verbatim, or what may stand within one: an
/// object, an array of objects, or members without the braces around, with or without a comma at either end. Such text
/// is the person's own data; a recording, or what has a write key beside its members, isn't.
bool isJsonOfEvents(std::string_view text);

} // namespace smc::segment
