#include "explain.h"

#include "deliveries.h"
#include "similar.h"

#include <algorithm>

namespace smc::destination {

using json::Type;
using json::Value;
using mapping::Path;
using mapping::Step;

namespace {

Value stepInto(Value from, const Step &step)
{
    if (from.is(Type::Array))
        return step.index ? from.at(*step.index) : Value();
    return from.find(step.name);
}

bool hasValue(Value value)
{
    return value.exists() && !value.is(Type::Null);
}

Value at(const mapping::Payload &payload, const Path &path)
{
    Value value = payload.root;
    for (const Step &step : path)
        value = stepInto(value, step);
    if (!value && path.size() == 1)
        value = payload.defaults.find(path.front().name);
    return value;
}

/// Of a rule whose setting is empty.
std::string whyOff(const Rule &rule)
{
    const bool isAudience = rule.when == &Settings::audienceListApiName;
    return std::string(isAudience ? "The audience list" : "The events data list") + " is not set, so this rule is off.";
}

/// firstName, first_name and "First Name" are one.
std::string folded(std::string_view name)
{
    std::string text;
    for (const char c : name) {
        if (c == '_' || c == '-' || c == ' ')
            continue;
        text += c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
    }
    return text;
}

/// Two letters beside each other have changed places.
bool isSwapped(std::string_view a, std::string_view b)
{
    std::size_t at = 0;
    while (at < a.size() && at < b.size() && a[at] == b[at])
        ++at;
    return a.size() == b.size() && at + 1 < a.size() && a[at] == b[at + 1] && a[at + 1] == b[at] &&
           a.substr(at + 2) == b.substr(at + 2);
}

/// Searches the members of an event, level by level, so that a nearer one is found first.
class NearestPath
{
public:
    NearestPath(Value event, const Path &missing)
        : m_event(event)
        , m_missing(missing)
    {
    }

    std::string operator()() const
    {
        Path path;
        Value from = m_event;
        for (const Step &step : m_missing) {
            const Value next = stepInto(from, step);
            if (!hasValue(next))
                break;
            path.push_back(step);
            from = next;
        }
        if (path.size() == m_missing.size())
            return {};
        const std::string beside = besideName(from, m_missing[path.size()].name);
        if (!beside.empty()) {
            Path meant = path;
            meant.push_back({beside, {}});
            meant.insert(meant.end(), m_missing.begin() + static_cast<std::ptrdiff_t>(meant.size()), m_missing.end());
            if (hasValue(at({m_event}, meant)))
                return mapping::pathText(meant);
        }
        return elsewhere(m_missing.back().name);
    }

private:
    static constexpr std::size_t MostMembers = 2000;

    static std::string besideName(Value object, const std::string &name)
    {
        if (!object.is(Type::Object))
            return {};
        std::vector<std::string> names;
        for (const Value member : object) {
            if (names.size() == MostMembers)
                break;
            if (hasValue(member))
                names.push_back(member.key());
            if (hasValue(member) && (folded(names.back()) == folded(name) || isSwapped(names.back(), name)))
                return names.back();
        }
        return nearMiss(name, names).name;
    }

    std::string elsewhere(const std::string &name) const
    {
        struct Place
        {
            Value value;
            Path path;
        };
        std::vector<Place> level{{m_event, {}}};
        std::size_t seen = 0;
        while (!level.empty()) {
            std::vector<Place> below;
            for (const Place &place : level) {
                for (const Value member : place.value) {
                    if (!place.value.is(Type::Object) || ++seen > MostMembers)
                        break;
                    Path path = place.path;
                    path.push_back({member.key(), {}});
                    if (hasValue(member) && folded(path.back().name) == folded(name))
                        return mapping::pathText(path);
                    if (member.is(Type::Object))
                        below.push_back({member, std::move(path)});
                }
            }
            level = std::move(below);
        }
        return {};
    }

    Value m_event;
    const Path &m_missing;
};

class Explainer
{
public:
    Explainer(const Prepared &prepared, const Destination &destination)
        : m_prepared(prepared)
        , m_settings(destination.settings)
        , m_payload(prepared.payload())
    {
        for (const Rule &rule : destination.preset->rules().rules)
            explain(rule);
    }

