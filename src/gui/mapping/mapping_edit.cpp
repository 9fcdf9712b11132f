#include "mapping_edit.h"

#include "mapping_value.h"

#include <destination/api_name.h>
#include <json/document.h>
#include <json/edit.h>
#include <json/quote.h>

namespace smc::gui {

using json::Edits;
using json::Type;
using json::Value;

namespace {

Result<std::string> edited(std::string_view text, const std::function<Result<Edits>(Value)> &edit)
{
    return json::editText(text, edit).map([&](const Edits &edits) { return json::applied(text, edits); });
}

tl::unexpected<Error> noSuchPlace()
{
    return fail("preset_invalid", "The mapping has no such place.");
}

Value ruleAt(Value root, std::size_t rule)
{
    return root.find("rules").at(rule);
}

Value columnAt(Value root, ColumnPlace at)
{
    return ruleAt(root, at.rule).find("columns").at(at.column);
}

/// What `edit` makes of the column at `at`.
Result<std::string> withColumn(std::string_view mapping, ColumnPlace at,
                               const std::function<Result<Edits>(Value root, Value column)> &edit)
{
    return edited(mapping, [&](Value root) -> Result<Edits> {
        const Value column = columnAt(root, at);
        return column.is(Type::Object) ? edit(root, column) : noSuchPlace();
    });
}

/// The key field of the rule at `at` that names the column, if one does.
Value keyFieldOf(Value root, ColumnPlace at)
{
    const Value keys = ruleAt(root, at.rule).find("keyFields");
    const Value name = columnAt(root, at).find("name");
    if (!keys.is(Type::Array) || !name.is(Type::String))
        return {};
    for (const Value key : keys) {
        if (destination::sameApiName(key.text(), name.text()))
            return key;
    }
    return {};
}

} // namespace

Result<std::string> withTrigger(std::string_view mapping, std::size_t rule, std::string_view fql)
{
    return edited(mapping, [&](Value root) -> Result<Edits> {
        const Value value = ruleAt(root, rule);
        return value.is(Type::Object) ? json::setAt(value, "/trigger", json::quoted(fql)) : noSuchPlace();
    });
}

Result<std::string> withColumnName(std::string_view mapping, ColumnPlace at, std::string_view name)
{
    const Result<std::string> json = nameJson(name);
    if (!json)
        return json;
    return withColumn(mapping, at, [&](Value root, Value column) -> Result<Edits> {
        Result<Edits> edits = column.find("name") ? json::replaceValue(column.find("name"), *json)
                                                  : json::insertMember(column, 0, "name", *json);
        const Value key = keyFieldOf(root, at);
        if (!edits || !key || !json->starts_with('"'))
            return edits;
        Result<Edits> renamed = json::replaceValue(key, *json);
        if (!renamed)
            return renamed;
        const bool isKeyFirst = key.span().begin < column.span().begin;
        Edits &first = isKeyFirst ? *renamed : *edits;
        const Edits &second = isKeyFirst ? *edits : *renamed;
        first.insert(first.end(), second.begin(), second.end());
        return first;
    });
}

Result<std::string> withColumnValue(std::string_view mapping, ColumnPlace at, std::string_view value)
{
    const Result<std::string> json = valueJson(value);
    if (!json)
        return json;
    return withColumn(mapping, at, [&](Value, Value column) -> Result<Edits> {
        const Value old = column.find("value");
        // As it is edited it says the same: nobody meant to lay it out anew.
        if (old && textOf(old) == value)
            return Edits();
        return old ? json::replaceValue(old, *json) : json::insertMember(column, json::AtEnd, "value", *json);
    });
}

Result<std::string> withNewColumn(std::string_view mapping, ColumnPlace at, std::string_view name,
                                  std::string_view value)
{
    const Result<std::string> nameText = nameJson(name);
    const Result<std::string> valueText = valueJson(value);
    if (!nameText || !valueText)
        return nameText ? valueText : nameText;
    return edited(mapping, [&](Value root) -> Result<Edits> {
        const Value columns = ruleAt(root, at.rule).find("columns");
        if (!columns.is(Type::Array))
            return noSuchPlace();
        return json::insertElement(columns, at.column,
                                   "{ \"name\": " + *nameText + ", \"value\": " + *valueText + " }");
    });
}

Result<std::string> withoutColumn(std::string_view mapping, ColumnPlace at)
{
    return edited(mapping, [&](Value root) -> Result<Edits> {
        const Value column = columnAt(root, at);
        return column ? json::removeValue(column) : noSuchPlace();
    });
}

Result<std::string> withColumnMoved(std::string_view mapping, ColumnPlace at, std::size_t to)
{
    return edited(mapping, [&](Value root) -> Result<Edits> {
        const Value column = columnAt(root, at);
        return column ? json::moveValue(column, to) : noSuchPlace();
    });
}

Result<std::string> withRuleOf(std::string_view mapping, std::size_t rule, std::string_view preset)
{
    json::Document original;
    if (!original.parse(std::string(preset)))
        return noSuchPlace();
    return edited(mapping, [&](Value root) -> Result<Edits> {
        const Value value = ruleAt(root, rule);
        if (!value)
            return noSuchPlace();
        for (const Value candidate : original.root().find("rules")) {
            if (!candidate.find("id").textIs(value.find("id").text()))
                continue;
            // Byte for byte, so that a mapping whose rules were all reset is the preset again.
            return Edits{{value.span(), std::string(candidate.raw())}};
        }
        return fail("rule_not_in_preset",
                    "The preset that comes with the program has no rule \"" + value.find("id").text() + "\".");
    });
}

} // namespace smc::gui
