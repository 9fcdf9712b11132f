// Finding the end of a JSON string eight bytes at a time. Internal to this room.
#pragma once

#include "ordinal.h"

#include <cstring>
#include <string_view>

namespace smc::json {

enum class StringStop : std::uint8_t {
    Quote,   ///< `at` is behind the closing quote.
    Limit,   ///< `at` is the limit, or an escape before it that the limit would tear apart.
    Control, ///< `at` is a byte below 0x20, which no string may hold.
};

struct StringScan
{
    std::size_t at = 0;
    StringStop stop = StringStop::Limit;
};

/// True where one of the eight bytes is a quote, a backslash or below 0x20.
inline bool hasStringMark(const char *bytes)
{
    constexpr std::uint64_t Ones = 0x0101010101010101U;
    constexpr std::uint64_t Highs = 0x8080808080808080U;
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    const std::uint64_t quote = word ^ (Ones * 0x22U);
    const std::uint64_t slash = word ^ (Ones * 0x5CU);
    return ((((quote - Ones) & ~quote) | ((slash - Ones) & ~slash) | ((word - Ones * 0x20U) & ~word)) & Highs) != 0;
}

/// Reads the inside of a string from `at` to its closing quote or to `limit` (at most the text's size).
inline StringScan scanString(std::string_view text, std::size_t at, std::size_t limit)
{
    for (;;) {
        while (at + 8 <= limit && !hasStringMark(text.data() + at))
            at += 8;
        for (int near = 0; near < 8; ++near) {
            if (at >= limit)
                return {limit, StringStop::Limit};
            const char c = text[at];
            if (c == '"')
                return {at + 1, StringStop::Quote};
            if (static_cast<unsigned char>(c) < 0x20)
                return {at, StringStop::Control};
            if (c == '\\') {
                if (at + 2 > limit)
                    return {limit == text.size() ? limit : at, StringStop::Limit};
                // A control character behind the backslash is told as one.
                at += static_cast<unsigned char>(text[at + 1]) < 0x20 ? 1 : 2;
            } else {
                ++at;
            }
        }
    }
}

} // namespace smc::json
