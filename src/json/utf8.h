// Characters of UTF-8 in bytes that may hold anything. Internal to the readers and viewers.
#pragma once

#include <cstddef>
#include <string_view>

namespace smc::json {

/// Length of the well-formed UTF-8 sequence at `i`, or 0 (Unicode 15, table 3-7).
inline std::size_t sequenceLength(std::string_view text, std::size_t i)
{
    const auto byte = [&](std::size_t k) -> unsigned {
        return k < text.size() ? static_cast<unsigned char>(text[k]) : 0U;
    };
    const auto isTail = [&](std::size_t k) { return (byte(k) & 0xC0U) == 0x80U; };
    const unsigned first = byte(i);
    if (first < 0x80)
        return 1;
    if (first >= 0xC2 && first <= 0xDF)
        return isTail(i + 1) ? 2 : 0;
    if (first >= 0xE0 && first <= 0xEF) {
        const bool range = !(first == 0xE0 && byte(i + 1) < 0xA0) && !(first == 0xED && byte(i + 1) > 0x9F);
        return range && isTail(i + 1) && isTail(i + 2) ? 3 : 0;
    }
    if (first >= 0xF0 && first <= 0xF4) {
        const bool range = !(first == 0xF0 && byte(i + 1) < 0x90) && !(first == 0xF4 && byte(i + 1) > 0x8F);
        return range && isTail(i + 1) && isTail(i + 2) && isTail(i + 3) ? 4 : 0;
    }
    return 0;
}

} // namespace smc::json
