#include "filter_fql_value.h"

#include "filter_glob.h"

#include <mapping/javascript.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>

namespace smc::destination {

using json::Type;
using json::Value;

namespace {

/// Inferred from the one example, "test string" to "Test String": the rest of each word stays as it is.
std::string titleCase(std::string_view text)
{
    std::string title;
    bool isStart = true;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t end = at + 1;
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
            ++end;
        const std::string_view letter = text.substr(at, end - at);
        title += isStart ? mapping::javascript::upper(letter) : std::string(letter);
        isStart = letter == " ";
        at = end;
    }
    return title;
}

/// One to three numbers with dots between, the others 0 (@segment/tsub).
std::optional<std::array<int, 3>> versionOf(const Seen &seen)
{
    std::array<int, 3> version{};
    std::string_view rest = seen.text;
    for (std::size_t part = 0; part < version.size(); ++part) {
        rest = mapping::javascript::trim(rest);
        const auto read = std::from_chars(rest.data(), rest.data() + rest.size(), version[part]);
        if (seen.is != Seen::Is::Text || read.ec != std::errc())
            return std::nullopt;
        const std::size_t dot = rest.find('.');
        if (dot == std::string_view::npos)
            return version;
        rest.remove_prefix(dot + 1);
    }
    return std::nullopt;
}

} // namespace

Seen textSeen(std::string text)
{
    return {.is = Seen::Is::Text, .text = std::move(text)};
}
Seen boolSeen(bool flag)
{
    return {.is = Seen::Is::Bool, .flag = flag};
}
Seen numberSeen(double number)
{
    return {.is = Seen::Is::Number, .number = number, .text = mapping::javascript::numberText(number)};
}

Seen seenOf(Value value)
{
    if (!value)
        return {};
    switch (value.type()) {
    case Type::Null:
        return {};
    case Type::Bool:
        return boolSeen(value.isTrue());
    case Type::Number:
        return {.is = Seen::Is::Number, .number = value.number().value_or(0), .text = std::string(value.raw())};
    case Type::String:
        return textSeen(value.text());
    case Type::Array:
        return {.is = Seen::Is::List, .text = {}, .value = value};
    case Type::Object:
        return {.is = Seen::Is::Object, .text = {}, .value = value};
    }
    return {};
}

Seen lengthOf(const Seen &seen)
{
    switch (seen.is) {
    case Seen::Is::Null:
        return numberSeen(0);
    case Seen::Is::Text:
        return numberSeen(static_cast<double>(seen.text.size()));
    case Seen::Is::List:
        return numberSeen(static_cast<double>(seen.list != nullptr ? seen.list->parts.size() : seen.value.size()));
    default:
        return {.is = Seen::Is::Number, .number = std::numeric_limits<double>::quiet_NaN(), .text = {}};
    }
}

/// Inferred: the documentation names no word for an object.
std::string_view typeWord(const Seen &seen)
{
    constexpr std::array<std::string_view, 6> Words = {"null", "bool", "number", "string", "list", "json"};
    return Words[static_cast<std::size_t>(seen.is)];
}

/// Inferred, after Go's ParseBool: the documentation only says that the value is converted.
Seen toBool(const Seen &seen)
{
    switch (seen.is) {
    case Seen::Is::Bool:
        return seen;
    case Seen::Is::Number:
        return boolSeen(seen.number != 0);
    case Seen::Is::Text: {
        constexpr std::array<std::string_view, 6> True = {"1", "t", "T", "true", "TRUE", "True"};
        return boolSeen(std::find(True.begin(), True.end(), seen.text) != True.end());
    }
    case Seen::Is::List:
        return boolSeen(lengthOf(seen).number > 0);
    default:
        return boolSeen(false);
    }
}

/// Inferred: a text that is no number becomes null.
Seen toNumber(const Seen &seen)
{
    if (seen.is == Seen::Is::Number)
        return seen;
    double number = 0;
    const char *end = seen.text.data() + seen.text.size();
    const auto read = std::from_chars(seen.text.data(), end, number);
    const bool isNumber = seen.is == Seen::Is::Text && read.ec == std::errc() && read.ptr == end;
    return isNumber && std::isfinite(number) ? numberSeen(number) : Seen();
}

std::string inCase(FilterFunction function, std::string text)
{
    switch (function) {
    case FilterFunction::Lowercase:
        return mapping::javascript::lower(text);
    case FilterFunction::Uppercase:
        return mapping::javascript::upper(text);
    case FilterFunction::Snakecase:
    case FilterFunction::Kebabcase:
        std::replace(text.begin(), text.end(), ' ', function == FilterFunction::Snakecase ? '_' : '-');
        return text;
    default:
        return titleCase(text);
    }
}

bool finds(FilterFunction function, const Seen &text, const Seen &what)
{
    if (text.is != Seen::Is::Text || what.is != Seen::Is::Text)
        return false;
    return function == FilterFunction::Contains ? text.text.find(what.text) != std::string::npos
                                                : globMatches(what.text, text.text);
}

bool comparesVersions(const Seen &a, const Seen &comparison, const Seen &b)
{
    const auto left = versionOf(a);
    const auto right = versionOf(b);
    if (!left || !right || comparison.is != Seen::Is::Text)
        return false;
    const std::string &sign = comparison.text;
    return (sign == "=" && *left == *right) || (sign == "!=" && *left != *right) || (sign == "<" && *left < *right) ||
           (sign == "<=" && *left <= *right) || (sign == ">" && *left > *right) || (sign == ">=" && *left >= *right);
}

} // namespace smc::destination
