#include "fql.h"

#include "fql_parser.h"
#include "javascript.h"

#include <algorithm>

namespace smc::mapping {

using json::Type;
using json::Value;

namespace {

using Condition = Trigger::Condition;
using Operator = Condition::Operator;

Value look(Value event, const Path &path)
{
    Value value = event;
    for (const Step &step : path) {
        if (!value.exists() || !javascript::isTruthy({true, value.type(), value.raw()}))
            return value;
        if (value.is(Type::Array))
            value = step.index ? value.at(*step.index) : Value();
        else
            value = value.find(step.name);
    }
    return value;
}

bool comparesNumber(const Condition &condition, Value actual)
{
    const auto number = actual.number();
    if (!number)
        return false;
    switch (condition.test) {
    case Operator::NumberEquals:
        return *number == condition.number;
    case Operator::NumberNotEquals:
        return *number != condition.number;
    case Operator::Less:
        return *number < condition.number;
    case Operator::LessOrEqual:
        return *number <= condition.number;
    case Operator::Greater:
        return *number > condition.number;
    default:
        return *number >= condition.number;
    }
}

bool comparesText(const Condition &condition, Value actual)
{
    if (!actual.is(Type::String))
        return false;
    const std::string text = actual.text();
    switch (condition.test) {
    case Operator::Contains:
        return text.find(condition.text) != std::string::npos;
    case Operator::NotContains:
        return text.find(condition.text) == std::string::npos;
    case Operator::StartsWith:
        return text.starts_with(condition.text);
    case Operator::NotStartsWith:
        return !text.starts_with(condition.text);
    case Operator::EndsWith:
        return text.ends_with(condition.text);
    default:
        return !text.ends_with(condition.text);
    }
}

bool holds(const Condition &condition, Value event)
{
    const auto holdsHere = [&](const Condition &child) { return holds(child, event); };
    switch (condition.test) {
    case Operator::AllOf:
        return std::all_of(condition.children.begin(), condition.children.end(), holdsHere);
    case Operator::AnyOf:
        return std::any_of(condition.children.begin(), condition.children.end(), holdsHere);
    case Operator::Never:
        return false;
    default:
        break;
    }
    const Value actual = look(event, condition.path);
    switch (condition.test) {
    case Operator::Equals:
        return actual.textIs(condition.text);
    case Operator::NotEquals:
        return !actual.textIs(condition.text);
    case Operator::Exists:
        return actual.exists() && !actual.is(Type::Null);
    case Operator::NotExists:
        return !actual.exists() || actual.is(Type::Null);
    case Operator::IsTrue:
        return actual.raw() == "true";
    case Operator::IsFalse:
        return actual.raw() == "false";
    case Operator::Contains:
    case Operator::NotContains:
    case Operator::StartsWith:
    case Operator::NotStartsWith:
    case Operator::EndsWith:
    case Operator::NotEndsWith:
        return comparesText(condition, actual);
    default:
        return comparesNumber(condition, actual);
    }
}

} // namespace

Trigger::Trigger(std::unique_ptr<const Condition> condition)
    : m_condition(std::move(condition))
{
}
Trigger::Trigger(Trigger &&) noexcept = default;
Trigger &Trigger::operator=(Trigger &&) noexcept = default;
Trigger::~Trigger() = default;

Result<Trigger> Trigger::compile(std::string_view fql)
{
    Result<std::vector<Token>> tokens = lexFql(fql);
    if (!tokens)
        return tl::make_unexpected(tokens.error());
    Result<Condition> condition = parseFql(*std::move(tokens));
    if (!condition)
        return tl::make_unexpected(condition.error());
    return Trigger(std::make_unique<const Condition>(*std::move(condition)));
}

bool Trigger::matches(Value event) const
{
    return holds(*m_condition, event);
}

} // namespace smc::mapping