    Explanation take() { return std::move(m_explanation); }

private:
    void explain(const Rule &rule)
    {
        const auto &deliveries = m_prepared.deliveries();
        const auto made = std::find_if(deliveries.begin(), deliveries.end(),
                                       [&](const Delivery &delivery) { return delivery.ruleId == rule.id; });
        if (made != deliveries.end()) {
            explainColumns(rule, static_cast<std::size_t>(made - deliveries.begin()));
            return trace(rule, static_cast<std::size_t>(made - deliveries.begin()));
        }
        mapping::WhyNot why = mapping::whyNot(rule.trigger, m_payload.root);
        for (mapping::Unmet &unmet : why.unmet)
            unmet.actual = m_prepared.inEvent(unmet.actual);
        if (rule.when != nullptr && (m_settings.*rule.when).empty())
            why.sentence = whyOff(rule) + (why.sentence.empty() ? "" : ' ' + why.sentence);
        if (why.sentence.empty())
            why.sentence = whyNothing(rule);
        m_explanation.notFired.push_back({rule.id, std::move(why.sentence), std::move(why.unmet)});
    }

    /// Of a rule that takes the event and sends nothing.
    std::string whyNothing(const Rule &rule) const
    {
        const auto &omissions = m_prepared.omissions();
        const auto told = std::find_if(omissions.begin(), omissions.end(), [&](const Omission &omission) {
            return omission.extent == Omission::Extent::Delivery && omission.ruleId == rule.id;
        });
        if (told != omissions.end())
            return told->reason;
        mapping::Scratch scratch;
        const auto refusal = Deliveries().add(rule, m_settings, m_payload, scratch);
        return refusal ? refusal->reason : "Another rule refused the event.";
    }

    void explainColumns(const Rule &rule, std::size_t index)
    {
        const Delivery &delivery = m_prepared.deliveries()[index];
        // The preset's columns come first in a row; those that the event's own keys name always have a value.
        for (std::size_t column = 0; column < rule.columns.size() && column < delivery.row.size(); ++column) {
            if (delivery.row[column].json != "null" && delivery.row[column].json != "\"\"")
                continue;
            std::vector<std::string> told;
            for (const Path &path : rule.columns[column].value.paths()) {
                const Value value = at(m_payload, path);
                std::string text = mapping::pathText(path);
                if (hasValue(value) || std::find(told.begin(), told.end(), text) != told.end())
                    continue;
                told.push_back(text);
                m_explanation.empty.push_back(
                    {index, column, mapping::pathText(path), value.exists(), nearestPath(m_payload.root, path)});
            }
        }
    }

    /// Runs the columns once more under trace.
    void trace(const Rule &rule, std::size_t index)
    {
        const Delivery &delivery = m_prepared.deliveries()[index];
        for (std::size_t column = 0; column < rule.columns.size() && column < delivery.row.size(); ++column) {
            if (delivery.conversionOf(column) != nullptr)
                continue; // Its text is no longer what the mapping gave.
            mapping::Scratch scratch;
            scratch.trace();
            const auto mapped = rule.columns[column].value.run(m_payload, scratch);
            if (!mapped || !mapped->exists)
                continue;
            const std::string_view line = mapped->line(scratch);
            mapping::Parts parts;
            for (const mapping::Part &part : scratch.partsOf(line)) {
                if (part.text.size() < line.size())
                    parts.push_back(inEvent(part));
            }
            if (!parts.empty())
                m_explanation.parts.push_back({index, column, std::move(parts)});
        }
    }

    /// `part` with places in the event, not in what destination filters left of it.
    mapping::Part inEvent(mapping::Part part) const
    {
        for (Value &source : part.sources) {
            const Value original = m_prepared.inEvent(source);
            if (!part.copied.isEmpty() && original.raw() == source.raw()) {
                const std::uint32_t offset = part.copied.begin - source.span().begin;
                part.copied = {original.span().begin + offset, original.span().begin + offset + part.copied.size()};
            } else if (!part.copied.isEmpty()) {
                part.kind = mapping::Origin::Kind::Computed;
                part.copied = {};
            }
            source = original;
        }
        return part;
    }

    const Prepared &m_prepared;
    const Settings &m_settings;
    mapping::Payload m_payload;
    Explanation m_explanation;
};

} // namespace

std::string nearestPath(Value event, const Path &missing)
{
    return missing.empty() ? std::string() : NearestPath(event, missing)();
}

Explanation explain(const Prepared &prepared, const Destination &destination)
{
    if (!prepared.hasAskedRules())
        return {};
    return Explainer(prepared, destination).take();
}

} // namespace smc::destination
