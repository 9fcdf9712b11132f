#include "column_types.h"

#include "api_name.h"
#include "iso_time.h"
#include "type_rules.h"

#include <json/quote.h>
#include <json/text.h>
#include <mapping/javascript.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace smc::destination {

using json::Type;
using json::Value;

namespace {

using Stored = tl::expected<std::string, ValueProblem>;

constexpr std::pair<DataType, std::string_view> Names[] = {
    {DataType::Boolean, "Boolean"}, {DataType::Numeric, "Numeric"},   {DataType::Long, "Long"},
    {DataType::Float, "Float"},     {DataType::Date, "Date"},         {DataType::DateTime, "DateTime"},
    {DataType::Text, "Text"},       {DataType::LongText, "LongText"}, {DataType::Json, "Json"},
};

std::string adviceFor(const ListField &field)
{
    const std::string head = "The field " + field.name + " takes ";
    switch (field.type) {
    case DataType::Boolean:
        return head + "true, false, 1 or 0.";
    case DataType::Numeric:
        return head + "whole numbers from " + std::to_string(typeRules().numeric.least) + " to " +
               std::to_string(typeRules().numeric.most) + ".";
    case DataType::Long:
        return head + "whole numbers of up to 64 bits.";
    case DataType::Float:
        return head + "numbers.";
    case DataType::Date:
        return head + "dates such as \"2026-01-31\".";
    case DataType::DateTime:
        return head + "times such as \"2026-01-31T18:00:00Z\".";
    case DataType::Json:
        return head + "JSON.";
    default:
        return head + "text: an object or array would have to be written as one.";
    }
}

Stored invalidType(const ListField &field, std::string_view got)
{
    constexpr std::size_t Longest = 60;
    std::string shown(got.substr(0, Longest));
    while (shown.size() < got.size() && !shown.empty() &&
           (static_cast<unsigned char>(got[shown.size()]) & 0xC0U) == 0x80U)
        shown.pop_back();
    if (shown.size() < got.size())
        shown += "…";
    return tl::make_unexpected(ValueProblem{"InvalidType",
                                            "Value " + shown + " is not valid for field " + field.name + " of type " +
                                                std::string(nameOf(field.type)),
                                            adviceFor(field)});
}

template <typename Number>
std::optional<Number> parsed(std::string_view text)
{
    Number number{};
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || error != std::errc() || end != text.data() + text.size())
        return std::nullopt;
    return number;
}

bool isOneOf(const std::vector<std::string> &words, std::string_view text)
{
    return std::any_of(words.begin(), words.end(), [text](const std::string &word) { return sameApiName(word, text); });
}

std::optional<std::int64_t> integerIn(std::string_view text, DataType type)
{
    const auto number = parsed<std::int64_t>(text);
    const IntegerRange &range = type == DataType::Long ? typeRules().whole : typeRules().numeric;
    const bool fits = number && *number >= range.least && *number <= range.most;
    return fits ? number : std::nullopt;
}

Stored storedText(const ListField &field, const std::string &text)
{
    const std::size_t length = mapping::javascript::length(text);
    if (field.length && length > *field.length)
        return tl::make_unexpected(
            ValueProblem{"MaxStringLengthExceeded",
                         "Length of string (" + std::to_string(length) + ") exceeds maximum field length (" +
                             std::to_string(*field.length) + ")",
                         "The field " + field.name + " takes " + std::to_string(*field.length) + " characters."});
    return json::quoted(text);
}

/// The value behind a text that stands for it, as a JSON string or a number's spelling.
Stored storedFromText(const ListField &field, const std::string &text)
{
    switch (field.type) {
    case DataType::Numeric:
    case DataType::Long:
        if (const auto number = integerIn(text, field.type))
            return std::to_string(*number);
        break;
    case DataType::Float:
        if (const auto number = parsed<double>(text); number && std::isfinite(*number))
            return mapping::javascript::numberText(*number);
        break;
    case DataType::Boolean:
        if (isOneOf(typeRules().truths, text))
            return "true";
        if (isOneOf(typeRules().falsehoods, text))
            return "false";
        break;
    case DataType::Date:
    case DataType::DateTime:
        if (const auto time = utcTime(text))
            return json::quoted(field.type == DataType::Date ? text.substr(0, 10) : *time);
        break;
    case DataType::Json:
        if (!json::locateError(text))
            return json::quoted(text);
        break;
    default:
        return storedText(field, text);
    }
    return invalidType(field, json::quoted(text));
}

bool isTextual(DataType type)
{
    return type == DataType::Text || type == DataType::LongText;
}

