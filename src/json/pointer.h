// JSON pointers (RFC 6901): how problems and origins name a place in an event.
#pragma once

#include "document.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace smc::json {

/// "/traits/address/0"; empty for the root.
std::string pointerTo(Value value);

/// Pointers to many values of one document, asked for in the order of the text: all of them in one pass over it,
/// however deep and wide it is. Any other order works as well, and starts a pass anew where it goes back.
class PointerFinder
{
public:
    explicit PointerFinder(const Document &document)
        : m_document(&document)
    {
    }

    /// pointerTo(value), for a value of the document.
    std::string to(Value value);
    /// Appends the same as a JSON string, with its quotes.
    void appendQuoted(std::string &out, Value value);
    /// How many values were looked at on the way so far.
    std::size_t steps() const { return m_steps; }

private:
    /// A container around the place, with the child that the place is at or in.
    struct Frame
    {
        std::uint32_t container;
        std::uint32_t child;
        std::size_t index;
    };

    void goTo(std::uint32_t target);

    const Document *m_document;
    std::vector<Frame> m_frames; ///< Down to the value that was asked for last; none for the root.
    std::size_t m_steps = 0;
};

/// The value at `pointer`, or none.
Value resolve(Value root, std::string_view pointer);

/// A token of a pointer (what stands between two slashes) as the key that it means.
std::string unescapedToken(std::string_view token);

/// Appends "/" and `name` with '~' and '/' escaped.
void appendToken(std::string &pointer, std::string_view name);

} // namespace smc::json
