#include "credential_text.h"

#include <json/scan.h>

#include <algorithm>
#include <array>

namespace smc::segment {

namespace {

/// So many backslashes escape a quote within strings three deep.
constexpr std::size_t MostBackslashes = 7;
/// With a '^' before each of them and before the quote.
constexpr std::size_t LongestEscape = 2 * MostBackslashes + 1;
constexpr std::size_t MostPercents = 3;

bool isHex(char c)
{
    return json::isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

char fromHex(char high, char low)
{
    const auto value = [](char c) { return json::isDigit(c) ? c - '0' : (c | 0x20) - 'a' + 10; };
    return static_cast<char>(value(high) * 16 + value(low));
}

} // namespace

bool isWordByte(char c)
{
    return json::isDigit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c == '-';
}

std::size_t CredentialText::afterBlanks(std::size_t index) const
{
    while (isBlank(at(index)))
        ++index;
    return index;
}

std::size_t CredentialText::afterSpace(std::size_t index) const
{
    while (index < m_text.size() && json::isSpace(m_text[index]))
        ++index;
    return index;
}

std::size_t CredentialText::beforeSpace(std::size_t end) const
{
    while (end > 0 && json::isSpace(m_text[end - 1]))
        --end;
    return end;
}

CredentialText::Escape CredentialText::escapeBefore(std::size_t quote) const
{
    Escape found{quote};
    const bool isDouble = m_text[quote] == '"';
    if (isDouble && quote > 0 && m_text[quote - 1] == '`') {
        found.isPowerShell = true;
        --found.begin;
    }
    while (found.begin > 0 && quote - found.begin < LongestEscape && found.backslashes < MostBackslashes) {
        const char c = m_text[found.begin - 1];
        if (c == '\\')
            ++found.backslashes;
        else if (c == '^' && isDouble)
            found.isWindows = true;
        else
            break;
        --found.begin;
    }
    return found;
}

std::optional<std::size_t> CredentialText::afterQuote(std::size_t index) const
{
    std::size_t quote = index;
    bool isWindows = false;
    for (; (at(quote) == '\\' || at(quote) == '^') && quote - index < LongestEscape; ++quote)
        isWindows = isWindows || at(quote) == '^';
    if (at(quote) == '`' && at(quote + 1) == '"')
        ++quote;
    const bool isOne = isWindows ? at(quote) == '"' : isQuote(at(quote));
    return isOne ? std::optional(quote + 1) : std::nullopt;
}

std::optional<std::size_t> CredentialText::beforeQuote(std::size_t end) const
{
    return end > 0 && isQuote(m_text[end - 1]) ? std::optional(escapeBefore(end - 1).begin) : std::nullopt;
}

std::size_t CredentialText::endOfQuoted(std::size_t begin, std::size_t opened) const
{
    const char quote = m_text[opened - 1];
    const Escape opening = escapeBefore(opened - 1);
    std::size_t backslashes = 0;
    std::size_t index = begin;
    for (; index < m_text.size() && !isLineEnd(m_text[index]); ++index) {
        const char c = m_text[index];
        // Within a string n backslashes stand before its quotes, and 2n + 1 before those in its value.
        const std::size_t n = opening.backslashes;
        const bool isClosing = backslashes <= n || (backslashes - n) % (2 * (n + 1)) == 0;
        if (c == quote && isClosing)
            break;
        const bool isEscape = c == '`' && at(index + 1) == '"' && quote == '"';
        if (c == '\\')
            ++backslashes;
        else if (!(isEscape && opening.isPowerShell) && !(c == '^' && opening.isWindows))
            backslashes = 0;
        index += isEscape && m_isPowerShell && !opening.isPowerShell ? 1 : 0;
    }
    if (at(index) != quote)
        return std::min(index, m_text.size());
    const auto isBehind = [&](char c) { return index > begin && m_text[index - 1] == c; };
    index -= opening.isPowerShell && isBehind('`') ? 1 : 0;
    index -= opening.isWindows && isBehind('^') ? 1 : 0;
    for (std::size_t left = opening.backslashes; left > 0 && isBehind('\\'); --left) {
        --index;
        index -= opening.isWindows && isBehind('^') ? 1 : 0;
    }
    return index;
}

std::size_t CredentialText::endOfShellWord(std::size_t index) const
{
    while (index < m_text.size() && !json::isSpace(m_text[index]) && !isQuote(m_text[index]))
        index += m_text[index] == '\\' && index + 1 < m_text.size() && !isLineEnd(m_text[index + 1]) ? 2 : 1;
    return std::min(index, m_text.size());
}

std::optional<std::size_t> CredentialText::beforeKey(std::size_t end, std::string_view name) const
{
    end = beforeSpace(end);
    if (end == 0 || m_text[end - 1] != ':')
        return std::nullopt;
    const auto close = beforeQuote(beforeSpace(end - 1));
    return close && m_text.substr(0, *close).ends_with(name) ? beforeQuote(*close - name.size()) : std::nullopt;
}

std::optional<std::size_t> CredentialText::valueOfKey(std::size_t index, std::string_view name) const
{
    const auto open = afterQuote(index);
    if (!open || m_text.substr(*open, name.size()) != name)
        return std::nullopt;
    const auto close = afterQuote(*open + name.size());
    const std::size_t colon = afterSpace(close.value_or(m_text.size()));
    const std::size_t value = afterSpace(colon + 1);
    return at(colon) == ':' && afterQuote(value) ? std::optional(value) : std::nullopt;
}

CredentialText::Sign CredentialText::signAt(std::size_t index) const
{
    if (at(index) != '%')
        return {at(index), 1};
    std::size_t hex = index + 1;
    for (std::size_t depth = 0; depth < MostPercents && m_text.substr(std::min(hex, m_text.size()), 2) == "25"; ++depth)
        hex += 2;
    if (isHex(at(hex)) && isHex(at(hex + 1)))
        return {fromHex(at(hex), at(hex + 1)), hex + 2 - index};
    return {'%', 1};
}

CredentialText::Sign CredentialText::signBefore(std::size_t end) const
{
    if (end == 0)
        return {'\0', 0};
    for (std::size_t size = 3; size <= 3 + 2 * MostPercents && size <= end; size += 2) {
        if (m_text[end - size] != '%')
            continue;
        if (const Sign sign = signAt(end - size); sign.size == size)
            return sign;
    }
    return {m_text[end - 1], 1};
}

std::size_t CredentialText::restOfEscape(std::size_t index) const
{
    if (index == 0)
        return 0;
    if (m_text[index - 1] == '%')
        return signAt(index - 1).size - 1;
    if (m_text[index - 1] != '\\')
        return 0;
    constexpr std::string_view Letters = "nrtbf";
    if (at(index) == 'u' && m_text.substr(index, 5).size() == 5)
        return 5;
    return Letters.find(at(index)) == std::string_view::npos ? 0 : 1;
}

bool CredentialText::isAtLineStart(std::size_t index) const
{
    while (index > 0 && (isBlank(m_text[index - 1]) || m_text[index - 1] == '>' || m_text[index - 1] == '<'))
        --index;
    return index == 0 || isLineEnd(m_text[index - 1]);
}

} // namespace smc::segment
