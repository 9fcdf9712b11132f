// From a preset's JSON to rules.
#include "api_name.h"
#include "mistake.h"
#include "rule.h"

#include <algorithm>
#include <set>

namespace smc::destination {

using json::Type;
using json::Value;

namespace {

[[noreturn]] void mistake(Value at, std::string sentence)
{
    throwMistake("preset_invalid", at, std::move(sentence));
}

Value need(Value object, std::string_view name, Type type)
{
    const Value value = object.find(name);
    if (!value)
        mistake(object, "The preset lacks \"" + std::string(name) + "\" here.");
    if (!value.is(type))
        mistake(value, "The preset expects " + std::string(json::describe(type)) + " here.");
    return value;
}

mapping::Plan compilePlan(Value mapping, mapping::PathTable &paths)
{
    auto plan = mapping::Plan::compile(mapping, &paths);
    if (!plan)
        throw Mistake{{"preset_invalid", plan.error().message, plan.error().where}};
    return *std::move(plan);
}

std::optional<Refusal> compileRefusal(Value owner, std::string_view name)
{
    const Value refusal = owner.find(name);
    if (!refusal)
        return {};
    return Refusal{need(refusal, "code", Type::String).text(), need(refusal, "reason", Type::String).text()};
}

TextSetting textSetting(Value name)
{
    if (name.textIs("eventsDataListApiName"))
        return &Settings::eventsDataListApiName;
    if (name.textIs("audienceListApiName"))
        return &Settings::audienceListApiName;
    return nullptr;
}

ListSetting listSetting(Value name)
{
    return name.textIs("audienceKeyFields") ? &Settings::audienceKeyFields : nullptr;
}

Operation compileOperationName(Value name)
{
    for (const Operation operation :
         {Operation::Load, Operation::Delete, Operation::SegmentLoad, Operation::SegmentDelete}) {
        if (name.textIs(nameOf(operation)))
            return operation;
    }
    mistake(name, "The preset expects \"load\", \"delete\", \"segment_load\" or \"segment_delete\" here.");
}

OperationSource compileOperation(Value value, mapping::PathTable &paths)
{
    OperationSource source;
    if (value.is(Type::String)) {
        source.fixed = compileOperationName(value);
        return source;
    }
    source.plan =
        compilePlan(need(value, "from", value.find("from") ? value.find("from").type() : Type::Object), paths);
    for (const Value choice : need(value, "choices", Type::Object))
        source.choices.emplace_back(choice.key(), compileOperationName(choice));
    auto unknown = compileRefusal(value, "unknown");
    if (!unknown)
        mistake(value, "The preset lacks \"unknown\" here: what to say where no choice fits.");
    source.unknown = *std::move(unknown);
    return source;
}

NameSource compileName(Value value, std::string_view what, mapping::PathTable &paths)
{
    NameSource source;
    source.what = what;
    if (value.is(Type::String)) {
        source.constant = value.text();
        if (const auto legal = ApiName::parse(source.constant, what); !legal)
            mistake(value, legal.error().message);
        return source;
    }
    if (!value.is(Type::Object))
        mistake(value, "The preset expects an API name, {\"setting\": …} or {\"from\": …} here.");
    if (const Value words = value.find("what"))
        source.what = words.text();
    source.missing = compileRefusal(value, "missing");
    if (const Value setting = value.find("setting")) {
        source.setting = textSetting(setting);
        source.listSetting = listSetting(setting);
        if (source.setting == nullptr && source.listSetting == nullptr)
            mistake(setting, "There is no setting of this name that a preset can use here.");
        return source;
    }
    const Value from = value.find("from");
    if (!from)
        mistake(value, "The preset expects {\"setting\": …} or {\"from\": …} here.");
    source.plan = compilePlan(from, paths);
    return source;
}

void compileKeyFields(Value value, Rule &rule)
{
    if (value.is(Type::Array)) {
        for (const Value field : value)
            rule.keyFields.push_back(field.text());
        return;
    }
    rule.keyFieldsSetting = value.is(Type::Object) ? listSetting(value.find("setting")) : nullptr;
    if (rule.keyFieldsSetting == nullptr)
        mistake(value, "The preset expects an array of field names or {\"setting\": \"audienceKeyFields\"} here.");
}

mapping::Trigger compileTrigger(Value value, mapping::PathTable &paths)
{
    auto trigger = mapping::Trigger::compile(value.text(), &paths);
    if (!trigger)
        mistake(value, trigger.error().message);
    return *std::move(trigger);
}

Rule compileRule(Value value, mapping::PathTable &paths)
{
    const auto need_ = [&](std::string_view name) {
        const Value found = value.find(name);
        if (!found)
            mistake(value, "The preset lacks \"" + std::string(name) + "\" here.");
        return found;
    };
    if (const Value description = value.find("description"); description && !description.is(Type::String))
        mistake(description, "The preset expects a string here: one line on what the rule does.");
    Rule rule{.id = need(value, "id", Type::String).text(),
              .trigger = compileTrigger(need(value, "trigger", Type::String), paths),
              .operation = compileOperation(need_("operation"), paths),
              .list = compileName(need_("list"), "the list", paths)};
    if (const Value when = value.find("when")) {
        rule.when = textSetting(when.find("setting"));
        if (rule.when == nullptr)
            mistake(when, "The preset expects {\"setting\": …} with a setting that holds text here.");
    }
    if (const Value segment = value.find("segment"))
        rule.segment = compileName(segment, "the static segment", paths);
    if (const Value keys = value.find("keyFields"))
        compileKeyFields(keys, rule);
    std::set<std::string, ApiNameOrder> names;
    for (const Value column : need(value, "columns", Type::Array)) {
        const Value name = column.find("name");
        if (name.is(Type::String) && !names.insert(name.text()).second)
            mistake(name, "The rule has a column " + name.text() + " above: SMC takes each field once.");
        const Value isKey = column.find("isKey");
        if (!column.find("value"))
            mistake(column, "The preset lacks \"value\" here.");
        rule.columns.push_back({compileName(column.find("name"), "a column", paths),
                                compilePlan(column.find("value"), paths), isKey && isKey.isTrue(),
                                compileRefusal(column, "missing")});
    }
    if (const Value from = value.find("columnsFrom"))
        rule.columnsFrom = compilePlan(from, paths);
    return rule;
}

} // namespace

Result<std::pair<std::string, std::unique_ptr<const Preset::Rules>>> compileRules(Value preset)
{
    return orMistake([&] {
        if (!preset.is(Type::Object))
            mistake(preset, "A preset is a JSON object.");
        const Value version = need(preset, "version", Type::Number);
        if (version.integer() != 1)
            mistake(version, "This program reads presets of version 1.");
        auto rules = std::make_unique<Preset::Rules>();
        for (const Value name : need(preset, "integrations", Type::Array))
            rules->integrations.push_back(name.text());
        for (const Value rule : need(preset, "rules", Type::Array)) {
            Rule compiled = compileRule(rule, rules->paths);
            const bool isTaken = std::any_of(rules->rules.begin(), rules->rules.end(),
                                             [&](const Rule &other) { return other.id == compiled.id; });
            if (isTaken)
                mistake(rule.find("id"), "Another rule of the preset has the id \"" + compiled.id + "\" already.");
            rules->rules.push_back(std::move(compiled));
        }
        return std::pair(need(preset, "name", Type::String).text(),
                         std::unique_ptr<const Preset::Rules>(std::move(rules)));
    });
}

} // namespace smc::destination
