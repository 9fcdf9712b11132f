#include "filter_glob.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace smc::destination {

namespace {

/// One element of a pattern: what a character must be.
struct Element
{
    enum class Kind : std::uint8_t { Literal, Any, Class, Star };
    struct Range
    {
        char32_t first;
        char32_t last;
    };

    Kind kind = Kind::Literal;
    char32_t character = 0;
    bool isNegated = false;
    std::vector<Range> ranges{};

    bool takes(char32_t c) const
    {
        if (kind == Kind::Any)
            return true;
        if (kind == Kind::Literal)
            return c == character;
        for (const Range &range : ranges) {
            if (c >= range.first && c <= range.last)
                return !isNegated;
        }
        return isNegated;
    }
};

/// The code point at `at`, which moves behind it. Bytes that are no UTF-8 stand for themselves.
char32_t nextOf(std::string_view text, std::size_t &at)
{
    const auto lead = static_cast<unsigned char>(text[at++]);
    const int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
    char32_t c = more == 0 ? lead : lead & (0x3FU >> static_cast<unsigned>(more));
    for (int i = 0; i < more && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U; ++i)
        c = (c << 6U) | (static_cast<unsigned char>(text[at++]) & 0x3FU);
    return c;
}

/// A character of a class, which a backslash may stand before; nothing where the class is broken.
std::optional<char32_t> classCharacter(std::string_view pattern, std::size_t &at)
{
    if (at >= pattern.size() || pattern[at] == '-' || pattern[at] == ']')
        return std::nullopt;
    if (pattern[at] == '\\' && ++at >= pattern.size())
        return std::nullopt;
    return nextOf(pattern, at);
}

/// Behind the opening bracket.
std::optional<Element> readClass(std::string_view pattern, std::size_t &at)
{
    Element element{Element::Kind::Class};
    if (at < pattern.size() && pattern[at] == '^') {
        element.isNegated = true;
        ++at;
    }
    do {
        const auto first = classCharacter(pattern, at);
        auto last = first;
        if (first && at < pattern.size() && pattern[at] == '-') {
            ++at;
            last = classCharacter(pattern, at);
        }
        if (!last)
            return std::nullopt;
        element.ranges.push_back({*first, *last});
    } while (at < pattern.size() && pattern[at] != ']');
    if (at >= pattern.size())
        return std::nullopt;
    ++at;
    return element;
}

std::optional<std::vector<Element>> readPattern(std::string_view pattern)
{
    std::vector<Element> elements;
    for (std::size_t at = 0; at < pattern.size();) {
        switch (pattern[at]) {
        case '*':
            if (elements.empty() || elements.back().kind != Element::Kind::Star)
                elements.push_back({Element::Kind::Star});
            ++at;
            break;
        case '?':
            elements.push_back({Element::Kind::Any});
            ++at;
            break;
        case '[': {
            auto element = readClass(pattern, ++at);
            if (!element)
                return std::nullopt;
            elements.push_back(*std::move(element));
            break;
        }
        case '\\':
            if (++at >= pattern.size())
                return std::nullopt;
            [[fallthrough]];
        default:
            elements.push_back({Element::Kind::Literal, nextOf(pattern, at)});
        }
    }
    return elements;
}

} // namespace

bool globMatches(std::string_view pattern, std::string_view text)
{
    const auto elements = readPattern(pattern);
    if (!elements)
        return false;
    std::size_t element = 0;
    std::size_t at = 0;
    // Only the last star needs to be tried again: an earlier one that took more would not help a later one.
    std::optional<std::size_t> star;
    std::size_t retry = 0;
    while (at < text.size()) {
        std::size_t behind = at;
        if (element < elements->size() && (*elements)[element].kind == Element::Kind::Star) {
            star = element++;
            retry = at;
        } else if (element < elements->size() && (*elements)[element].takes(nextOf(text, behind))) {
            ++element;
            at = behind;
        } else if (star) {
            nextOf(text, retry);
            at = retry;
            element = *star + 1;
        } else {
            return false;
        }
    }
    while (element < elements->size() && (*elements)[element].kind == Element::Kind::Star)
        ++element;
    return element == elements->size();
}

} // namespace smc::destination
