#include "meant.h"

#include <algorithm>
#include <array>
#include <string>

namespace smc::destination {

using mapping::Path;

namespace {

bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

char lower(char c)
{
    return isUpper(c) ? static_cast<char>(c + ('a' - 'A')) : c;
}

/// Letters, those outside ASCII too.
bool isLetter(char c)
{
    return isUpper(c) || (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80U) != 0;
}

/// Takes the next word off `rest`: "billingAddress2" has the words billing, Address and 2. Empty at the end.
std::string_view takeWord(std::string_view &rest)
{
    std::size_t begin = 0;
    while (begin < rest.size() && !isLetter(rest[begin]) && !isDigit(rest[begin]))
        ++begin;
    std::size_t end = begin;
    while (end < rest.size() && (isDigit(rest[begin]) ? isDigit(rest[end]) : isLetter(rest[end]))) {
        if (end > begin && isUpper(rest[end]) && !isUpper(rest[end - 1]))
            break;
        ++end;
    }
    const std::string_view word = rest.substr(begin, end - begin);
    rest.remove_prefix(end);
    return word;
}

bool isSame(std::string_view a, std::string_view b)
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

/// Of two words that are near each other by their letters.
bool mayBeTypoOfWord(std::string_view a, std::string_view b)
{
    constexpr std::size_t Short = 4;
    const std::string_view longer = a.size() < b.size() ? b : a;
    const std::string_view shorter = a.size() < b.size() ? a : b;
    const bool isSameStart = lower(shorter.front()) == lower(longer.front());
    if (isDigit(a.front()) || isDigit(b.front()))
        return false;
    if (shorter.size() < Short)
        return isSameStart && longer.size() == shorter.size() + 1;
    return isSameStart || isSame(longer.substr(longer.size() - shorter.size()), shorter);
}

std::size_t wordsOf(std::string_view name)
{
    std::size_t count = 0;
    while (!takeWord(name).empty())
        ++count;
    return count;
}

/// Where a call has the fields that are its own (Segment spec, common fields): not what describes a library or a page.
bool isOfTheCall(const Path &path)
{
    constexpr std::array<std::string_view, 3> Holders = {"properties", "traits", "context"};
    const auto isHolder = [&](std::size_t at) {
        return std::find(Holders.begin(), Holders.end(), path[at].name) != Holders.end();
    };
    return path.size() == 1 || (path.size() == 2 && isHolder(0)) ||
           (path.size() == 3 && path[0].name == "context" && path[1].name == "traits");
}

bool saysLittleAlone(std::string_view name)
{
    constexpr std::array<std::string_view, 18> Names = {"code",  "content", "description", "id",   "key",    "label",
                                                        "link",  "model",   "name",        "path", "source", "status",
                                                        "title", "token",   "type",        "url",  "value",  "version"};
    return std::find(Names.begin(), Names.end(), name) != Names.end();
}

} // namespace

std::string folded(std::string_view name)
{
    std::string text;
    for (const char c : name) {
        if (c != '_' && c != '-' && c != ' ')
            text += lower(c);
    }
    return text;
}

bool mayBeTypo(std::string_view missing, std::string_view found)
{
    if (wordsOf(missing) != wordsOf(found))
        return true; // A sign between words too many or too few.
    for (;;) {
        const std::string_view a = takeWord(missing);
        const std::string_view b = takeWord(found);
        if (a.empty())
            return true;
        if (!isSame(a, b) && !mayBeTypoOfWord(a, b))
            return false;
    }
}

bool mayBeMeant(const Path &missing, const Path &found)
{
    if (found.empty() || !saysLittleAlone(folded(found.back().name)) || isOfTheCall(found))
        return true;
    return missing.size() > 1 && found.size() > 1 &&
           folded(missing[missing.size() - 2].name) == folded(found[found.size() - 2].name);
}

} // namespace smc::destination
