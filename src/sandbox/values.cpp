#include "values.h"

#include "database.h"
#include "http_message.h"

#include <json/text.h>

#include <QtCore/qdatetime.h>
#include <QtCore/qstringconverter.h>

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace smc::sandbox {

using namespace Qt::StringLiterals;

namespace {

using Stored = tl::expected<QVariant, InvalidValue>;

Stored invalidType(const Field &field, std::string_view got)
{
    std::string shown(got.substr(0, 60));
    if (shown.size() < got.size())
        shown = QString::fromUtf8(shown.data(), static_cast<qsizetype>(shown.size())).chopped(1).toStdString() + "…";
    return tl::make_unexpected(InvalidValue{"InvalidType", "Value " + shown + " is not valid for field " + field.name +
                                                               " of type " + std::string(toText(field.type))});
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

std::optional<qint64> integerIn(std::string_view text, DataType type)
{
    const auto number = parsed<qint64>(text);
    const bool fits = number && (type == DataType::Long || (*number >= std::numeric_limits<qint32>::min() &&
                                                            *number <= std::numeric_limits<qint32>::max()));
    return fits ? number : std::nullopt;
}

std::optional<bool> booleanIn(std::string_view text)
{
    if (text == "1" || equalsIgnoringCase(text, "true"))
        return true;
    if (text == "0" || equalsIgnoringCase(text, "false"))
        return false;
    return std::nullopt;
}

Stored storedText(const Field &field, const std::string &text)
{
    // QString::fromStdString() takes U+FEFF at the front for a byte order mark, and drops it.
    QStringDecoder decode(QStringDecoder::Utf8, QStringDecoder::Flag::ConvertInitialBom);
    const QString value = decode(QByteArrayView(text.data(), static_cast<qsizetype>(text.size())));
    if (field.length && value.size() > *field.length) {
        return tl::make_unexpected(InvalidValue{
            "MaxStringLengthExceeded", "Length of string (" + std::to_string(value.size()) +
                                           ") exceeds maximum field length (" + std::to_string(*field.length) + ")"});
    }
    return QVariant(value);
}

/// The value behind a text that stands for it, as a JSON string or number or in a filter.
Stored storedFromText(const Field &field, const std::string &text)
{
    switch (field.type) {
    case DataType::Text:
    case DataType::LongText:
        return storedText(field, text);
    case DataType::Numeric:
    case DataType::Long:
        if (const auto number = integerIn(text, field.type))
            return QVariant(*number);
        break;
    case DataType::Float:
        if (const auto number = parsed<double>(text); number && std::isfinite(*number))
            return QVariant(*number);
        break;
    case DataType::Boolean:
        if (const auto flag = booleanIn(text))
            return QVariant(*flag ? 1 : 0);
        break;
    case DataType::Date:
        if (const auto time = normalizedDateTime(text))
            return QVariant(toQString(text.substr(0, 10)));
        break;
    case DataType::DateTime:
        if (const auto time = normalizedDateTime(text))
            return QVariant(toQString(*time));
        break;
    case DataType::Json:
        if (!json::locateError(text))
            return QVariant(toQString(text));
        break;
    }
    return invalidType(field, json::quoted(text));
}

bool isTextual(DataType type)
{
    return type == DataType::Text || type == DataType::LongText;
}

Stored storedNumber(const Field &field, json::Value value)
{
    switch (field.type) {
    case DataType::Date:
    case DataType::DateTime:
        return invalidType(field, value.raw());
    case DataType::Numeric:
    case DataType::Long: {
        const auto number = value.integer();
        if (!number || !integerIn(std::to_string(*number), field.type))
            return invalidType(field, value.raw());
        return QVariant(static_cast<qint64>(*number));
    }
    case DataType::Float: {
        const auto number = value.number();
        if (!number || !std::isfinite(*number))
            return invalidType(field, value.raw());
        return QVariant(*number);
    }
    default:
        return storedFromText(field, std::string(value.raw()));
    }
}

/// `count` digits of `text` from `at` on as a number, or -1.
int digitsAt(std::string_view text, std::size_t at, std::size_t count)
{
    if (at + count > text.size())
        return -1;
    int number = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

bool charAt(std::string_view text, std::size_t at, std::string_view anyOf)
{
    return at < text.size() && anyOf.find(text[at]) != std::string_view::npos;
}

struct ClockTime
{
    QTime time;
    std::string_view zone;
};

/// "HH:MM[:SS[.fffffff]]" and what stands behind it.
std::optional<ClockTime> readClock(std::string_view text)
{
    const int hours = digitsAt(text, 0, 2);
    const int minutes = digitsAt(text, 3, 2);
    if (hours < 0 || minutes < 0 || !charAt(text, 2, ":"))
        return std::nullopt;
    std::size_t at = 5;
    int seconds = 0;
    int milliseconds = 0;
    if (charAt(text, at, ":")) {
        seconds = digitsAt(text, at + 1, 2);
        at += 3;
        if (seconds >= 0 && charAt(text, at, ".,")) {
            int weight = 100;
            const std::size_t from = ++at;
            for (; charAt(text, at, "0123456789"); ++at, weight /= 10)
                milliseconds += (text[at] - '0') * weight;
            if (at == from || at - from > 9)
                return std::nullopt;
        }
    }
    const QTime time(hours, minutes, seconds, milliseconds);
    if (!time.isValid())
        return std::nullopt;
    return ClockTime{time, text.substr(at)};
}

/// Seconds east of UTC for "", "Z", "+HH:MM" and "+HHMM", 14 hours at most, which is all that .NET reads; nothing for
/// any other text.
std::optional<int> readOffset(std::string_view zone)
{
    if (zone.empty() || zone == "Z" || zone == "z")
        return 0;
    if (!charAt(zone, 0, "+-"))
        return std::nullopt;
    const bool hasColon = charAt(zone, 3, ":");
    const int hours = digitsAt(zone, 1, 2);
    const int minutes = digitsAt(zone, hasColon ? 4 : 3, 2);
    const int seconds = hours * 3600 + minutes * 60;
    if (hours < 0 || minutes < 0 || minutes > 59 || seconds > 14 * 3600 || zone.size() != (hasColon ? 6U : 5U))
        return std::nullopt;
    return zone[0] == '-' ? -seconds : seconds;
}

} // namespace

std::optional<std::string> normalizedDateTime(std::string_view text)
{
    const int year = digitsAt(text, 0, 4);
    const QDate date(year, digitsAt(text, 5, 2), digitsAt(text, 8, 2));
    if (year < 1 || !charAt(text, 4, "-") || !charAt(text, 7, "-") || !date.isValid())
        return std::nullopt;
    if (text.size() == 10)
        return std::string(text) + "T00:00:00.000";
    if (!charAt(text, 10, "Tt "))
        return std::nullopt;
    const auto clock = readClock(text.substr(11));
    if (!clock)
        return std::nullopt;
    const auto offset = readOffset(clock->zone);
    if (!offset)
        return std::nullopt;
    const QDateTime utc = QDateTime(date, clock->time, Qt::UTC).addSecs(-*offset);
    if (utc.date().year() < 1 || utc.date().year() > 9999)
        return std::nullopt;
    return utc.toString(u"yyyy-MM-ddTHH:mm:ss.zzz"_s).toStdString();
}

Stored storedValue(const Field &field, json::Value value)
{
    switch (value.type()) {
    case json::Type::Null:
        if (!field.allowsNull && !field.isId())
            return tl::make_unexpected(InvalidValue{"Unknown", "Field " + field.name + " does not allow null"});
        return QVariant();
    case json::Type::String:
        return storedFromText(field, value.text());
    case json::Type::Number:
        return storedNumber(field, value);
    case json::Type::Bool:
        if (field.type == DataType::Boolean || isTextual(field.type) || field.type == DataType::Json)
            return storedFromText(field, std::string(value.raw()));
        return invalidType(field, value.raw());
    case json::Type::Array:
    case json::Type::Object:
        if (field.type == DataType::Json)
            return QVariant(toQString(json::compact(value)));
        return invalidType(field, value.is(json::Type::Array) ? "(an array)" : "(an object)");
    }
    return invalidType(field, value.raw());
}

Stored storedValue(const Field &field, std::string_view text)
{
    Field anyLength = field;
    anyLength.length.reset();
    return storedFromText(anyLength, std::string(text));
}

void writeValue(json::Writer &w, const Field &field, const QVariant &value)
{
    if (value.isNull()) {
        w.null();
        return;
    }
    switch (field.type) {
    case DataType::Boolean:
        w.value(value.toInt() != 0);
        break;
    case DataType::Numeric:
    case DataType::Long:
        w.value(value.toLongLong());
        break;
    case DataType::Float:
        w.value(value.toDouble());
        break;
    default:
        w.value(value.toString().toStdString());
    }
}

QString nowText()
{
    return QDateTime::currentDateTimeUtc().toString(u"yyyy-MM-ddTHH:mm:ss.zzz"_s);
}

std::string foldedKey(const QVariant &value)
{
    return lowered(value.toString().toStdString());
}

} // namespace smc::sandbox
