#include "field_rule.h"

#include "sentences.h"

#include <array>
#include <optional>
#include <vector>

namespace smc::rest {

namespace {

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// The numbers in brackets, as texts: "Length of string (53) exceeds maximum field length (50)" gives 53 and 50.
std::vector<std::string_view> bracketed(std::string_view words)
{
    constexpr std::size_t MostDigits = 9;
    std::vector<std::string_view> numbers;
    for (std::size_t at = words.find('('); at != std::string_view::npos; at = words.find('(', at + 1)) {
        std::size_t end = at + 1;
        while (end < words.size() && isDigit(words[end]))
            ++end;
        const std::size_t length = end - at - 1;
        if (length > 0 && length <= MostDigits && end < words.size() && words[end] == ')')
            numbers.push_back(words.substr(at + 1, length));
    }
    return numbers;
}

/// The one of SMC's types that `words` name last (SMC API, data_type).
std::optional<std::string_view> typeIn(std::string_view words)
{
    constexpr std::array<std::string_view, 8> Types = {"Boolean", "Numeric",  "Long",     "Float",
                                                       "Date",    "DateTime", "LongText", "Text"};
    const std::size_t at = words.rfind(" of type ");
    if (at == std::string_view::npos)
        return std::nullopt;
    const std::string_view rest = words.substr(at + std::string_view(" of type ").size());
    std::optional<std::string_view> found;
    for (const std::string_view type : Types) {
        if (rest.substr(0, type.size()) == type && (!found || type.size() > found->size()))
            found = type;
    }
    return found;
}

std::string rangeOf(std::string_view type)
{
    if (type == "Boolean")
        return "true or false";
    if (type == "Numeric")
        return "a whole number between -2147483648 and 2147483647";
    if (type == "Long")
        return "a whole number";
    if (type == "Float")
        return "a number";
    if (type == "Date")
        return "a date such as 2026-03-01";
    if (type == "DateTime")
        return "a date and time such as 2026-03-01T12:00:00Z";
    return "a text";
}

} // namespace

std::string fieldRule(std::string_view validationCode, std::string_view words)
{
    if (validationCode == "MaxStringLengthExceeded") {
        const std::vector<std::string_view> numbers = bracketed(words);
        if (numbers.size() != 2)
            return "No more characters than the field holds.";
        return "At most " + std::string(numbers[1]) + " characters; there are " + std::string(numbers[0]) + ".";
    }
    if (validationCode == "InvalidType") {
        const auto type = typeIn(words);
        return type ? "The field's type is " + std::string(*type) + ": " + rangeOf(*type) + "."
                    : "A value of the field's type.";
    }
    if (validationCode == "InvalidFieldCount")
        return "One value for each field that the request names.";
    return {};
}

} // namespace smc::rest
