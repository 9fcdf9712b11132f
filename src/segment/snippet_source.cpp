#include "snippet_source.h"

#include <array>
#include <string>

namespace smc::segment {

namespace {

/// White space of more than one byte that documents and web pages put into code: no-break and zero-width spaces, line
/// and paragraph separators, byte order marks.
constexpr std::array<std::string_view, 5> WideSpaces = {"\xC2\xA0", "\xE2\x80\xA8", "\xE2\x80\xA9", "\xE2\x80\x8B",
                                                        "\xEF\xBB\xBF"};

bool isAsciiSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

char closerOf(char open)
{
    return open == '(' ? ')' : open == '[' ? ']' : '}';
}

} // namespace

bool isIdentifierByte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool SourceText::take(std::string_view token)
{
    if (!rest().starts_with(token))
        return false;
    m_at += token.size();
    return true;
}

void SourceText::skipLine()
{
    const std::size_t end = m_text.find('\n', m_at);
    m_at = end == std::string_view::npos ? m_text.size() : end;
}

void SourceText::skipSpace()
{
    while (!atEnd()) {
        const char c = peek();
        if (isAsciiSpace(c)) {
            ++m_at;
        } else if (c == '/' && peek(1) == '/') {
            skipLine();
        } else if (c == '/' && peek(1) == '*') {
            const std::size_t end = m_text.find("*/", m_at + 2);
            m_at = end == std::string_view::npos ? m_text.size() : end + 2;
        } else {
            bool isSpace = false;
            for (const std::string_view space : WideSpaces)
                isSpace = isSpace || take(space);
            if (!isSpace)
                return;
        }
    }
}

std::string_view SourceText::takeIdentifier()
{
    const std::size_t begin = m_at;
    const char first = peek();
    if (first >= '0' && first <= '9')
        return {};
    while (!atEnd() && isIdentifierByte(peek()))
        ++m_at;
    if (m_at > begin)
        m_previous = 'a';
    return from(begin);
}

bool SourceText::skipString()
{
    const char quote = peek();
    for (++m_at; !atEnd(); ++m_at) {
        const char c = peek();
        if (c == quote) {
            ++m_at;
            return true;
        }
        if (c == '\n')
            return false;
        if (c == '\\')
            m_at += peek(1) == '\r' && peek(2) == '\n' ? 2 : 1;
    }
    m_at = m_text.size();
    return false;
}

bool SourceText::skipTemplate()
{
    ++m_at;
    return skipNested('`');
}

bool SourceText::skipBrackets()
{
    const char close = closerOf(peek());
    ++m_at;
    return skipNested(close);
}

bool SourceText::skipExpression()
{
    return skipNested('\0');
}

void SourceText::skipSlash(char previous)
{
    const bool isValueBefore = isIdentifierByte(previous) || previous == ')' || previous == ']' || previous == '}' ||
                               previous == '"' || previous == '\'' || previous == '`';
    ++m_at;
    if (isValueBefore)
        return;
    bool isInClass = false;
    for (; !atEnd() && peek() != '\n'; ++m_at) {
        const char c = peek();
        if (c == '\\')
            ++m_at;
        else if (c == '[' || c == ']')
            isInClass = c == '[';
        else if (c == '/' && !isInClass) {
            ++m_at;
            return;
        }
    }
    moveTo(m_at);
}

/// Up to behind `close`, or, without one, up to what ends an expression.
bool SourceText::skipNested(char close)
{
    std::string open;
    if (close != '\0')
        open += close;
    char previous = '(';
    while (!atEnd()) {
        if (!open.empty() && open.back() == '`') {
            const char c = peek();
            m_at += c == '\\' ? 2 : 1;
            if (c == '`')
                open.pop_back();
            else if (c == '$' && take("{"))
                open += '}';
            previous = c == '`' ? '`' : '(';
            if (open.empty() && close != '\0')
                return true;
            if (open.size() > MaxDepth)
                return false;
            continue;
        }
        skipSpace();
        if (atEnd())
            break;
        const char c = peek();
        switch (c) {
        case '"':
        case '\'':
            if (!skipString())
                return false;
            break;
        case '(':
        case '[':
        case '{':
            open += closerOf(c);
            ++m_at;
            break;
        case '`':
            open += '`';
            ++m_at;
            break;
        case ')':
        case ']':
        case '}':
            if (open.empty())
                return true;
            if (open.back() != c)
                return false;
            open.pop_back();
            ++m_at;
            if (open.empty() && close != '\0')
                return true;
            break;
        case ',':
        case ';':
            if (open.empty())
                return true;
            ++m_at;
            break;
        case '/':
            skipSlash(previous);
            break;
        default:
            if (takeIdentifier().empty())
                ++m_at;
        }
        previous = c;
        if (open.size() > MaxDepth)
            return false;
    }
    moveTo(m_at);
    return open.empty() && close == '\0';
}

void SourceText::skipToken()
{
    const char c = peek();
    // "don't" is a word.
    const bool isInWord = m_at > 0 && isIdentifierByte(m_text[m_at - 1]);
    if ((c == '"' || c == '\'') && !isInWord)
        skipString();
    else if (c == '`')
        skipTemplate();
    else if (c == '/')
        skipSlash(m_previous);
    else if (!takeIdentifier().empty())
        return;
    else
        ++m_at;
    m_previous = c;
}

} // namespace smc::segment
