// Events out of a stream of bytes: one event, NDJSON, a JSON array, or a {"batch":[…]} body.
//
// The reader only finds where each event begins and ends, at the speed of a search; whether the text between is
// JSON, Event::read() or Event::assign() tells. parse() does both.
#pragma once

#include "event.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace smc::segment {

/// Why one piece of the input is not an event. The place is counted from the start of the whole input.
struct ReadError
{
    std::size_t offset = 0;
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    std::string message;                ///< "Line 3, column 5: expected ',' or '}', but found '\"'."
    std::string_view code = "not_json"; ///< Or "empty_batch", as Segment's ingestion calls it.
};

/// The error of a text that began at `origin`, with its place in the whole input.
ReadError placeInInput(const json::SyntaxError &error, const Origin &origin);

/// Reads events one by one. Memory is bounded by the largest single event, whatever the length of the input.
///
/// The input is a sequence of values, each beginning on a line of its own:
/// - An object is an event. It may go over many lines. Two on one line are an error, as in NDJSON.
/// - An array holds events.
/// - An object with an array under `batch` and no `type` is the body of a batch: the items are the events. The
///   batch's `context`, `integrations` and `sentAt` are merged into each item (HTTP Tracking API, batch): what the item
///   lacks is inserted before the closing brace, of the item or of its own object, so that what stands before keeps
///   its place. They count wherever they stand in a body of up to MaxEventSize bytes, and before the `batch` in a
///   larger one. A batch without items is an error, empty_batch.
/// - Anything else is taken as one line.
/// White space, blank lines, CRLF and a UTF-8 byte order mark at the start mean nothing.
///
/// After an object that breaks off, reading goes on with the next line that can begin a value. In an array or a batch
/// a wrong element that is complete by its brackets is one error; one that is not ends the input, since nothing tells
/// where the next one starts.
class EventReader
{
public:
    /// Appends up to a buffer's worth of bytes to the string; false at the end of the input.
    using Source = std::function<bool(std::string &buffer)>;

    explicit EventReader(Source source);
    /// Reads `text`, which must outlive the reader.
    explicit EventReader(std::string_view text);
    ~EventReader();
    EventReader(EventReader &&) noexcept;
    EventReader &operator=(EventReader &&) noexcept;

    /// A largest event of this many bytes is read; a larger one is an error and is passed over.
    static constexpr std::size_t MaxEventSize = 16U << 20U;

    enum class Step { Event, Error, End };

    /// Reads on. After Event, text() and origin() name it; after Error, error() tells why.
    Step next();

    /// The bytes of the event, without white space around, valid until the next call of next().
    /// They may turn out to be no JSON: then placeInInput() gives the error's place.
    std::string_view text() const;
    Origin origin() const;
    const ReadError &error() const;

    /// After End: reading ended at error(), before the end of the input.
    bool brokeOff() const;

private:
    class State;
    std::unique_ptr<State> m_state;
};

/// All events of `text`, each an event or the reason why it is none, in order.
std::vector<tl::expected<Event, ReadError>> parse(std::string_view text);

} // namespace smc::segment
