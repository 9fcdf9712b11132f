// Events out of a stream of bytes: one event, NDJSON, a JSON array, or a {"batch":[…]} body.
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
    std::string message; ///< "Line 3, column 5: expected ',' or '}', but found '\"'."
};

/// Reads events one by one. Memory is bounded by the largest single event, whatever the length of the input.
///
/// NDJSON: a wrong line is an error and the next line is read on. In an array or a batch a wrong element ends the
/// input, since nothing tells where the next one starts. Items of a batch body get the batch's `context` and
/// `integrations` where they have none of their own and these stand before the batch (HTTP Tracking API, batch).
class EventReader
{
public:
    /// Appends up to a buffer's worth of bytes to the string; false at the end of the input.
    using Source = std::function<bool(std::string &buffer)>;

    explicit EventReader(Source source);
    explicit EventReader(std::string_view text);
    ~EventReader();
    EventReader(EventReader &&) noexcept;

    /// A largest event of this many bytes is read; a larger one is an error and is passed over.
    static constexpr std::size_t MaxEventSize = 16U << 20U;

    enum class Step { Event, Error, End };

    /// Reads on. After Event, text() and origin() name it; after Error, error() tells why.
    Step next();

    /// The bytes of the event, valid until the next call of next().
    std::string_view text() const;
    Origin origin() const;
    const ReadError &error() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// All events of `text`, each an event or the reason why it is none, in order.
std::vector<tl::expected<Event, ReadError>> parse(std::string_view text);

} // namespace smc::segment
