#include "quote.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <vector>

// GCC and Clang take instructions that not every x86-64 has in functions of their own, chosen when the program runs.
#ifdef __SSE2__
#include <immintrin.h>
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

char *writeByte(char *out, char c)
{
    const auto byte = static_cast<unsigned char>(c);
    if (Escapes[byte] != 0)
        return writeEscape(out, byte);
    *out++ = c;
    return out;
}

char *writeByBytes(char *out, std::string_view text)
{
    for (const char c : text)
        out = writeByte(out, c);
    return out;
}

#ifdef __SSE2__ // part of every x86-64

constexpr std::ptrdiff_t BlockSize = 64;
constexpr std::ptrdiff_t CopySize = 16;

/// What of a block needs an escape.
struct Marks
{
    std::uint64_t escapes = 0; ///< Bit i is set where in[i] needs one.
    bool hasControls = false;  ///< Some of them are control characters, of which more than a backslash is written.
};

Marks marksOf(const char *in)
{
    Marks marks;
    int controls = 0;
    for (int i = 0; i < 4; ++i) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i *>(in + i * 16));
        const __m128i control = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1F)), bytes);
        const __m128i quote = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'));
        const __m128i backslash = _mm_cmpeq_epi8(bytes, _mm_set1_epi8('\\'));
        const int bits = _mm_movemask_epi8(_mm_or_si128(_mm_or_si128(control, quote), backslash));
        marks.escapes |= static_cast<std::uint64_t>(static_cast<unsigned>(bits)) << (i * 16);
        controls |= _mm_movemask_epi8(control);
    }
    marks.hasControls = controls != 0;
    return marks;
}

/// Copies `size` bytes in whole steps: up to CopySize - 1 bytes behind them are read and written too.
char *copyAhead(char *out, const char *in, std::ptrdiff_t size)
{
    for (std::ptrdiff_t done = 0; done < size; done += CopySize)
        std::memcpy(out + done, in + done, CopySize);
    return out + size;
}

