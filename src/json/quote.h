// Text as a JSON string, fast: JSON inside JSON is full of quotes.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace smc::json {

/// Appends `text` (UTF-8) to `out` as a JSON string with its quotes, escaped as JSON.stringify does.
void appendQuoted(std::string &out, std::string_view text);
std::string quoted(std::string_view text);

/// Bytes that writeEscaped() may touch for a text of `size` bytes: each may become \u00XX, and it writes a little
/// ahead.
constexpr std::size_t escapedBound(std::size_t size)
{
    return size * 6 + 64;
}

/// Writes `text` escaped, without quotes around it, to `out`, where escapedBound() bytes are free; returns the end.
char *writeEscaped(char *out, std::string_view text);

/// A way to do it, by the instructions that it takes: "AVX-512", "SSSE3", "SSE2", "bytes".
struct QuoteWay
{
    std::string_view name;
    char *(*write)(char *out, std::string_view text);
};

/// The ways that this processor can go, the fastest first. All give the same; writeEscaped() goes the first one.
std::span<const QuoteWay> quoteWays();

} // namespace smc::json
