#include "credential_pairs.h"

#include <json/scan.h>

#include <algorithm>

namespace smc::segment {

namespace {

/// So far a key, `user[password]`, and a quote before it are looked for.
constexpr std::size_t LongestKey = 64;
constexpr std::size_t FarthestQuote = 128;
constexpr std::size_t ShortestPlain = 6;
/// So much of a value tells whether it is one.
constexpr std::size_t LongestLook = 40;
constexpr std::size_t LongestSetting = 256;
constexpr std::size_t LongestData = 4096;
constexpr auto Nowhere = std::string_view::npos;

bool isOneOf(std::string_view all, char c)
{
    return all.find(c) != Nowhere;
}

} // namespace

std::optional<CredentialRange> CredentialPairs::pairValue(std::size_t begin, std::size_t end, bool isInCommand) const
{
    if (const auto member = escapedMember(begin, end))
        return member;
    if (const auto part = formPart(begin, end))
        return part;
    if (const auto inner = element(begin, end))
        return inner;
    // The key may go on: `user[password]=`
    Sign sign = signAt(end);
    while (sign.c == ']') {
        end += sign.size;
        sign = signAt(end);
    }
    const std::size_t value = end + sign.size;
    const char first = at(value);
    if (sign.c != '=' || first == '=' || first == '>' || isBlank(first))
        return {};
    const bool isEscaped = sign.size > 1;
    const Start start = isEscaped ? Start::Strong : startOf(begin, isInCommand);
    if (start == Start::None)
        return {};
    if (const auto quoted = afterQuote(value)) {
        // '/a?token=' + token
        const bool isAtEnd = start == Start::Strong && quoteAround(begin) == m_text[*quoted - 1];
        return isAtEnd ? std::optional(CredentialRange{value, value}) : std::nullopt;
    }
    const std::size_t close = endOfPair(value, quoteAround(begin), isEscaped);
    if (start == Start::Weak && at(close) != '&') {
        // It may be a program's: only what has a line's end to itself, and looks like no expression, is a value.
        const std::size_t behind = afterBlanks(close);
        const bool endsLine = behind >= m_text.size() || isLineEnd(m_text[behind]);
        const bool isPlain = m_text.substr(value, close - value).find_first_of("(){}[],;") == Nowhere;
        if (!endsLine || !isPlain)
            return {};
    }
    return CredentialRange{value, close};
}

CredentialPairs::Start CredentialPairs::startOf(std::size_t begin, bool isInCommand) const
{
    const Start loose = isInCommand ? Start::Strong : Start::Weak;
    const std::size_t first = begin - std::min(begin, LongestKey);
    for (std::size_t index = begin; index > first;) {
        const Sign sign = signBefore(index);
        if (isOneOf("?&#;", sign.c) || isQuote(sign.c) || sign.c == '\\')
            return Start::Strong;
        if (json::isSpace(sign.c))
            return loose;
        if (!isWordByte(sign.c) && !isOneOf(".[]", sign.c))
            return Start::None;
        index -= sign.size;
    }
    return first == 0 ? loose : Start::None;
}

char CredentialPairs::quoteAround(std::size_t begin) const
{
    const std::size_t first = begin - std::min(begin, FarthestQuote);
    while (begin > first && !json::isSpace(m_text[begin - 1])) {
        if (isQuote(m_text[begin - 1]))
            return m_text[begin - 1];
        --begin;
    }
    return '\0';
}

std::size_t CredentialPairs::endOfPair(std::size_t begin, char quote, bool isEscaped) const
{
    constexpr std::string_view QuoteInShell = "'\\''";
    std::size_t index = begin;
    while (index < m_text.size()) {
        if (quote == '\'' && m_text.substr(index, QuoteInShell.size()) == QuoteInShell)
            index += QuoteInShell.size();
        else if (endsPair(index, quote, isEscaped))
            break;
        else
            ++index;
    }
    return index;
}

bool CredentialPairs::endsPair(std::size_t index, char quote, bool isEscaped) const
{
    const char c = m_text[index];
    if (c == '&' || isLineEnd(c))
        return true;
    if (quote == '\0' && (isBlank(c) || c == '<' || c == '>'))
        return true;
    if (c == '`' && at(index + 1) == '"' && quote == '"')
        return true;
    if (isQuote(c)) {
        if (quote != '\0')
            return c == quote;
        const char next = at(index + 1); // "it's" goes on.
        return c == '"' || next == '\0' || json::isSpace(next) || isOneOf(",;)]}>+\"", next);
    }
    if ((c == '\\' || c == '^') && afterQuote(index))
        return true;
    if (c == '\\') {
        std::size_t behind = index + 1;
        while (at(behind) == '\\' && behind - index < 7)
            ++behind;
        const std::string_view escape = m_text.substr(std::min(behind, m_text.size()), 5);
        return isOneOf("nrt", at(behind)) || escape == "u0026" || escape == "u0022";
    }
    if (c == '^')
        return isOneOf("&^", at(index + 1));
    if (c == '%' && isEscaped) {
        const Sign sign = signAt(index);
        return isOneOf("&#\"'", sign.c) || json::isSpace(sign.c);
    }
    return false;
}

/// %22password%22%3A%22…%22
std::optional<CredentialRange> CredentialPairs::escapedMember(std::size_t begin, std::size_t end) const
{
    const auto isEscapedQuote = [](const Sign &sign) { return sign.c == '"' && sign.size > 1; };
    if (!isEscapedQuote(signBefore(begin)) || !isEscapedQuote(signAt(end)))
        return {};
    const auto skipSpaces = [this](std::size_t index) {
        for (Sign sign = signAt(index); sign.c == ' ' || sign.c == '+'; sign = signAt(index))
            index += sign.size;
        return index;
    };
    const std::size_t colon = skipSpaces(end + signAt(end).size);
    if (signAt(colon).c != ':')
        return {};
    const std::size_t open = skipSpaces(colon + signAt(colon).size);
    if (!isEscapedQuote(signAt(open)))
        return {};
    const std::size_t value = open + signAt(open).size;
    std::size_t close = value;
    while (close < m_text.size() && !json::isSpace(m_text[close]) && !isOneOf("&\"", m_text[close])) {
        const Sign sign = signAt(close);
        if (isEscapedQuote(sign) && signBefore(close).c != '\\')
            break;
        close += sign.size;
    }
    return CredentialRange{value, std::min(close, m_text.size())};
}

CredentialText::Sign CredentialPairs::breakAt(std::size_t index, Lines lines) const
{
    const bool isEscaped = at(index) == '^' && isLineEnd(at(index + 1)); // On the command line of Windows.
    if (const char c = at(isEscaped ? index + 1 : index); isLineEnd(c))
        return {c, isEscaped ? 2U : 1U};
    for (const char end : {'\n', '\r'}) {
        const std::string_view code = end == '\n' ? "$([char]10)" : "$([char]13)"; // In PowerShell.
        if (at(index) == '$' && m_text.substr(index, code.size()) == code)
            return {end, code.size()};
    }
    std::size_t letter = index;
    while (lines == Lines::MayBeLetters && at(letter) == '\\' && letter - index < 7)
        ++letter;
    const bool isBreak = letter > index && isOneOf("nr", at(letter));
    return isBreak ? Sign{at(letter) == 'n' ? '\n' : '\r', letter + 1 - index} : Sign{'\0', 0};
}

/// Content-Disposition: form-data; name="password", an empty line, and the value.
std::optional<CredentialRange> CredentialPairs::formPart(std::size_t begin, std::size_t end) const
{
    const auto open = beforeQuote(begin);
    const auto behind = afterQuote(end);
    if (!open || !behind || !m_text.substr(0, *open).ends_with("name="))
        return {};
    const Lines lines = at(*behind) == '\\' ? Lines::MayBeLetters : Lines::AreLines;
    // The command line of Windows has an empty line behind each '^' at the end of one.
    const std::size_t breaks = at(*behind) == '^' ? 4 : 2;
    std::size_t value = *behind;
    std::size_t count = 0;
    for (Sign sign = breakAt(value, lines); sign.size > 0 && count < breaks; sign = breakAt(value, lines)) {
        count += sign.c == '\n' ? 1 : 0;
        value += sign.size;
    }
    if (count < breaks)
        return {};
    // A string whose lines end in letters may end behind the value; it holds '"' bare only where it began with another
    // quote. Where lines are lines, quotes belong to the value.
    const bool isInString = lines == Lines::MayBeLetters;
    const std::size_t depth = begin - 1 - *open;
    const char quote = depth == 0 ? '\'' : '"';
    std::size_t backslashes = 0;
    std::size_t close = value;
    for (; close < m_text.size() && breakAt(close, lines).size == 0; ++close) {
        if (isInString && m_text[close] == quote && backslashes < std::max<std::size_t>(depth, 1))
            return CredentialRange{value, close - backslashes};
        backslashes = m_text[close] == '\\' ? backslashes + 1 : 0;
    }
    return CredentialRange{value, close};
}

/// <password>…</password>, <a:password type="b"><![CDATA[…]]></a:password>
std::optional<CredentialRange> CredentialPairs::element(std::size_t begin, std::size_t end) const
{
    std::size_t open = begin;
    if (open > 0 && m_text[open - 1] == ':')
        for (--open; open > 0 && begin - open < LongestKey && isWordByte(m_text[open - 1]);)
            --open;
    if (open == 0 || m_text[open - 1] != '<' || !isOneOf("> \t^", at(end)))
        return {};
    // Every search ends at the next '<' or is bounded: many names take time in proportion.
    const std::size_t tag = m_text.find_first_of("<>\r\n", end);
    if (tag == Nowhere || m_text[tag] != '>' || m_text[tag - 1] == '/')
        return {};
    constexpr std::string_view Data = "<![CDATA[";
    if (m_text.substr(tag + 1, Data.size()) == Data) {
        const std::size_t value = tag + 1 + Data.size();
        const std::size_t size = m_text.substr(value, LongestData).find("]]>");
        return size == Nowhere ? std::nullopt : std::optional(CredentialRange{value, value + size});
    }
    std::size_t close = m_text.find_first_of("<\r\n", tag + 1);
    if (close == Nowhere || (m_text.substr(close, 2) != "</" && m_text.substr(close, 3) != "<\\/"))
        return {};
    const bool isWindows = m_text[tag - 1] == '^' && close > tag + 1 && m_text[close - 1] == '^'; // ^<a^>…^</a^>
    return CredentialRange{tag + 1, isWindows ? close - 1 : close};
}

bool CredentialPairs::isPairInBrackets(std::size_t begin, std::size_t comma) const
{
    const std::size_t open = beforeSpace(beforeQuote(begin).value_or(0));
    const auto value = afterQuote(afterSpace(comma + 1));
    if (open == 0 || !isOneOf("([", m_text[open - 1]) || !value)
        return false;
    const auto behind = afterQuote(endOfQuoted(*value, *value));
    return behind && isOneOf(")]", at(afterSpace(*behind)));
}

std::size_t CredentialPairs::endOfPlainSetting(std::size_t begin) const
{
    const auto goesOn = [this](std::size_t index) {
        const char c = at(index);
        return isWordByte(c) || c == ':' || c == '+' || c == '/';
    };
    std::size_t end = begin;
    while (goesOn(end) && end - begin < LongestSetting)
        ++end;
    const std::string_view value = m_text.substr(begin, end - begin);
    if (at(end) == '.' || at(end) == '(' || std::none_of(value.begin(), value.end(), json::isDigit))
        return begin;
    while (goesOn(end))
        ++end;
    return end;
}

std::size_t CredentialPairs::endOfPlainSecret(std::size_t begin) const
{
    const auto goesOn = [this](std::size_t index) {
        const char c = at(index);
        if (c == '^' && isOneOf("}])&,^\"\\", at(index + 1))) // On the command line of Windows.
            return false;
        return index < m_text.size() && !json::isSpace(c) && !isQuote(c) && !isOneOf(",;&(){}[]<>\\", c);
    };
    std::size_t end = begin;
    while (goesOn(end) && end - begin < LongestLook)
        ++end;
    const std::string_view value = m_text.substr(begin, end - begin);
    const bool isJwt = value.starts_with("eyJ");
    const bool isExpression = at(end) == '(' || at(end) == '[' || (isOneOf(value, '.') && !isJwt);
    const bool hasDigit = std::any_of(value.begin(), value.end(), json::isDigit);
    if (value.size() < ShortestPlain || !hasDigit || isExpression)
        return begin;
    while (goesOn(end))
        ++end;
    return end;
}

} // namespace smc::segment