/// The first `size` of a block's bytes; CopySize bytes behind the block must be readable.
char *writeByRuns(char *out, const char *in, std::ptrdiff_t size, std::uint64_t escapes)
{
    std::ptrdiff_t from = 0;
    for (std::uint64_t mask = escapes; mask != 0; mask &= mask - 1) {
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

#if defined(__GNUC__) && defined(__x86_64__)

/// How eight bytes spread where some of them get a backslash in front, by the bits of those.
struct Spread
{
    std::array<std::uint8_t, 16> from; ///< For each byte of the output, one of the eight; 0x80 for a backslash.
    std::uint8_t size;
};

constexpr std::array<Spread, 256> Spreads = [] {
    std::array<Spread, 256> table{};
    for (std::size_t bits = 0; bits < table.size(); ++bits) {
        Spread &spread = table[bits];
        for (std::uint8_t byte = 0; byte < 8; ++byte) {
            if ((bits >> byte & 1U) != 0)
                spread.from[spread.size++] = 0x80;
            spread.from[spread.size++] = byte;
        }
    }
    return table;
}();

/// The same for a block without control characters: JSON is full of quotes, and a shuffle puts in the backslashes of
/// eight bytes at once. Writes up to 16 bytes behind the result.
__attribute__((target("ssse3"))) char *writeByShuffles(char *out, const char *in, std::ptrdiff_t size,
                                                       std::uint64_t escapes)
{
    std::ptrdiff_t done = 0;
    for (; done < size; done += 8, escapes >>= 8U) {
        const Spread &spread = Spreads[escapes & 0xFFU];
        const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i *>(in + done));
        const __m128i from = _mm_loadu_si128(reinterpret_cast<const __m128i *>(spread.from.data()));
        const __m128i slashes = _mm_and_si128(_mm_cmplt_epi8(from, _mm_setzero_si128()), _mm_set1_epi8('\\'));
        _mm_storeu_si128(reinterpret_cast<__m128i *>(out), _mm_or_si128(_mm_shuffle_epi8(bytes, from), slashes));
        out += spread.size;
    }
    return out - (done - size); // Behind the block's bytes stand none that need a backslash.
}

/// The whole text where the processor can spread bytes over a mask: 32 bytes become up to 64 at once. Each byte has two
/// places, of which the first is for its backslash; the places that are taken move together.
__attribute__((target("avx512f,avx512bw,avx512vl,avx512vbmi2,bmi2,popcnt"))) char *writeByMasks(char *out,
                                                                                                std::string_view text)
{
    constexpr std::uint64_t SlashPlaces = 0x5555555555555555U;
    constexpr std::uint64_t BytePlaces = ~SlashPlaces;
    const char *in = text.data();
    const char *const end = in + text.size();
    for (std::ptrdiff_t size = 0; in < end; in += size) {
        size = std::min<std::ptrdiff_t>(end - in, 32);
        const __mmask32 there = _bzhi_u32(~0U, static_cast<unsigned>(size));
        const __m256i bytes = _mm256_maskz_loadu_epi8(there, in);
        if (_mm256_mask_cmplt_epu8_mask(there, bytes, _mm256_set1_epi8(0x20)) != 0) {
            for (const char c : std::string_view(in, static_cast<std::size_t>(size)))
                out = writeByte(out, c);
            continue;
        }
        const __mmask32 escapes = _mm256_cmpeq_epi8_mask(bytes, _mm256_set1_epi8('"')) |
                                  _mm256_cmpeq_epi8_mask(bytes, _mm256_set1_epi8('\\'));
        const std::uint64_t places = _pdep_u64(escapes, SlashPlaces) | _pdep_u64(there, BytePlaces);
        const __mmask64 kept = _pext_u64(BytePlaces, places);
        _mm512_storeu_si512(out, _mm512_mask_expand_epi8(_mm512_set1_epi8('\\'), kept, _mm512_castsi256_si512(bytes)));
        out += std::popcount(places);
    }
    return out;
}

#endif

/// Writes the first `size` of a block's bytes, of which `escapes` need a backslash.
using BlockWriter = char *(*)(char *out, const char *in, std::ptrdiff_t size, std::uint64_t escapes);

template <BlockWriter WithoutControls>
char *writeBlock(char *out, const char *in, std::ptrdiff_t size)
{
    Marks marks = marksOf(in);
    marks.escapes &= ~std::uint64_t(0) >> (BlockSize - size);
    return marks.hasControls ? writeByRuns(out, in, size, marks.escapes)
                             : WithoutControls(out, in, size, marks.escapes);
}

template <BlockWriter WithoutControls>
char *writeByBlocks(char *out, std::string_view text)
{
    const char *in = text.data();
    const char *const end = in + text.size();
    for (; end - in >= BlockSize + CopySize; in += BlockSize)
        out = writeBlock<WithoutControls>(out, in, BlockSize);
    while (in < end) {
        char last[BlockSize + CopySize];
        const std::ptrdiff_t size = std::min(end - in, BlockSize);
        std::memcpy(last, in, static_cast<std::size_t>(size));
        std::memset(last + size, 'x', sizeof last - static_cast<std::size_t>(size));
        out = writeBlock<WithoutControls>(out, last, size);
        in += size;
    }
    return out;
}

#endif

std::vector<QuoteWay> waysOfThisProcessor()
{
    std::vector<QuoteWay> ways;
#if defined(__SSE2__) && defined(__GNUC__) && defined(__x86_64__)
    const bool canSpread = __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
                           __builtin_cpu_supports("avx512vbmi2") && __builtin_cpu_supports("bmi2");
    if (canSpread)
        ways.push_back({"AVX-512", writeByMasks});
    if (__builtin_cpu_supports("ssse3"))
        ways.push_back({"SSSE3", writeByBlocks<writeByShuffles>});
#endif
#ifdef __SSE2__
    ways.push_back({"SSE2", writeByBlocks<writeByRuns>});
#endif
    ways.push_back({"bytes", writeByBytes});
    return ways;
}

} // namespace

std::span<const QuoteWay> quoteWays()
{
    static const std::vector<QuoteWay> ways = waysOfThisProcessor();
    return ways;
}

char *writeEscaped(char *out, std::string_view text)
{
    static const auto write = quoteWays().front().write;
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
