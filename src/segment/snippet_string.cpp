#include "snippet_string.h"

#include "snippet_source.h"

#include <json/scan.h>

#include <charconv>
#include <cstdint>
#include <cstdio>
#include <optional>

namespace smc::segment {

namespace {

void appendUnit(std::string &out, std::uint32_t unit)
{
    char buffer[8];
    std::snprintf(buffer, sizeof buffer, "\\u%04x", unit & 0xFFFFU);
    out += buffer;
}

void appendCodePoint(std::string &out, std::uint32_t c)
{
    if (c < 0x10000)
        return appendUnit(out, c);
    appendUnit(out, 0xD800 + ((c - 0x10000) >> 10U));
    appendUnit(out, 0xDC00 + ((c - 0x10000) & 0x3FFU));
}

/// The number that the digits of `text` make; nothing where one is none of `base`.
std::optional<std::uint64_t> valueOf(std::string_view digits, int base)
{
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size())
        return {};
    return value;
}

/// `\x41`, `\u0041`, `\u{41}`: how many bytes stand behind the backslash, 0 where they make no character.
std::size_t appendHexEscape(std::string &out, std::string_view text)
{
    const bool isBraced = text.starts_with("u{");
    const std::size_t begin = isBraced ? 2 : 1;
    const std::size_t close = isBraced ? text.substr(0, 12).find('}') : (text.front() == 'x' ? 3U : 5U);
    if (close == std::string_view::npos || close > text.size())
        return 0;
    const auto value = valueOf(text.substr(begin, close - begin), 16);
    if (!value || *value > 0x10FFFF)
        return 0;
    if (text.front() == 'u' && !isBraced)
        out.append("\\").append(text.substr(0, close));
    else
        appendCodePoint(out, static_cast<std::uint32_t>(*value));
    return isBraced ? close + 1 : close;
}

std::size_t appendOctalEscape(std::string &out, std::string_view text)
{
    std::size_t length = 0;
    while (length < 3 && length < text.size() && text[length] >= '0' && text[length] <= '7')
        ++length;
    appendUnit(out, static_cast<std::uint32_t>(*valueOf(text.substr(0, length), 8)));
    return length;
}

/// What stands behind a backslash; how many bytes of it belong to the escape.
std::size_t appendEscape(std::string &out, std::string_view text)
{
    const char c = text.front();
    switch (c) {
    case 'n':
    case 't':
    case 'r':
    case 'b':
    case 'f':
    case '"':
    case '\\':
        out.append("\\").append(1, c);
        return 1;
    case 'v':
        out += "\\u000b";
        return 1;
    case '\n':
        return 1;
    case '\r':
        return text.starts_with("\r\n") ? 2 : 1;
    case 'x':
    case 'u':
        if (const std::size_t length = appendHexEscape(out, text))
            return length;
        out += c;
        return 1;
    default:
        break;
    }
    if (c >= '0' && c <= '7')
        return appendOctalEscape(out, text);
    if (static_cast<unsigned char>(c) < 0x20)
        return 0;
    out += c;
    return 1;
}

void appendPlain(std::string &out, char c)
{
    switch (c) {
    case '"':
        out += "\\\"";
        break;
    case '\n':
        out += "\\n";
        break;
    case '\r':
        out += "\\r";
        break;
    case '\t':
        out += "\\t";
        break;
    default:
        if (static_cast<unsigned char>(c) < 0x20)
            appendUnit(out, static_cast<unsigned char>(c));
        else
            out += c;
    }
}

/// `0x1F`, `0b101`, `0o17`
NumberText scanPrefixed(std::string_view text, std::size_t sign)
{
    const char kind = static_cast<char>(text[sign + 1] | 0x20);
    const int base = kind == 'x' ? 16 : kind == 'o' ? 8 : 2;
    std::size_t end = sign + 2;
    std::string digits;
    for (; end < text.size() && isIdentifierByte(text[end]); ++end) {
        if (text[end] != '_')
            digits += text[end];
    }
    const auto value = valueOf(digits, base);
    if (!value)
        return {};
    return {end, (text.front() == '-' ? "-" : "") + std::to_string(*value)};
}

} // namespace

void appendStringAsJson(std::string &out, std::string_view content)
{
    out += '"';
    for (std::size_t i = 0; i < content.size();) {
        const char c = content[i++];
        if (c == '\\' && i < content.size())
            i += appendEscape(out, content.substr(i));
        else if (c == '\\')
            out += "\\\\";
        else
            appendPlain(out, c);
    }
    out += '"';
}

NumberText scanNumberLiteral(std::string_view text)
{
    const std::size_t sign = !text.empty() && (text.front() == '-' || text.front() == '+') ? 1 : 0;
    if (text.size() > sign + 1 && text[sign] == '0' &&
        std::string_view("xXoObB").find(text[sign + 1]) != std::string_view::npos)
        return scanPrefixed(text, sign);
    std::string spelt = text.starts_with('-') ? "-" : "";
    if (text.substr(sign).starts_with('.'))
        spelt += '0';
    std::size_t end = sign;
    bool hasDigit = false;
    for (; end < text.size(); ++end) {
        const char c = text[end];
        const bool isExponentSign = (c == '-' || c == '+') && (text[end - 1] | 0x20) == 'e' && hasDigit;
        if (!json::isDigit(c) && c != '.' && c != '_' && !(hasDigit && (c == 'e' || c == 'E')) && !isExponentSign)
            break;
        hasDigit = hasDigit || json::isDigit(c);
        // "5." and "5.e3"
        if (!json::isDigit(c) && c != '_' && spelt.ends_with('.'))
            spelt.pop_back();
        if (c != '_')
            spelt += c;
    }
    if (spelt.ends_with('.'))
        spelt.pop_back();
    if (end < text.size() && text[end] == 'n')
        ++end; // A BigInt.
    const json::NumberScan scan = json::scanNumber(spelt);
    if (!hasDigit || !scan.complete || scan.length != spelt.size() ||
        (end < text.size() && isIdentifierByte(text[end])))
        return {};
    return {end, std::move(spelt)};
}

} // namespace smc::segment
