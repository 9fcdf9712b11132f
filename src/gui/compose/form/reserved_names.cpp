#include "reserved_names.h"

#include "../../text.h"

#include <json/pointer.h>
#include <segment/spec_fields.h>

#include <QCoreApplication>

#include <algorithm>

namespace smc::gui {

namespace {

using segment::SpecField;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::ReservedNames)
};

QString wordFor(SpecField::Kind kind)
{
    switch (kind) {
    case SpecField::Kind::Number:
        return Words::tr("number");
    case SpecField::Kind::Flag:
        return Words::tr("true or false");
    case SpecField::Kind::Time:
        return Words::tr("date or time, ISO 8601");
    case SpecField::Kind::Object:
        return Words::tr("object");
    case SpecField::Kind::List:
        return Words::tr("list");
    case SpecField::Kind::Text:
        break;
    }
    return Words::tr("text");
}

std::vector<SpecField> fieldsAt(std::optional<segment::CallType> call, std::string_view pointer)
{
    if (pointer.empty())
        return segment::topFields(call);
    std::vector<std::string> path;
    while (!pointer.empty()) {
        const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
        path.push_back(json::unescapedToken(pointer.substr(1, end - 1)));
        pointer.remove_prefix(end);
    }
    const auto fields = segment::reservedFields(call, path);
    return {fields.begin(), fields.end()};
}

/// "first_name" as "firstName".
std::string inCamelCase(std::string_view key)
{
    std::string result;
    bool isUpper = false;
    for (const char c : key) {
        if (c == '_') {
            isUpper = true;
            continue;
        }
        result += isUpper && c >= 'a' && c <= 'z' ? static_cast<char>(c - 0x20) : c;
        isUpper = false;
    }
    return result;
}

} // namespace

QStringList reservedNames(std::optional<segment::CallType> call, std::string_view pointer)
{
    QStringList names;
    for (const SpecField &field : fieldsAt(call, pointer))
        names.append(fromUtf8(field.name));
    return names;
}

QString reservedHint(std::optional<segment::CallType> call, std::string_view pointer, std::string_view key)
{
    const std::string camel = inCamelCase(key);
    for (const SpecField &field : fieldsAt(call, pointer)) {
        if (field.name == key || field.name == camel)
            return Words::tr("%1: %2 (%3).").arg(fromUtf8(field.name), fromUtf8(field.note), wordFor(field.kind));
    }
    return {};
}

} // namespace smc::gui
