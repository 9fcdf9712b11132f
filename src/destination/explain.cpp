#include "explain.h"

#include "deliveries.h"
#include "nearest_path.h"

#include <algorithm>
#include <optional>

namespace smc::destination {

using json::Value;
using mapping::Path;

namespace {

/// What the rules see at `path`.
Value at(const mapping::Payload &payload, const Path &path)
{
    const Value value = valueAt(payload.root, path);
    return value || path.size() != 1 ? value : payload.defaults.find(path.front().name);
}

/// Of a rule whose setting is empty.
std::string whyOff(const Rule &rule)
{
    const bool isAudience = rule.when == &Settings::audienceListApiName;
    return std::string(isAudience ? "The audience list" : "The events data list") + " is not set, so this rule is off.";
}

bool isOneLine(std::string_view text)
{
    return text.find('\n') == std::string_view::npos && text.find('\r') == std::string_view::npos;
}

} // namespace

bool isEmptyCell(std::string_view json)
{
    return json == "null" || json == "\"\"" || json == "{}" || json == "[]";
}

/// One event.
class Explainer::Work
{
public:
    Work(Explainer &explainer, const Prepared &prepared)
        : m_prepared(prepared)
        , m_rules(explainer.m_destination.preset->rules().rules)
        , m_settings(explainer.m_destination.settings)
        , m_asked(explainer.m_asked)
        , m_scratch(explainer.m_scratch)
        , m_payload(prepared.payload())
        , m_nearest(explainer.m_nearest)
    {
    }

    Reasons reasons()
    {
        m_nearest.lookIn(m_payload.root);
        forEachRule([this](const Rule &rule, const std::vector<AskedColumn> &asked, std::optional<std::size_t> made) {
            if (made)
                explainColumns(asked, *made);
            else
                explainRule(rule);
        });
        return std::move(m_reasons);
    }

    std::vector<CellParts> parts()
    {
        m_scratch.clear();
        const json::Document &payload = *m_payload.root.document();
        const bool isLine = payload.isCompact() || isOneLine(payload.text());
        forEachRule([&](const Rule &rule, const std::vector<AskedColumn> &asked, std::optional<std::size_t> made) {
            if (made)
                trace(rule, asked, *made, isLine);
        });
        return std::move(m_parts);
    }

private:
    /// With the index of the delivery that the rule made, if any.
    template <typename Visit>
    void forEachRule(const Visit &visit) const
    {
        const std::vector<Rule> &rules = m_rules;
        const auto &deliveries = m_prepared.deliveries();
        for (std::size_t i = 0; i < rules.size(); ++i) {
            const auto made = std::find_if(deliveries.begin(), deliveries.end(),
                                           [&](const Delivery &delivery) { return delivery.ruleId == rules[i].id; });
            visit(rules[i], m_asked[i],
                  made == deliveries.end() ? std::nullopt
                                           : std::optional(static_cast<std::size_t>(made - deliveries.begin())));
        }
    }

    void explainRule(const Rule &rule)
    {
        mapping::WhyNot why = mapping::whyNot(rule.trigger, m_payload.root);
        for (mapping::Unmet &unmet : why.unmet)
            unmet.actual = m_prepared.inEvent(unmet.actual);
        if (rule.when != nullptr && (m_settings.*rule.when).empty())
            why.sentence = whyOff(rule) + (why.sentence.empty() ? "" : ' ' + why.sentence);
        if (why.sentence.empty())
            why.sentence = whyNothing(rule);
        m_reasons.notFired.push_back({rule.id, std::move(why.sentence), std::move(why.unmet)});
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
            if (!isEmptyCell(delivery.row[column].json))
                continue;
            for (std::size_t i = 0; i < asked[column].paths.size(); ++i) {
                const Path &path = asked[column].paths[i];
                if (const Value value = at(m_payload, path); !hasValue(value)) {
                    m_reasons.empty.push_back({index, column, asked[column].texts[i], value.exists(), m_nearest(path)});
                }
            }
        }
    }

    /// Runs the columns once more under trace.
    void trace(const Rule &rule, const std::vector<AskedColumn> &asked, std::size_t index, bool isLine)
    {
        const Delivery &delivery = m_prepared.deliveries()[index];
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
                m_parts.push_back({index, column, std::move(parts)});
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
    const std::vector<Rule> &m_rules;
    const Settings &m_settings;
    const std::vector<std::vector<AskedColumn>> &m_asked;
    mapping::Scratch &m_scratch;
    mapping::Payload m_payload;
    NearestPaths &m_nearest;
    Reasons m_reasons;
    std::vector<CellParts> m_parts;
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

Reasons Explainer::reasons(const Prepared &prepared)
{
    return prepared.hasAskedRules() ? Work(*this, prepared).reasons() : Reasons();
}

std::vector<CellParts> Explainer::parts(const Prepared &prepared)
{
    return prepared.hasAskedRules() ? Work(*this, prepared).parts() : std::vector<CellParts>();
}

Explanation explain(const Prepared &prepared, const Destination &destination)
{
    Explainer explainer(destination);
    return {explainer.reasons(prepared), explainer.parts(prepared)};
}

} // namespace smc::destination
