#include "quote.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace smc::json {

namespace {

/// What stands behind the backslash for a character that needs one; 'u' for \u00XX, 0 for none.
constexpr std::array<char, 256> Escapes = [] {
    std::array<char, 256> table{};
    for (std::size_t c = 0; c < 0x20; ++c)
        table[c] = 'u';
    table['"'] = '"';
    table['\\'] = '\\';
    table['\b'] = 'b';
    table['\f'] = 'f';
    table['\n'] = 'n';
    table['\r'] = 'r';
    table['\t'] = 't';
    return table;
}();

char *writeEscape(char *out, unsigned char byte)
{
    static constexpr char Hex[] = "0123456789abcdef";
    const char escape = Escapes[byte];
    *out++ = '\\';
    *out++ = escape;
    if (escape == 'u') {
        *out++ = '0';
        *out++ = '0';
        *out++ = Hex[byte >> 4U];
        *out++ = Hex[byte & 0xFU];
    }
    return out;
}

#ifdef __SSE2__ // part of every x86-64

constexpr std::ptrdiff_t BlockSize = 64;
constexpr std::ptrdiff_t CopySize = 16;

/// Bit i is set where in[i] needs an escape.
std::uint64_t escapesOf(const char *in)
{
    std::uint64_t mask = 0;
    for (int i = 0; i < 4; ++i) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(in + i * 16));
        const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
        const __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
        const __m128i backslash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
        const auto bits =
            static_cast<unsigned>(_mm_movemask_epi8(_mm_or_si128(_mm_or_si128(control, quote), backslash)));
        mask |= static_cast<std::uint64_t>(bits) << (i * 16);
    }
    return mask;
}

/// Copies `size` bytes in whole steps: up to CopySize - 1 bytes behind them are read and written too.
char *copyAhead(char *out, const char *in, std::ptrdiff_t size)
{
    for (std::ptrdiff_t done = 0; done < size; done += CopySize)
        std::memcpy(out + done, in + done, CopySize);
    return out + size;
}

/// The first `size` of a block's bytes; CopySize bytes behind the block must be readable.
char *writeBlock(char *out, const char *in, std::ptrdiff_t size)
{
    const std::uint64_t all = ~std::uint64_t(0);
    std::ptrdiff_t from = 0;
    for (std::uint64_t mask = escapesOf(in) & (all >> (BlockSize - size)); mask != 0; mask &= mask - 1) {
        const std::ptrdiff_t at = std::countr_zero(mask);
        const auto byte = static_cast<unsigned char>(in[at]);
        out = copyAhead(out, in + from, at - from);
        if (byte >= 0x20) { // A quote or a backslash stands behind its own backslash: it goes with what follows.
            *out++ = '\\';
            from = at;
        } else {
            out = writeEscape(out, byte);
            from = at + 1;
        }
    }
    return copyAhead(out, in + from, size - from);
}

char *write(char *out, std::string_view text)
{
    const char *in = text.data();
    const char *const end = in + text.size();
    for (; end - in >= BlockSize + CopySize; in += BlockSize)
        out = writeBlock(out, in, BlockSize);
    while (in < end) {
        char last[BlockSize + CopySize];
        const std::ptrdiff_t size = std::min(end - in, BlockSize);
        std::memcpy(last, in, static_cast<std::size_t>(size));
        std::memset(last + size, 'x', sizeof last - static_cast<std::size_t>(size));
        out = writeBlock(out, last, size);
        in += size;
    }
    return out;
}

#else

char *write(char *out, std::string_view text)
{
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (Escapes[byte] == 0)
            *out++ = c;
        else
            out = writeEscape(out, byte);
    }
    return out;
}

#endif

} // namespace

char *writeEscaped(char *out, std::string_view text)
{
    return write(out, text);
}

void appendQuoted(std::string &out, std::string_view text)
{
    static constexpr std::size_t ChunkSize = 512;
    char buffer[escapedBound(ChunkSize)];

    out += '"';
    for (std::size_t from = 0; from < text.size(); from += ChunkSize) {
        const char *const end = writeEscaped(buffer, text.substr(from, ChunkSize));
        out.append(buffer, static_cast<std::size_t>(end - buffer));
    }
    out += '"';
}

std::string quoted(std::string_view text)
{
    std::string out;
    out.reserve(text.size() + 2);
    appendQuoted(out, text);
    return out;
}

} // namespace smc::json
