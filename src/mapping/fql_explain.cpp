#include "fql_explain.h"

#include "fql_parser.h"
#include "javascript.h"

#include <json/text.h>
#include <json/writer.h>

#include <algorithm>
#include <cctype>

namespace smc::mapping {

namespace {

using Condition = Trigger::Condition;
using Operator = Condition::Operator;

bool isGroup(const Condition &condition)
{
    return condition.test == Operator::AllOf || condition.test == Operator::AnyOf;
}

/// A path as triggers write it: "properties.my\ prop".
std::string fieldText(const Path &path)
{
    std::string text;
    for (const Step &step : path) {
        text += text.empty() ? "" : ".";
        for (const char c : step.name) {
            const bool isPlain = std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' ||
                                 (static_cast<unsigned char>(c) & 0x80U) != 0;
            text += isPlain ? "" : "\\";
            text += c;
        }
    }
    return text;
}

std::string quoted(const std::string &text)
{
    return '"' + text + '"';
}

std::string leafText(const Condition &condition)
{
    const std::string field = fieldText(condition.lookup.path);
    const std::string number = javascript::numberText(condition.number);
    switch (condition.test) {
    case Operator::Equals:
        return field + " = " + quoted(condition.text);
    case Operator::NotEquals:
        return field + " != " + quoted(condition.text);
    case Operator::NumberEquals:
        return field + " = " + number;
    case Operator::NumberNotEquals:
        return field + " != " + number;
    case Operator::Less:
        return field + " < " + number;
    case Operator::LessOrEqual:
        return field + " <= " + number;
    case Operator::Greater:
        return field + " > " + number;
    case Operator::GreaterOrEqual:
        return field + " >= " + number;
    case Operator::Contains:
        return "contains(" + field + ", " + quoted(condition.text) + ")";
    case Operator::NotContains:
        return "!contains(" + field + ", " + quoted(condition.text) + ")";
    case Operator::StartsWith:
        return "match(" + field + ", " + quoted(condition.text + "*") + ")";
    case Operator::NotStartsWith:
        return "!match(" + field + ", " + quoted(condition.text + "*") + ")";
    case Operator::EndsWith:
        return "match(" + field + ", " + quoted("*" + condition.text) + ")";
    case Operator::NotEndsWith:
        return "!match(" + field + ", " + quoted("*" + condition.text) + ")";
    case Operator::Exists:
        return field + " != null";
    case Operator::NotExists:
        return field + " = null";
    case Operator::IsTrue:
        return field + " = true";
    case Operator::IsFalse:
        return field + " = false";
    default:
        return field + ' ' + condition.unknown + " …";
    }
}

std::string conditionText(const Condition &condition)
{
    if (!isGroup(condition))
        return leafText(condition);
    std::string text;
    for (const Condition &child : condition.children) {
        if (!text.empty())
            text += condition.test == Operator::AnyOf ? " or " : " and ";
        text += isGroup(child) ? "(" + conditionText(child) + ")" : leafText(child);
    }
    return text;
}

std::string actualText(const Looked &looked)
{
    return looked.length ? javascript::numberText(*looked.length) : valueInWords(looked.value);
}

class Explainer
{
public:
    explicit Explainer(json::Value event)
        : m_event(event)
    {
    }

    void explain(const Condition &condition)
    {
        if (condition.test == Operator::AllOf) {
            for (const Condition &child : condition.children) {
                if (!conditionHolds(child, m_event))
                    explain(child);
            }
        } else if (condition.test == Operator::AnyOf) {
            explainAny(condition);
        } else {
            const bool isUnknown = condition.test == Operator::Never;
            say('`' + leafText(condition) +
                (isUnknown ? "` never holds, as Segment knows no such operator: " : "` does not hold: ") +
                standsAt(condition.lookup));
            addUnmet(condition);
        }
    }

    WhyNot take() { return std::move(m_why); }

private:
    void explainAny(const Condition &condition)
    {
        std::vector<std::string> found;
        visitUnmet(condition, [&](const Condition &leaf) {
            std::string stands = standsAt(leaf.lookup);
            if (std::find(found.begin(), found.end(), stands) == found.end())
                found.push_back(std::move(stands));
            addUnmet(leaf);
        });
        std::string all;
        for (const std::string &stands : found)
            all += (all.empty() ? "" : ", ") + stands;
        say('`' + conditionText(condition) + "` does not hold: " + all);
    }

    /// Those that do not hold: of a group in a group that needs any, some may.
    template <typename Visit>
    void visitUnmet(const Condition &condition, const Visit &visit) const
    {
        for (const Condition &child : condition.children) {
            if (conditionHolds(child, m_event))
                continue;
            if (isGroup(child))
                visitUnmet(child, visit);
            else
                visit(child);
        }
    }

    std::string standsAt(const Lookup &lookup) const
    {
        const Looked looked = lookAt(m_event, lookup);
        const std::string field = fieldText(lookup.path);
        return looked.exists() ? field + " is " + actualText(looked) : "there is no " + field;
    }

    void addUnmet(const Condition &leaf)
    {
        const Looked looked = lookAt(m_event, leaf.lookup);
        m_why.unmet.push_back({leafText(leaf), pathText(leaf.lookup.path),
                               looked.length ? measured(leaf.lookup.path) : looked.value, looked.length});
    }

    /// What has the length that `path` leads to, also where it says more behind an empty one.
    json::Value measured(Path path) const
    {
        Looked looked;
        do {
            path.pop_back();
            looked = lookAt(m_event, {path, {}});
        } while (looked.length && !path.empty());
        return looked.value;
    }

    void say(const std::string &sentence) { m_why.sentence += (m_why.sentence.empty() ? "" : " ") + sentence + '.'; }

    json::Value m_event;
    WhyNot m_why;
};

} // namespace

WhyNot whyNot(const Trigger &trigger, json::Value event)
{
    if (trigger.matches(event))
        return {};
    Explainer explainer(event);
    explainer.explain(trigger.condition());
    return explainer.take();
}

std::string pathText(const Path &path)
{
    std::string text = "$";
    for (const Step &step : path) {
        const bool isPlain = !step.name.empty() && std::all_of(step.name.begin(), step.name.end(), [](char c) {
            return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-' ||
                   (static_cast<unsigned char>(c) & 0x80U) != 0;
        });
        if (step.index)
            text += '[' + step.name + ']';
        else
            text += isPlain ? '.' + step.name : "['" + step.name + "']";
    }
    return path.empty() ? "$." : text;
}

std::string valueInWords(json::Value value)
{
    constexpr std::size_t Longest = 60;
    if (!value)
        return "nothing";
    if (value.is(json::Type::Array) || value.is(json::Type::Object) || value.raw().size() > Longest)
        return value.is(json::Type::String) ? "a text of " + std::to_string(value.raw().size() - 2) + " bytes"
                                            : std::string(json::describe(value.type()));
    return std::string(value.raw());
}

std::string valueInWords(const Unmet &unmet)
{
    return unmet.length ? javascript::numberText(*unmet.length) : valueInWords(unmet.actual);
}

std::string valueAsJson(const Unmet &unmet)
{
    if (unmet.length)
        return javascript::numberText(*unmet.length);
    return unmet.actual ? json::compact(unmet.actual) : std::string();
}

} // namespace smc::mapping
