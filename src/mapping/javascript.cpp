#include "javascript.h"

#include <json/text.h>

#include <QString>
#include <QStringDecoder>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <unordered_map>

namespace smc::mapping::javascript {

using json::Type;

namespace {

std::string_view content(std::string_view quotedText)
{
    return quotedText.substr(1, quotedText.size() - 2);
}

bool isZero(std::string_view number)
{
    const std::size_t mantissa = std::min(number.find_first_of("eE"), number.size());
    return number.substr(0, mantissa).find_first_of("123456789") == std::string_view::npos;
}

void appendElement(std::string &out, json::Value element)
{
    if (!element.is(Type::Null))
        appendString(out, {true, element.type(), element.raw()});
}

std::string join(std::string_view arrayJson)
{
    json::Document document;
    if (!document.parse(std::string(arrayJson)))
        return {};
    std::string out;
    bool isFirst = true;
    for (const json::Value element : document.root()) {
        if (!isFirst)
            out += ',';
        isFirst = false;
        appendElement(out, element);
    }
    return out;
}

QString qt(std::string_view text)
{
    // QString::fromUtf8() takes U+FEFF at the front for a byte order mark, and drops it.
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    return decode(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
}

constexpr std::string_view WideSpaces[] = {
    "\xC2\xA0",     "\xE1\x9A\x80", "\xE2\x80\x80", "\xE2\x80\x81", "\xE2\x80\x82", "\xE2\x80\x83", "\xE2\x80\x84",
    "\xE2\x80\x85", "\xE2\x80\x86", "\xE2\x80\x87", "\xE2\x80\x88", "\xE2\x80\x89", "\xE2\x80\x8A", "\xE2\x80\xA8",
    "\xE2\x80\xA9", "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80", "\xEF\xBB\xBF"};

bool isNarrowSpace(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

std::size_t leadingSpace(std::string_view text)
{
    if (text.empty())
        return 0;
    if (isNarrowSpace(text.front()))
        return 1;
    for (const std::string_view space : WideSpaces) {
        if (text.substr(0, space.size()) == space)
            return space.size();
    }
    return 0;
}

std::size_t trailingSpace(std::string_view text)
{
    if (text.empty())
        return 0;
    if (isNarrowSpace(text.back()))
        return 1;
    for (const std::string_view space : WideSpaces) {
        if (text.size() >= space.size() && text.substr(text.size() - space.size()) == space)
            return space.size();
    }
    return 0;
}

} // namespace

std::vector<std::pair<std::string, json::Value>> membersOf(json::Value object)
{
    std::vector<std::pair<std::string, json::Value>> members;
    std::unordered_map<std::string, std::size_t> places;
    for (const json::Value member : object) {
        const auto [place, isNew] = places.try_emplace(member.key(), members.size());
        if (isNew)
            members.emplace_back(place->first, member);
        else
            members[place->second].second = member;
    }
    return members;
}

bool isTruthy(const Seen &value)
{
    if (!value.exists)
        return false;
    switch (value.type) {
    case Type::Null:
        return false;
    case Type::Bool:
        return value.json == "true";
    case Type::Number:
        return !isZero(value.json);
    case Type::String:
        return value.json.size() > 2;
    case Type::Array:
    case Type::Object:
        return true;
    }
    return true;
}

bool looselyEqualsEmpty(const Seen &value)
{
    if (!value.exists || value.type == Type::Null || value.type == Type::Object)
        return false;
    return value.type == Type::Array ? join(value.json).empty() : !isTruthy(value);
}

void appendString(std::string &out, const Seen &value)
{
    if (!value.exists) {
        out += "undefined";
        return;
    }
    switch (value.type) {
    case Type::String:
        json::appendUnescaped(out, content(value.json));
        return;
    case Type::Array:
        out += join(value.json);
        return;
    case Type::Object:
        out += "[object Object]";
        return;
    default:
        out += value.json;
    }
}

namespace {

/// "0x1F", "0o17" and "0b11"; NaN for anything else that starts so.
std::optional<double> numberWithBase(std::string_view text)
{
    if (text.size() < 2 || text[0] != '0')
        return {};
    const char letter = static_cast<char>(text[1] | 0x20);
    const int base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 0;
    if (base == 0)
        return {};
    double number = text.size() > 2 ? 0 : std::numeric_limits<double>::quiet_NaN();
    for (const char c : text.substr(2)) {
        const char lowered = static_cast<char>(c | 0x20);
        const int digit = c >= '0' && c <= '9' ? c - '0' : lowered >= 'a' && lowered <= 'f' ? lowered - 'a' + 10 : 99;
        if (digit >= base)
            return std::numeric_limits<double>::quiet_NaN();
        number = number * base + digit;
    }
    return number;
}

} // namespace

double numberOf(std::string_view text)
{
    text = trim(text);
    if (text.empty())
        return 0;
    if (const auto number = numberWithBase(text))
        return *number;
    std::string_view digits = text;
    const bool isNegative = digits.front() == '-';
    if (isNegative || digits.front() == '+')
        digits.remove_prefix(1);
    double number = std::numeric_limits<double>::quiet_NaN();
    if (digits == "Infinity") {
        number = std::numeric_limits<double>::infinity();
    } else if (!digits.empty() && ((digits.front() >= '0' && digits.front() <= '9') || digits.front() == '.')) {
        double parsed = 0;
        const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), parsed);
        if (result.ptr == digits.data() + digits.size())
            number = result.ec == std::errc::result_out_of_range ? json::nearestDouble(digits) : parsed;
    }
    return isNegative ? -number : number;
}

std::string_view trim(std::string_view text)
{
    while (const std::size_t space = leadingSpace(text))
        text.remove_prefix(space);
    while (const std::size_t space = trailingSpace(text))
        text.remove_suffix(space);
    return text;
}

std::size_t length(std::string_view text)
{
    std::size_t units = 0;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        units += (byte & 0xC0U) != 0x80 ? 1 : 0;
        units += byte >= 0xF0 ? 1 : 0; // Beyond the first plane: a pair.
    }
    return units;
}

std::optional<std::string> unitAt(std::string_view text, std::size_t index)
{
    if (index >= length(text))
        return {};
    return textOf(qt(text).at(static_cast<qsizetype>(index)).unicode());
}

std::u16string unitsOf(std::string_view text)
{
    return qt(text).toStdU16String();
}

std::optional<std::string> textOf(char16_t unit)
{
    if (QChar::isSurrogate(unit))
        return {};
    return QString(QChar(unit)).toStdString();
}

} // namespace smc::mapping::javascript
