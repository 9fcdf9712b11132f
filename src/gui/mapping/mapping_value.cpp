#include "mapping_value.h"

#include <json/quote.h>
#include <json/text.h>

#include <algorithm>
#include <array>
#include <utility>

namespace smc::gui {

using json::Type;
using json::Value;

namespace {

constexpr std::array Names{
    std::pair{"@path", Directive::Path},           std::pair{"@template", Directive::Template},
    std::pair{"@literal", Directive::Constant},    std::pair{"@if", Directive::If},
    std::pair{"@case", Directive::Case},           std::pair{"@replace", Directive::Replace},
    std::pair{"@arrayPath", Directive::ArrayPath}, std::pair{"@merge", Directive::Merge},
    std::pair{"@transform", Directive::Transform}, std::pair{"@flatten", Directive::Flatten},
    std::pair{"@json", Directive::Json},           std::pair{"@excludeWhenNull", Directive::ExcludeWhenNull},
};

std::string_view trimmed(std::string_view text)
{
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

bool isPath(std::string_view text)
{
    return text == "$" || text.starts_with("$.");
}

bool isJson(std::string_view text)
{
    json::Document document;
    return document.parse(std::string(text)).has_value();
}

/// What a person who types it means as JSON, so that it must be JSON.
bool beginsLikeJson(std::string_view text)
{
    return text.front() == '{' || text.front() == '[' || text.front() == '"';
}

bool isSoleMember(Value value, std::string_view key)
{
    return value.is(Type::Object) && value.size() == 1 && (*value.begin()).keyIs(key) &&
           (*value.begin()).is(Type::String);
}

Result<std::string> checkedJson(std::string_view text)
{
    json::Document document;
    if (const auto parsed = document.parse(std::string(text)); !parsed)
        return fail("value_not_json", "This begins like JSON, but is none. " + parsed.error().message +
                                          " A text that begins like this stands in quotes, with its quotes escaped.");
    return std::string(text);
}

} // namespace

Directive directiveOf(Value value)
{
    if (value.is(Type::Array))
        return Directive::Parts;
    if (!value.is(Type::Object))
        return Directive::Constant;
    for (const Value member : value) {
        const std::string key = member.key();
        if (!key.starts_with('@'))
            continue;
        const auto *found =
            std::find_if(Names.begin(), Names.end(), [&](const auto &known) { return key == known.first; });
        return found == Names.end() ? Directive::Unknown : found->second;
    }
    return Directive::Parts;
}

std::string textOf(Value value)
{
    if (!value)
        return "null";
    if (isSoleMember(value, "@path")) {
        std::string path = (*value.begin()).text();
        if (isPath(path) && trimmed(path) == path && path.find("{{") == std::string::npos)
            return path;
    }
    if (isSoleMember(value, "@template")) {
        std::string text = (*value.begin()).text();
        if (const auto back = valueJson(text); back && directiveOf(value) == Directive::Template &&
                                               back->starts_with("{\"@template\"") && trimmed(text) == text)
            return text;
    }
    if (value.is(Type::String)) {
        std::string text = value.text();
        if (const auto back = valueJson(text); back && *back == json::quoted(text))
            return text;
    }
    const std::string_view raw = value.raw();
    return std::string(raw.find('\n') == std::string_view::npos ? std::string(raw) : json::pretty(raw));
}

Result<std::string> valueJson(std::string_view typed)
{
    const std::string_view text = trimmed(typed);
    if (text.empty())
        return std::string("\"\"");
    if (beginsLikeJson(text)) {
        // A template may begin with its placeholder: {{first}} {{last}}.
        if (text.starts_with("{{") && !isJson(text))
            return "{\"@template\":" + json::quoted(text) + "}";
        return checkedJson(text);
    }
    if (text.find("{{") != std::string_view::npos)
        return "{\"@template\":" + json::quoted(text) + "}";
    if (isPath(text))
        return "{\"@path\":" + json::quoted(text) + "}";
    return isJson(text) ? std::string(text) : json::quoted(text);
}

std::string nameTextOf(Value name)
{
    if (!name.is(Type::String))
        return name ? std::string(json::compact(name)) : std::string();
    return name.text();
}

Result<std::string> nameJson(std::string_view typed)
{
    const std::string_view text = trimmed(typed);
    if (text.starts_with('{'))
        return checkedJson(text);
    return json::quoted(text);
}

} // namespace smc::gui
