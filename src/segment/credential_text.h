// Steps through a text of any kind: its quotes, however they are escaped, and what stands for a character in addresses.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace smc::segment {

inline bool isQuote(char c)
{
    return c == '"' || c == '\'' || c == '`';
}

inline bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

inline bool isLineEnd(char c)
{
    return c == '\n' || c == '\r';
}

/// Of what names and their values are made up outside of quotes.
bool isWordByte(char c);

class CredentialText
{
public:
    explicit CredentialText(std::string_view text)
        : m_text(text)
        , m_isPowerShell(text.find("Invoke-") != std::string_view::npos)
    {
    }

    /// 0 behind the end.
    char at(std::size_t index) const { return index < m_text.size() ? m_text[index] : '\0'; }
    std::size_t afterBlanks(std::size_t index) const;
    std::size_t afterSpace(std::size_t index) const;
    /// Up to where `end` text stands once white space at its end is left out.
    std::size_t beforeSpace(std::size_t end) const;

    /// Behind a quote that may be escaped: as in a string within a string (\"), on the command line of Windows (^" and
    /// ^\^"), in PowerShell (`" and \`").
    std::optional<std::size_t> afterQuote(std::size_t index) const;
    /// Up to where text stands before the quote, which may be escaped, that ends at `end`.
    std::optional<std::size_t> beforeQuote(std::size_t end) const;
    /// From `begin` up to what closes the string that began at `opened`, behind its quote, or the end of the line.
    std::size_t endOfQuoted(std::size_t begin, std::size_t opened) const;
    std::size_t endOfShellWord(std::size_t index) const;

    /// Up to where text stands before the key `name` in quotes and its colon, which end at `end`.
    std::optional<std::size_t> beforeKey(std::size_t end, std::string_view name) const;
    /// Where the value of the key `name`, which begins at `index` with its quote, begins with a quote.
    std::optional<std::size_t> valueOfKey(std::size_t index, std::string_view name) const;

    /// A character that may be escaped as in addresses: '=', "%3D", "%253D".
    struct Sign
    {
        char c;
        std::size_t size; ///< 1 where it is not escaped.
    };
    Sign signAt(std::size_t index) const;
    /// The sign that ends at `end`.
    Sign signBefore(std::size_t end) const;
    /// How many of the bytes from `index` on belong to the escape behind whose '%' or '\' they stand: 2 of "%26token",
    /// 5 of "\u0026token".
    std::size_t restOfEscape(std::size_t index) const;
    bool isAtLineStart(std::size_t index) const;

protected:
    std::string_view m_text;

private:
    /// What stands before a quote to escape it.
    struct Escape
    {
        std::size_t begin; ///< Up to the quote.
        std::size_t backslashes = 0;
        bool isWindows = false;    ///< It has a '^'.
        bool isPowerShell = false; ///< It ends with a '`'.
    };
    Escape escapeBefore(std::size_t quote) const;

    bool m_isPowerShell;
};

} // namespace smc::segment
