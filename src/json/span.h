// A range of bytes in a text.
#pragma once

#include <cstdint>
#include <string_view>

namespace smc::json {

struct Span
{
    std::uint32_t begin = 0; ///< First byte.
    std::uint32_t end = 0;   ///< One past the last byte.

    constexpr std::uint32_t size() const { return end - begin; }
    constexpr bool isEmpty() const { return begin == end; }
    constexpr bool contains(std::uint32_t offset) const { return offset >= begin && offset < end; }
    constexpr bool operator==(const Span &) const = default;

    std::string_view of(std::string_view text) const { return text.substr(begin, size()); }
};

} // namespace smc::json
