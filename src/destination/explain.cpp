#include "explain.h"

#include "deliveries.h"
#include "meant.h"
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

/// Two letters beside each other have changed places.
bool isSwapped(std::string_view a, std::string_view b)
{
    std::size_t at = 0;
    while (at < a.size() && at < b.size() && a[at] == b[at])
        ++at;
    return a.size() == b.size() && at + 1 < a.size() && a[at] == b[at + 1] && a[at + 1] == b[at] &&
           a.substr(at + 2) == b.substr(at + 2);
}

/// Its unescaped name, written to `room` only where it stands otherwise in the text.
std::string_view nameOf(Value member, std::string &room)
{
    const std::string_view raw = member.rawKey();
    if (raw.find('\\') == std::string_view::npos)
        return raw;
    room = member.key();
    return room;
}

/// Of a cell: what directives make where their paths find nothing.
bool isEmpty(std::string_view json)
{
    return json == "null" || json == "\"\"" || json == "{}" || json == "[]";
}

bool isOneLine(std::string_view text)
{
    return text.find('\n') == std::string_view::npos && text.find('\r') == std::string_view::npos;
}

bool isSameName(std::string_view a, std::string_view b)
{
    return folded(a) == folded(b);
}

/// Searches the members of an event for names that paths without a value probably meant.
class NearestPaths
{
public:
    explicit NearestPaths(Value event)
        : m_event(event)
    {
    }

    std::string operator()(const Path &missing)
    {
        Path path;
        Value from = m_event;
        for (const Step &step : missing) {
            const Value next = stepInto(from, step);
            if (!hasValue(next))
                break;
            path.push_back(step);
            from = next;
        }
        if (path.size() == missing.size())
            return {};
        const std::string beside = besideName(from, missing[path.size()].name);
        if (!beside.empty()) {
            Path meant = path;
            meant.push_back({beside, {}});
            meant.insert(meant.end(), missing.begin() + static_cast<std::ptrdiff_t>(meant.size()), missing.end());
            if (hasValue(at({m_event}, meant)))
                return mapping::pathText(meant);
        }
        return elsewhere(missing);
    }

private:
    static constexpr std::size_t MostMembers = 2000;

    /// A member somewhere in the event.
    struct Place
    {
        Value value;
        NameShape name;
        std::size_t parent = 0; ///< Index of the object that it stands in.
    };

    static std::string besideName(Value object, const std::string &name)
    {
        if (!object.is(Type::Object))
            return {};
        const NameShape meant(name);
        std::vector<std::string> near;
        std::string room;
        std::size_t seen = 0;
        for (const Value member : object) {
            if (!hasValue(member))
                continue;
            if (++seen > MostMembers)
                break;
            const std::string_view found = nameOf(member, room);
            if (!meant.mayMean(NameShape(found)))
                continue;
            if (isSameName(found, name) || isSwapped(found, name))
                return std::string(found);
            if (mayBeTypo(name, found))
                near.emplace_back(found);
        }
        return nearMiss(name, near).name;
    }

    /// Level by level, so that a nearer one is found first.
    std::string elsewhere(const Path &missing)
    {
        const std::string &name = missing.back().name;
        if (m_places.empty())
            collectPlaces();
        const NameShape meant(name);
        std::string room;
        for (std::size_t i = 1; i < m_places.size(); ++i) {
            const Place &place = m_places[i];
            if (!meant.mayBeSame(place.name) || !hasValue(place.value) || !isSameName(nameOf(place.value, room), name))
                continue;
            if (const Path found = pathOf(i); mayBeMeant(missing, found))
                return mapping::pathText(found);
        }
        return {};
    }

    void collectPlaces()
    {
        m_places.push_back({m_event, NameShape({}), 0});
        std::string room;
        for (std::size_t parent = 0; parent < m_places.size(); ++parent) {
            const Value object = m_places[parent].value;
            if (!object.is(Type::Object))
                continue;
            for (const Value member : object) {
                if (m_places.size() > MostMembers)
                    return;
                m_places.push_back({member, NameShape(nameOf(member, room)), parent});
            }
        }
    }

    Path pathOf(std::size_t place) const
    {
        Path path;
        for (; place != 0; place = m_places[place].parent)
            path.push_back({m_places[place].value.key(), {}});
        std::reverse(path.begin(), path.end());
        return path;
    }

