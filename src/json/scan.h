// The grammar of scalars (RFC 8259), shared by the fast reader and the exact error locator.
#pragma once

#include <cstddef>
#include <string_view>

namespace smc::json {

inline bool isSpace(char c)
{
    return c == ' ' || c == '\n' || c == '\r' || c == '\t';
}

inline bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

inline bool isHexDigit(char c)
{
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// How many bytes of `text` are the start of a number; the whole text where it is one.
/// `complete` is false where the number breaks off ("-", "1.", "1e").
struct NumberScan
{
    std::size_t length = 0;
    bool complete = false;
    /// JavaScript may write it otherwise: an exponent, zeros at the end of a fraction or many before it, more digits
    /// than every double keeps, or "-0".
    bool isUnusual = false;
};

inline NumberScan scanNumber(std::string_view text)
{
    constexpr std::size_t UsualDigits = 15; // That many each double keeps.
    constexpr std::size_t LeadingZeros = 5; // JavaScript writes 0.000001, but 1e-7.
    bool isUnusual = false;
    std::size_t i = 0;
    const auto digits = [&] {
        const std::size_t from = i;
        while (i < text.size() && isDigit(text[i]))
            ++i;
        return i > from;
    };
    if (i < text.size() && text[i] == '-')
        ++i;
    if (i < text.size() && text[i] == '0')
        ++i;
    else if (!digits())
        return {i, false};
    if (i < text.size() && text[i] == '.') {
        ++i;
        const std::size_t from = i;
        if (!digits())
            return {i, false};
        isUnusual = text[i - 1] == '0' || (text[from] == '0' && i - from > LeadingZeros);
    }
    if (i < text.size() && (text[i] == 'e' || text[i] == 'E')) {
        ++i;
        if (i < text.size() && (text[i] == '+' || text[i] == '-'))
            ++i;
        if (!digits())
            return {i, false};
        isUnusual = true;
    }
    return {i, true, isUnusual || i > UsualDigits || (i == 2 && text[0] == '-' && text[1] == '0')};
}

/// Position of the first wrong escape in the content of a string, or npos.
inline std::size_t findWrongEscape(std::string_view content)
{
    for (std::size_t i = content.find('\\'); i != std::string_view::npos; i = content.find('\\', i)) {
        if (i + 1 >= content.size())
            return i;
        const char escape = content[i + 1];
        if (escape == 'u') {
            for (std::size_t k = 2; k < 6; ++k) {
                if (i + k >= content.size() || !isHexDigit(content[i + k]))
                    return i;
            }
            i += 6;
        } else if (std::string_view("\"\\/bfnrt").find(escape) != std::string_view::npos) {
            i += 2;
        } else {
            return i;
        }
    }
    return std::string_view::npos;
}

} // namespace smc::json
