#include "filters.h"

#include "mistake.h"

#include <json/text.h>

#include <algorithm>
#include <optional>

namespace smc::destination {

using json::Type;
using json::Value;

namespace {

constexpr FilterAction::Type ActionTypes[] = {FilterAction::Type::Drop, FilterAction::Type::Sample,
                                              FilterAction::Type::DropProperties, FilterAction::Type::AllowProperties};

[[noreturn]] void mistake(Value at, std::string sentence)
{
    throwMistake("filter_malformed", at, std::move(sentence));
}

Value need(Value object, std::string_view name, Type type)
{
    const Value value = object.find(name);
    if (!value)
        mistake(object, "The destination filter lacks \"" + std::string(name) + "\" here.");
    if (!value.is(type))
        mistake(value,
                "A destination filter has " + std::string(json::describe(type)) + " as \"" + std::string(name) + "\".");
    return value;
}

FilterFields readFields(Value names)
{
    if (!names.is(Type::Array))
        mistake(names, "Expected an array of the names of properties here.");
    FilterFields fields{splitFilterPath(names.key()), {}};
    for (const Value name : names) {
        if (!name.is(Type::String))
            mistake(name, "Expected the name of a property here.");
        fields.names.push_back(name.text());
    }
    std::sort(fields.names.begin(), fields.names.end());
    return fields;
}

/// An unfinished filter, which would change nothing. To keep nothing of an object is something: {"traits": []}.
void needNames(Value at, const FilterAction &action)
{
    const bool isDrop = action.type == FilterAction::Type::DropProperties;
    const bool namesNone = std::all_of(action.fields.begin(), action.fields.end(),
                                       [](const FilterFields &fields) { return fields.names.empty(); });
    if (isDrop && namesNone)
        mistake(at, "A destination filter names no property to drop. Name one, such as traits.email.");
    if (!isDrop && action.fields.empty())
        mistake(at, "A destination filter names no property to keep. Name one, such as traits.email.");
}

FilterAction readAction(Value object)
{
    if (!object.is(Type::Object))
        mistake(object, "Expected an action of a destination filter here: {\"type\": \"DROP\"}.");
    const Value type = need(object, "type", Type::String);
    const auto *found = std::find_if(std::begin(ActionTypes), std::end(ActionTypes),
                                     [&](FilterAction::Type known) { return type.textIs(nameOf(known)); });
    if (found == std::end(ActionTypes))
        mistake(type, "A destination filter's action is DROP, SAMPLE, DROP_PROPERTIES or ALLOW_PROPERTIES.");
    FilterAction action{*found};
    if (action.type == FilterAction::Type::Sample) {
        const Value percent = need(object, "percent", Type::Number);
        action.percent = percent.number().value_or(-1);
        if (!(action.percent >= 0 && action.percent <= 1))
            mistake(percent, "The percent of a sample lies between 0 and 1: 0.1 lets one event of ten through.");
        if (const Value path = object.find("path"); path && !path.is(Type::Null))
            action.path = need(object, "path", Type::String).text();
    } else if (action.type != FilterAction::Type::Drop) {
        const Value fields = need(object, "fields", Type::Object);
        for (const Value names : fields)
            action.fields.push_back(readFields(names));
        needNames(fields, action);
    }
    return action;
}

std::size_t lengthOf(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string readName(Value object)
{
    const Value name = need(object, object.find("name") ? "name" : "title", Type::String);
    std::string text = name.text();
    if (text.empty() || lengthOf(text) > Filters::MaxNameLength)
        mistake(name, "The name of a destination filter has 1 to 64 characters.");
    return text;
}

Filter readFilter(Value object)
{
    if (!object.is(Type::Object))
        mistake(object, "Expected a destination filter here: {\"name\": …, \"if\": …, \"actions\": […]}.");
    Filter filter{.name = readName(object), .fql = need(object, "if", Type::String).text()};
    // Inferred: the API wants `enabled`; a filter that someone wrote without it is meant to work.
    if (const Value enabled = object.find("enabled"); enabled && !enabled.is(Type::Null))
        filter.isEnabled = need(object, "enabled", Type::Bool).isTrue();
    for (const Value action : need(object, "actions", Type::Array))
        filter.actions.push_back(readAction(action));
    if (filter.actions.empty())
        mistake(object, "The destination filter \"" + filter.name + "\" has no action.");
    auto condition = FilterCondition::compile(filter.fql);
    if (condition)
        filter.condition = std::make_unique<const FilterCondition>(*std::move(condition));
    else
        filter.error = std::move(condition).error();
    return filter;
}

} // namespace

std::string_view nameOf(FilterAction::Type type)
{
    switch (type) {
    case FilterAction::Type::Drop:
        return "DROP";
    case FilterAction::Type::Sample:
        return "SAMPLE";
    case FilterAction::Type::DropProperties:
        return "DROP_PROPERTIES";
    case FilterAction::Type::AllowProperties:
        return "ALLOW_PROPERTIES";
    }
    return "";
}

Result<Filters> Filters::fromJson(Value array)
{
    return orMistake([&] {
        if (!array.is(Type::Array))
            mistake(array, "The destination filters are an array.");
        if (array.size() > MaxFilters)
            mistake(array,
                    "Segment takes 10 filters for a destination, but here are " + std::to_string(array.size()) + '.');
        std::vector<Filter> filters;
        for (const Value filter : array)
            filters.push_back(readFilter(filter));
        Filters read;
        read.m_json = filters.empty() ? std::string() : json::compact(array);
        read.m_hasEnabled =
            std::any_of(filters.begin(), filters.end(), [](const Filter &filter) { return filter.isEnabled; });
        read.m_filters = std::make_shared<const std::vector<Filter>>(std::move(filters));
        return read;
    });
}

const std::vector<Filter> &Filters::all() const
{
    static const std::vector<Filter> None;
    return m_filters ? *m_filters : None;
}

} // namespace smc::destination
