#include "writer.h"

#include <array>
#include <charconv>
#include <cmath>
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

} // namespace

void appendQuoted(std::string &out, std::string_view text)
{
    static constexpr char Hex[] = "0123456789abcdef";
    static constexpr std::size_t ChunkSize = 256;
    static constexpr std::size_t LongestEscape = 6;
    // JSON inside JSON is full of quotes: writing to a small buffer beats appending the runs between them.
    std::array<char, ChunkSize * LongestEscape> buffer;

    out += '"';
    for (std::size_t from = 0; from < text.size(); from += ChunkSize) {
        std::size_t length = 0;
        for (const char c : text.substr(from, ChunkSize)) {
            const char escape = Escapes[static_cast<unsigned char>(c)];
            if (escape == 0) {
                buffer[length++] = c;
                continue;
            }
            buffer[length++] = '\\';
            buffer[length++] = escape;
            if (escape == 'u') {
                buffer[length++] = '0';
                buffer[length++] = '0';
                buffer[length++] = Hex[static_cast<unsigned char>(c) >> 4U];
                buffer[length++] = Hex[static_cast<unsigned char>(c) & 0xFU];
            }
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
