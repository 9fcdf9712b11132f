#include "value_kind.h"

#include "../../text.h"
#include "placeholders.h"

#include <json/scan.h>
#include <json/text.h>
#include <json/writer.h>

#include <QCoreApplication>

namespace smc::gui {

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::ValueKind)
};

/// White space outside strings becomes one space behind a comma or a colon, and goes elsewhere.
std::string onOneLine(std::string_view json, std::size_t limit)
{
    std::string out;
    bool isInString = false;
    for (std::size_t i = 0; i < json.size() && out.size() < limit; ++i) {
        const char c = json[i];
        if (isInString) {
            out += c;
            if (c == '\\' && i + 1 < json.size())
                out += json[++i];
            isInString = c != '"';
            continue;
        }
        if (json::isSpace(c))
            continue;
        out += c;
        if (c == ',' || c == ':')
            out += ' ';
        isInString = c == '"';
    }
    return out;
}

bool isNumber(std::string_view text)
{
    const json::NumberScan scan = json::scanNumber(text);
    return scan.complete && scan.length == text.size();
}

/// The value of a string that holds JSON of `type`; empty where it does not.
std::string within(json::Value value, json::Type type)
{
    json::Document document;
    if (!value.is(json::Type::String) || !document.parse(value.text()) || !document.root().is(type))
        return {};
    return std::string(document.root().raw());
}

} // namespace

ValueKind kindOf(json::Value value)
{
    switch (value.exists() ? value.type() : json::Type::Null) {
    case json::Type::String:
        return isPlaceholder(value) ? ValueKind::Variable : ValueKind::Text;
    case json::Type::Number:
        return ValueKind::Number;
    case json::Type::Bool:
        return ValueKind::TrueFalse;
    case json::Type::Array:
        return ValueKind::List;
    case json::Type::Object:
        return ValueKind::Object;
    case json::Type::Null:
        break;
    }
    return ValueKind::Null;
}

QString wordFor(ValueKind kind)
{
    switch (kind) {
    case ValueKind::Text:
        return Words::tr("Text");
    case ValueKind::Number:
        return Words::tr("Number");
    case ValueKind::TrueFalse:
        return Words::tr("True/false");
    case ValueKind::Null:
        return Words::tr("Null");
    case ValueKind::List:
        return Words::tr("List");
    case ValueKind::Variable:
        return Words::tr("Variable");
    case ValueKind::Object:
        break;
    }
    return Words::tr("Object");
}

QString readableText(json::Value value, std::size_t limit)
{
    if (!value)
        return {};
    if (value.is(json::Type::Array) || value.is(json::Type::Object))
        return fromUtf8(undressed(onOneLine(value.raw(), limit)));
    if (isPlaceholder(value))
        return fromUtf8(undressed(value.raw()));
    const QString text = value.is(json::Type::String) ? fromUtf8(value.text()) : fromUtf8(value.raw());
    return limit == NoLimit ? text : text.left(static_cast<qsizetype>(limit));
}

Result<std::string> jsonOf(ValueKind kind, const QString &typed)
{
    const std::string trimmed = withoutDress(toUtf8(typed.trimmed()));
    switch (kind) {
    case ValueKind::Text:
    case ValueKind::Null:
        return withoutDress(json::quoted(toUtf8(typed)));
    case ValueKind::Number:
        if (isNumber(trimmed))
            return trimmed;
        if (isPlaceholder(trimmed))
            return dressed(trimmed);
        return fail("number_malformed",
                    toUtf8(Words::tr("“%1” is no number such as 12 or 1.50. To keep it, choose Text as its type.")
                               .arg(typed.left(40))));
    case ValueKind::TrueFalse:
        if (trimmed == "true" || trimmed == "false")
            return trimmed;
        return fail(
            "word_malformed",
            toUtf8(
                Words::tr("“%1” is neither true nor false. To keep it, choose Text as its type.").arg(typed.left(40))));
    case ValueKind::Variable: {
        const std::string json = dressed(trimmed);
        return json::locateError(json) ? withoutDress(json::quoted(toUtf8(typed))) : json;
    }
    case ValueKind::List:
    case ValueKind::Object:
        break;
    }
    std::string json = dressed(trimmed);
    if (const auto error = json::locateError(json))
        return fail("value_not_json", toUtf8(Words::tr("This is not JSON yet. %1").arg(fromUtf8(error->message))));
    return json;
}

std::string convertedTo(ValueKind kind, json::Value value)
{
    const std::string text = value.is(json::Type::String) ? value.text() : std::string(value.raw());
    switch (kind) {
    case ValueKind::Text:
        return value.is(json::Type::Null) ? "\"\"" : json::quoted(toUtf8(readableText(value)));
    case ValueKind::Number:
        return isNumber(text) ? text : value.isTrue() ? "1" : "0";
    case ValueKind::TrueFalse:
        return text == "true" || text == "1" ? "true" : "false";
    case ValueKind::Null:
        return "null";
    case ValueKind::List: {
        const std::string list = within(value, json::Type::Array);
        return !list.empty() ? list : value.is(json::Type::Null) ? "[]" : "[" + std::string(value.raw()) + "]";
    }
    case ValueKind::Variable:
        return std::string(value.raw());
    case ValueKind::Object:
        break;
    }
    const std::string object = within(value, json::Type::Object);
    return object.empty() ? "{}" : object;
}

} // namespace smc::gui
