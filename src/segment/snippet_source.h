// Program text read forward: just enough of JavaScript's and Objective-C's tokens to tell where things end.
//
// Every step moves on, and what can't be closed ends the text or its line, so that reading takes time in proportion to
// the text.
#pragma once

#include <cstddef>
#include <string_view>

namespace smc::segment {

class SourceText
{
public:
    /// Deepest nesting of brackets and templates that is followed.
    static constexpr std::size_t MaxDepth = 200;

    explicit SourceText(std::string_view text, std::size_t at = 0)
        : m_text(text)
        , m_at(at)
    {
    }

    bool atEnd() const { return m_at >= m_text.size(); }
    std::size_t at() const { return m_at; }
    void moveTo(std::size_t at) { m_at = at < m_text.size() ? at : m_text.size(); }
    /// The byte here, or `ahead` bytes on; 0 behind the end.
    char peek(std::size_t ahead = 0) const { return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0'; }
    std::string_view from(std::size_t begin) const { return m_text.substr(begin, m_at - begin); }
    std::string_view rest() const { return m_text.substr(m_at); }

    /// Passes over `token` where it stands here.
    bool take(std::string_view token);

    /// Passes over white space and comments.
    void skipSpace();

    /// Passes over an identifier or a keyword and gives it; empty where none begins here.
    std::string_view takeIdentifier();

    /// Passes over the string that begins here with ' or ". False where its line ends first: then that is where it is.
    bool skipString();

    /// Passes over the template that begins here, with what is nested in it. False where it is not closed.
    bool skipTemplate();

    /// Passes over the bracket that begins here, up to behind the one that closes it. False where it is not closed.
    bool skipBrackets();

    /// Passes over an expression, up to the ',' or closing bracket behind it. False where brackets don't match or the
    /// text ends.
    bool skipExpression();

    /// For looking through code: passes over one token, whatever it is.
    void skipToken();

private:
    void skipLine();
    /// Passes over a regular expression, where `previous`, the last byte before it, lets one stand here; else over '/'.
    void skipSlash(char previous);
    bool skipNested(char close);

    std::string_view m_text;
    std::size_t m_at;
    char m_previous = '\0'; ///< Tells an operator from a value: the first byte of the last token, 'a' for a name.
};

bool isIdentifierByte(char c);

} // namespace smc::segment
