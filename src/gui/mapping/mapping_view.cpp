#include "mapping_view.h"

#include <destination/api_name.h>
#include <json/document.h>
#include <json/text.h>
#include <mapping/fql.h>
#include <mapping/plan.h>

#include <algorithm>
#include <set>

namespace smc::gui {

using json::Type;
using json::Value;

namespace {

constexpr std::size_t MostColumns = 2000;

std::string problemOfValue(Value value)
{
    if (!value)
        return "This column has no value.";
    const auto plan = mapping::Plan::compile(value);
    return plan ? std::string() : plan.error().message;
}

std::string problemOfName(Value name)
{
    if (name.is(Type::Object))
        return {};
    if (!name.is(Type::String))
        return "A column has a name: text.";
    const auto legal = destination::ApiName::parse(name.text(), "a column");
    return legal ? std::string() : legal.error().message;
}

bool isAmong(Value array, const std::string &name)
{
    return array.is(Type::Array) && std::any_of(array.begin(), array.end(),
                                                [&](Value key) { return destination::sameApiName(key.text(), name); });
}

ColumnView readColumn(Value column, Value keyFields)
{
    const Value name = column.find("name");
    const Value value = column.find("value");
    ColumnView view;
    view.name = nameTextOf(name);
    view.isPlainName = name.is(Type::String);
    view.nameSetting = name.find("setting").text();
    if (const Value from = name.find("from"))
        view.nameFrom = from.raw();
    view.isKey = column.find("isKey").exists() && column.find("isKey").is(Type::Bool) && column.find("isKey").isTrue();
    view.isKey = view.isKey || (view.isPlainName && isAmong(keyFields, view.name)) ||
                 (name.is(Type::Object) && keyFields.is(Type::Object) &&
                  keyFields.find("setting").text() == name.find("setting").text());
    view.directive = value ? directiveOf(value) : Directive::Constant;
    view.value = textOf(value);
    view.json = value.raw();
    view.nameProblem = problemOfName(name);
    view.valueProblem = problemOfValue(value);
    return view;
}

RuleView readRule(Value rule)
{
    RuleView view;
    view.id = rule.find("id").text();
    view.description = rule.find("description").text();
    view.trigger = rule.find("trigger").text();
    if (const auto compiled = mapping::Trigger::compile(view.trigger); !compiled)
        view.triggerProblem = compiled.error().message;
    view.operation = rule.find("operation").text();
    const Value list = rule.find("list");
    view.list = list.text();
    view.listSetting = list.find("setting").text();
    view.when = rule.find("when").find("setting").text();
    const Value columns = rule.find("columns");
    if (columns.is(Type::Array)) {
        for (const Value column : columns)
            view.columns.push_back(readColumn(column, rule.find("keyFields")));
    }
    if (const Value from = rule.find("columnsFrom"))
        view.columnsFrom = textOf(from);
    std::set<std::string_view, destination::ApiNameOrder> names;
    for (ColumnView &column : view.columns) {
        if (!names.insert(column.name).second && column.nameProblem.empty())
            column.nameProblem = "There is a column " + column.name + " above: SMC takes each field once.";
    }
    return view;
}

} // namespace

Result<MappingView> readMapping(std::string_view text)
{
    json::Document document;
    if (const auto parsed = document.parse(std::string(json::withoutByteOrderMark(text))); !parsed)
        return fail("preset_invalid", "The mapping is not JSON. " + parsed.error().message);
    const Value rules = document.root().find("rules");
    if (!rules.is(Type::Array))
        return fail("preset_invalid", "A mapping is a JSON object with \"rules\", and here are none.");
    MappingView view;
    view.name = document.root().find("name").text();
    std::size_t columns = 0;
    for (const Value rule : rules)
        columns += 1 + rule.find("columns").size();
    if (columns > MostColumns)
        return fail("preset_too_large", "The mapping has more than 2000 columns: edit it in a text editor.");
    for (const Value rule : rules)
        view.rules.push_back(readRule(rule));
    return view;
}

} // namespace smc::gui