Stored storedNumber(const ListField &field, Value value)
{
    if (isTextual(field.type) && !typeRules().textTakes(field.type, value.type()))
        return invalidType(field, value.raw());
    switch (field.type) {
    case DataType::Date:
    case DataType::DateTime:
        return invalidType(field, value.raw());
    case DataType::Numeric:
    case DataType::Long: {
        const auto number = value.integer();
        if (!number || !integerIn(std::to_string(*number), field.type))
            return invalidType(field, value.raw());
        return std::to_string(*number);
    }
    case DataType::Float: {
        const auto number = value.number();
        if (!number || !std::isfinite(*number))
            return invalidType(field, value.raw());
        return mapping::javascript::numberText(*number);
    }
    default:
        return storedFromText(field, std::string(value.raw()));
    }
}

/// The spelling of a time that SMC's documents use: "2018-03-27T11:57:20.1179032Z".
bool isDocumentedTime(std::string_view text)
{
    constexpr std::string_view Form = "0000-00-00T00:00:00";
    if (text.size() <= Form.size() || text.back() != 'Z' || text[10] != 'T' || text[16] != ':')
        return false;
    return text.size() == Form.size() + 1 || text[Form.size()] == '.';
}

bool isJsonNumber(const std::string &text)
{
    return !text.empty() && (text.front() == '-' || (text.front() >= '0' && text.front() <= '9')) &&
           !json::locateError(text);
}

/// How a string is sent of which `stored` is stored.
std::optional<std::string> sentFromString(const ListField &field, const std::string &text, std::string stored)
{
    switch (field.type) {
    case DataType::Date:
        return text.size() == 10 ? std::nullopt : std::optional(std::move(stored));
    case DataType::DateTime:
        return isDocumentedTime(text) ? std::nullopt : std::optional(json::quoted(*utcTime(text) + 'Z'));
    case DataType::Float:
        return isJsonNumber(text) ? text : std::move(stored);
    case DataType::Boolean:
    case DataType::Numeric:
    case DataType::Long:
        return stored;
    default:
        return std::nullopt;
    }
}

} // namespace

std::string_view nameOf(DataType type)
{
    const auto *found =
        std::find_if(std::begin(Names), std::end(Names), [&](const auto &entry) { return entry.first == type; });
    return found == std::end(Names) ? "Unknown" : found->second;
}

DataType dataTypeNamed(std::string_view name)
{
    const auto *found = std::find_if(std::begin(Names), std::end(Names),
                                     [&](const auto &entry) { return sameApiName(entry.second, name); });
    return found == std::end(Names) ? DataType::Unknown : found->first;
}

Stored storedAs(const ListField &field, Value value)
{
    if (field.type == DataType::Unknown || !value)
        return std::string(value.raw());
    switch (value.type()) {
    case Type::Null:
        // Every list fills in its ID itself.
        if (field.allowsNull == false && !sameApiName(field.name, "ID"))
            return tl::make_unexpected(ValueProblem{"Unknown", "Field " + field.name + " does not allow null",
                                                    "The field " + field.name + " needs a value."});
        return "null";
    case Type::String:
        return storedFromText(field, value.text());
    case Type::Number:
        return storedNumber(field, value);
    case Type::Bool:
        if (field.type == DataType::Boolean || field.type == DataType::Json ||
            (isTextual(field.type) && typeRules().textTakes(field.type, value.type())))
            return storedFromText(field, std::string(value.raw()));
        return invalidType(field, value.raw());
    case Type::Array:
    case Type::Object:
        if (field.type == DataType::Json)
            return json::quoted(json::compact(value));
        return invalidType(field, value.is(Type::Array) ? "(an array)" : "(an object)");
    }
    return invalidType(field, value.raw());
}

tl::expected<std::optional<std::string>, ValueProblem> sentAs(const ListField &field, Value value)
{
    using Sent = std::optional<std::string>;
    if (field.type == DataType::Unknown || !value)
        return Sent();
    Stored stored = storedAs(field, value);
    if (!stored)
        return tl::make_unexpected(std::move(stored).error());
    switch (value.type()) {
    case Type::String:
        return sentFromString(field, value.text(), *std::move(stored));
    case Type::Number:
    case Type::Bool: {
        const bool isOther = isTextual(field.type) || (field.type == DataType::Boolean && value.is(Type::Number));
        return isOther ? Sent(*std::move(stored)) : Sent();
    }
    case Type::Array:
    case Type::Object:
        return Sent(*std::move(stored));
    case Type::Null:
        break;
    }
    return Sent();
}

} // namespace smc::destination
