#include "writer.h"

#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <utility>

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

/// The lowest set bit marks the first of eight characters that needs an escape; 0 where none does.
std::uint64_t escapeMask(std::uint64_t characters)
{
    constexpr std::uint64_t Ones = 0x0101010101010101U;
    constexpr std::uint64_t Tops = 0x8080808080808080U;
    const auto below = [&](std::uint64_t word, std::uint64_t limit) { return (word - Ones * limit) & ~word & Tops; };
    return below(characters, 0x20) | below(characters ^ (Ones * '"'), 1) | below(characters ^ (Ones * '\\'), 1);
}

/// Writes `text` escaped to `out`, which has room for six times as many bytes and eight more; returns the end.
char *writeEscaped(char *out, std::string_view text)
{
    static constexpr char Hex[] = "0123456789abcdef";
    const char *in = text.data();
    const char *const end = in + text.size();
    while (in < end) {
        if (std::endian::native == std::endian::little && end - in >= 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, in, 8);
            std::memcpy(out, &word, 8);
            const std::uint64_t mask = escapeMask(word);
            const auto plain = mask == 0 ? 8 : std::countr_zero(mask) / 8;
            in += plain;
            out += plain;
            if (mask == 0)
                continue;
        }
        const auto byte = static_cast<unsigned char>(*in++);
        const char escape = Escapes[byte];
        if (escape == 0) {
            *out++ = static_cast<char>(byte);
            continue;
        }
        *out++ = '\\';
        *out++ = escape;
        if (escape == 'u') {
            *out++ = '0';
            *out++ = '0';
            *out++ = Hex[byte >> 4U];
            *out++ = Hex[byte & 0xFU];
        }
    }
    return out;
}

} // namespace

void appendQuoted(std::string &out, std::string_view text)
{
    static constexpr std::size_t ChunkSize = 512;
    static constexpr std::size_t LongestEscape = 6;
    // JSON inside JSON is full of quotes: writing to a small buffer beats appending the runs between them.
    char buffer[ChunkSize * LongestEscape + 8];

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

Writer &Writer::key(std::string_view name)
{
    separate();
    appendQuoted(m_out, name);
    m_out += ':';
    m_needsComma = false;
    return *this;
}

Writer &Writer::value(std::string_view text)
{
    separate();
    appendQuoted(m_out, text);
    m_needsComma = true;
    return *this;
}

Writer &Writer::value(double number)
{
    if (!std::isfinite(number))
        return null();
    char buffer[32];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
    return raw(std::string_view(buffer, static_cast<std::size_t>(end - buffer)));
}

Writer &Writer::raw(std::string_view json)
{
    separate();
    m_out += json;
    m_needsComma = true;
    return *this;
}

std::string Writer::take()
{
    m_needsComma = false;
    return std::exchange(m_out, {});
}

void Writer::clear()
{
    m_out.clear();
    m_needsComma = false;
}

void Writer::open(char bracket)
{
    separate();
    m_out += bracket;
    m_needsComma = false;
}

Writer &Writer::close(char bracket)
{
    m_out += bracket;
    m_needsComma = true;
    return *this;
}

void Writer::separate()
{
    if (m_needsComma)
        m_out += ',';
}

} // namespace smc::json