    Value m_event;
    std::vector<Place> m_places; ///< The event, then its members; empty until they are needed.
};

} // namespace

/// One event.
class Explainer::Work
{
public:
    Work(Explainer &explainer, const Prepared &prepared)
        : m_prepared(prepared)
        , m_settings(explainer.m_destination.settings)
        , m_asked(explainer.m_asked)
        , m_scratch(explainer.m_scratch)
        , m_payload(prepared.payload())
        , m_nearest(m_payload.root)
    {
        m_scratch.clear();
        const std::vector<Rule> &rules = explainer.m_destination.preset->rules().rules;
        for (std::size_t i = 0; i < rules.size(); ++i)
            explain(rules[i], m_asked[i]);
    }

    Explanation take() { return std::move(m_explanation); }

private:
    void explain(const Rule &rule, const std::vector<AskedColumn> &asked)
    {
        const auto &deliveries = m_prepared.deliveries();
        const auto made = std::find_if(deliveries.begin(), deliveries.end(),
                                       [&](const Delivery &delivery) { return delivery.ruleId == rule.id; });
        if (made != deliveries.end()) {
            explainColumns(asked, static_cast<std::size_t>(made - deliveries.begin()));
            return trace(rule, asked, static_cast<std::size_t>(made - deliveries.begin()));
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

    void explainColumns(const std::vector<AskedColumn> &asked, std::size_t index)
    {
        const Delivery &delivery = m_prepared.deliveries()[index];
        // The preset's columns come first in a row; those that the event's own keys name always have a value.
        for (std::size_t column = 0; column < asked.size() && column < delivery.row.size(); ++column) {
            if (!isEmpty(delivery.row[column].json))
                continue;
            for (std::size_t i = 0; i < asked[column].paths.size(); ++i) {
                const Path &path = asked[column].paths[i];
                if (const Value value = at(m_payload, path); !hasValue(value)) {
                    m_explanation.empty.push_back(
                        {index, column, asked[column].texts[i], value.exists(), m_nearest(path)});
                }
            }
        }
    }

    /// Runs the columns once more under trace.
    void trace(const Rule &rule, const std::vector<AskedColumn> &asked, std::size_t index)
    {
        const Delivery &delivery = m_prepared.deliveries()[index];
        const bool isLine = isOneLine(m_payload.root.document()->text());
        for (std::size_t column = 0; column < asked.size() && column < delivery.row.size(); ++column) {
            if ((isLine && asked[column].isOnePiece) || delivery.conversionOf(column) != nullptr)
                continue; // A converted text is no longer what the mapping gave.
            const auto mapped = rule.columns[column].value.run(m_payload, m_scratch);
            if (!mapped || !mapped->exists)
                continue;
            const std::string_view line = mapped->line(m_scratch);
            mapping::Parts parts;
            for (const mapping::Part &part : m_scratch.partsOf(line)) {
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
    const std::vector<std::vector<AskedColumn>> &m_asked;
    mapping::Scratch &m_scratch;
    mapping::Payload m_payload;
    NearestPaths m_nearest;
    Explanation m_explanation;
};

Explainer::Explainer(Destination destination)
    : m_destination(std::move(destination))
{
    m_scratch.trace();
    for (const Rule &rule : m_destination.preset->rules().rules) {
        std::vector<AskedColumn> &asked = m_asked.emplace_back();
        for (const Column &column : rule.columns) {
            AskedColumn &ask = asked.emplace_back();
            ask.isOnePiece = column.value.isOnePiece();
            for (Path &path : column.value.paths()) {
                std::string text = mapping::pathText(path);
                if (std::find(ask.texts.begin(), ask.texts.end(), text) != ask.texts.end())
                    continue;
                ask.texts.push_back(std::move(text));
                ask.paths.push_back(std::move(path));
            }
        }
    }
}

Explainer::~Explainer() = default;

Explanation Explainer::explain(const Prepared &prepared)
{
    if (!prepared.hasAskedRules())
        return {};
    return Work(*this, prepared).take();
}

Explanation explain(const Prepared &prepared, const Destination &destination)
{
    return Explainer(destination).explain(prepared);
}

std::string nearestPath(Value event, const Path &missing)
{
    return missing.empty() ? std::string() : NearestPaths(event)(missing);
}

} // namespace smc::destination
