#include "fql.h"

#include "fql_parser.h"
#include "javascript.h"

#include <algorithm>
#include <optional>

namespace smc::mapping {

using json::Type;
using json::Value;

namespace {

using Condition = Trigger::Condition;
using Operator = Condition::Operator;

Looked step(Value from, const Step &step)
{
    const bool isText = from.is(Type::String);
    if ((isText || from.is(Type::Array)) && step.name == "length")
        return {{}, static_cast<double>(isText ? javascript::length(from.text()) : from.size())};
    if (from.is(Type::Array))
        return {step.index ? from.at(*step.index) : Value()};
    return {from.find(step.name)};
}

} // namespace

Looked lookAt(Value event, const Lookup &lookup, const Lookups *lookups)
{
    if (lookup.id && lookups != nullptr && lookups->stateOf(*lookup.id) != Lookups::State::Unclear)
        return {lookups->stateOf(*lookup.id) == Lookups::State::Found ? lookups->valueAt(*lookup.id) : Value()};
    Looked actual{event};
    for (const Step &next : lookup.path) {
        const Value from = actual.value;
        if (!from.exists() || !javascript::isTruthy({true, from.type(), from.raw()}))
            return actual.length && *actual.length != 0 ? Looked{} : actual;
        actual = step(from, next);
    }
    return actual;
}

namespace {

bool comparesNumber(const Condition &condition, const Looked &actual)
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

} // namespace

bool conditionHolds(const Condition &condition, Value event, const Lookups *lookups)
{
    const auto holdsHere = [&](const Condition &child) { return conditionHolds(child, event, lookups); };
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
    const Looked actual = lookAt(event, condition.lookup, lookups);
    switch (condition.test) {
    case Operator::Equals:
        return actual.value.textIs(condition.text);
    case Operator::NotEquals:
        return !actual.value.textIs(condition.text);
    case Operator::Exists:
        return actual.exists() && !actual.value.is(Type::Null);
    case Operator::NotExists:
        return !actual.exists() || actual.value.is(Type::Null);
    case Operator::IsTrue:
        return actual.value.raw() == "true";
    case Operator::IsFalse:
        return actual.value.raw() == "false";
    case Operator::Contains:
    case Operator::NotContains:
    case Operator::StartsWith:
    case Operator::NotStartsWith:
    case Operator::EndsWith:
    case Operator::NotEndsWith:
        return comparesText(condition, actual.value);
    default:
        return comparesNumber(condition, actual);
    }
}

namespace {

void join(Condition &condition, PathTable &paths)
{
    if (!condition.lookup.path.empty())
        condition.lookup.id = paths.add(condition.lookup.path);
    for (Condition &child : condition.children)
        join(child, paths);
}

} // namespace

Trigger::Trigger(std::unique_ptr<const Condition> condition)
    : m_condition(std::move(condition))
{
}
Trigger::Trigger(Trigger &&) noexcept = default;
Trigger &Trigger::operator=(Trigger &&) noexcept = default;
Trigger::~Trigger() = default;

Result<Trigger> Trigger::compile(std::string_view fql, PathTable *paths)
{
    Result<std::vector<Token>> tokens = lexFql(fql);
    if (!tokens)
        return tl::make_unexpected(tokens.error());
    Result<Condition> condition = parseFql(*std::move(tokens));
    if (!condition)
        return tl::make_unexpected(condition.error());
    if (paths != nullptr)
        join(*condition, *paths);
    return Trigger(std::make_unique<const Condition>(*std::move(condition)));
}

bool Trigger::matches(Value event, const Lookups *lookups) const
{
    return conditionHolds(*m_condition, event, lookups);
}

namespace {

/// No condition negates others, so that those which look elsewhere may be taken to hold.
bool couldHold(const Condition &condition, Value event, std::string_view member)
{
    const auto couldHoldHere = [&](const Condition &child) { return couldHold(child, event, member); };
    switch (condition.test) {
    case Operator::AllOf:
        return std::all_of(condition.children.begin(), condition.children.end(), couldHoldHere);
    case Operator::AnyOf:
        return std::any_of(condition.children.begin(), condition.children.end(), couldHoldHere);
    case Operator::Never:
        return false;
    default:
        break;
    }
    const Path &path = condition.lookup.path;
    const bool looksThere = !path.empty() && path.front().name == member;
    return !looksThere || conditionHolds(condition, event);
}

} // namespace

bool Trigger::couldMatch(Value event, std::string_view member) const
{
    return couldHold(*m_condition, event, member);
}

namespace {

void collect(const Condition &condition, std::vector<Path> &paths)
{
    if (condition.children.empty())
        paths.push_back(condition.lookup.path);
    for (const Condition &child : condition.children)
        collect(child, paths);
}

} // namespace

std::vector<Path> Trigger::paths() const
{
    std::vector<Path> paths;
    collect(*m_condition, paths);
    return paths;
}

} // namespace smc::mapping
