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

/// Copies up to the next character that needs an escape and returns how many that were.
std::size_t copyPlain(char *to, std::string_view text)
{
    std::size_t done = 0;
    if constexpr (std::endian::native == std::endian::little) {
        for (; done + 8 <= text.size(); done += 8) {
            std::uint64_t word = 0;
            std::memcpy(&word, text.data() + done, 8);
            std::memcpy(to + done, &word, 8);
            if (const std::uint64_t mask = escapeMask(word))
                return done + static_cast<std::size_t>(std::countr_zero(mask)) / 8;
        }
    }
    for (; done < text.size() && Escapes[static_cast<unsigned char>(text[done])] == 0; ++done)
        to[done] = text[done];
    return done;
}

std::size_t writeEscape(char *to, char c)
{
    static constexpr char Hex[] = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    to[0] = '\\';
    to[1] = Escapes[byte];
    if (to[1] != 'u')
        return 2;
    to[2] = to[3] = '0';
    to[4] = Hex[byte >> 4U];
    to[5] = Hex[byte & 0xFU];
    return 6;
}

} // namespace

void appendQuoted(std::string &out, std::string_view text)
{
    static constexpr std::size_t ChunkSize = 256;
    static constexpr std::size_t LongestEscape = 6;
    // JSON inside JSON is full of quotes: writing to a small buffer beats appending the runs between them.
    std::array<char, ChunkSize * LongestEscape> buffer;

    out += '"';
    while (!text.empty()) {
        std::string_view chunk = text.substr(0, ChunkSize);
        text.remove_prefix(chunk.size());
        std::size_t length = 0;
        while (!chunk.empty()) {
            const std::size_t plain = copyPlain(buffer.data() + length, chunk);
            length += plain;
            chunk.remove_prefix(plain);
            if (chunk.empty())
                break;
            length += writeEscape(buffer.data() + length, chunk.front());
            chunk.remove_prefix(1);
        }
        out.append(buffer.data(), length);
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
