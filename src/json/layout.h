// How a text is laid out around a place, and values laid out alike.
#pragma once

#include "document.h"

#include <string>
#include <string_view>

namespace smc::json {

/// How the members or elements of a container stand, or would stand.
struct Layout
{
    bool isOnLines = false;     ///< Each on a line of its own.
    std::string lineEnd = "\n"; ///< "\n" or "\r\n".
    std::string ownIndent{};    ///< White space in front of the container's own line.
    std::string indent{};       ///< In front of the line of a member or an element.
    std::string unit = "  ";    ///< What one level adds.
    std::string colon = ":";    ///< With the white space around it.
    std::string comma = ",";    ///< With the white space around it, where values stand on one line.
};

/// `container` is an object or an array.
Layout layoutOf(Value container);

/// The layout that a new value takes in the place of `value`: on lines where `value` was, or, where it holds nothing,
/// where its siblings are. `ownIndent` and `indent` are those of its content.
Layout layoutInPlaceOf(Value value);

/// The layout of a container's content, one level further down.
Layout deeper(const Layout &layout);

/// What stands between the neighbours `index` - 1 and `index` of a container's children, or would stand there.
std::string gapAt(Value container, const Layout &layout, std::size_t index);

/// `value` in the layout of its own content. Scalars and keys as they are spelt.
void appendLaidOut(std::string &out, Value value, const Layout &layout);

/// The first byte of a value with its key.
inline std::uint32_t outerBegin(Value value)
{
    return value.keySpan().isEmpty() ? value.span().begin : value.keySpan().begin;
}

} // namespace smc::json
