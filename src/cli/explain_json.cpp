#include "explain_json.h"

#include "json_append.h"

#include <json/quote.h>
#include <json/text.h>

#include <utility>

namespace smc::cli {

namespace {

/// Between the elements of an array that was opened just before.
void appendComma(std::string &out)
{
    if (out.back() != '[')
        out += ',';
}

/// `,"name":"text"`
void appendMember(std::string &out, std::string_view name, std::string_view text)
{
    out.append(",\"").append(name).append("\":");
    json::appendQuoted(out, text);
}

void appendUnmet(std::string &out, const mapping::Unmet &unmet)
{
    out += "{\"condition\":";
    json::appendQuoted(out, unmet.condition);
    appendMember(out, "path", unmet.path);
    if (unmet.actual)
        out.append(",\"value\":").append(mapping::valueAsJson(unmet));
    out += '}';
}

void appendEmpty(std::string &out, const destination::EmptyColumn &empty, const destination::Delivery &delivery)
{
    out += "{\"delivery\":";
    appendNumber(out, empty.delivery);
    appendMember(out, "column", delivery.columns[empty.column]);
    appendMember(out, "path", empty.path);
    if (empty.isNull)
        out += ",\"value\":null";
    if (!empty.nearest.empty())
        appendMember(out, "nearest", empty.nearest);
    out += '}';
}

} // namespace

ReasonsWriter::ReasonsWriter(const destination::Destination &destination)
    : m_keys(destination)
{
    for (const destination::RuleInfo &info : destination.preset->ruleInfos()) {
        std::string &text = m_descriptions[info.id];
        text = "\"rule\":";
        json::appendQuoted(text, info.id);
        if (!info.description.empty())
            appendMember(text, "description", info.description);
    }
}

void ReasonsWriter::appendRule(std::string &out, const std::string &id) const
{
    out += m_descriptions.at(id);
}

void ReasonsWriter::appendNotFired(std::string &out, const destination::NotFired &rule) const
{
    out += '{';
    appendRule(out, rule.ruleId);
    appendMember(out, "because", rule.because);
    if (!rule.unmet.empty()) {
        out += ",\"unmet\":[";
        for (const mapping::Unmet &unmet : rule.unmet) {
            appendComma(out);
            appendUnmet(out, unmet);
        }
        out += ']';
    }
    out += '}';
}

void ReasonsWriter::append(std::string &out, const destination::Prepared &prepared, destination::Explainer &explainer)
{
    if (!prepared.hasAskedRules())
        return;
    const std::string_view key = m_keys.of(prepared);
    if (const auto known = m_kept.find(key); known != m_kept.end()) {
        out += known->second;
        return;
    }
    const std::size_t begin = out.size();
    appendReasons(out, prepared, explainer.reasons(prepared));
    // Of events that are all of another kind nothing is worth keeping.
    if (key.empty() || !hasComeBefore(key))
        return;
    if (m_kept.size() == MostKept)
        m_kept.clear();
    m_kept.emplace(key, out.substr(begin));
}

/// Not always true where it has, and in rare cases where it has not.
bool ReasonsWriter::hasComeBefore(std::string_view key)
{
    const std::size_t hash = Hash()(key);
    return std::exchange(m_hashes[hash % Remembered], hash) == hash;
}

void ReasonsWriter::appendReasons(std::string &out, const destination::Prepared &prepared,
                                  const destination::Reasons &reasons) const
{
    out += ",\"fired\":[";
    for (const destination::Delivery &delivery : prepared.deliveries()) {
        appendComma(out);
        out += '{';
        appendRule(out, delivery.ruleId);
        out += '}';
    }
    out += "],\"notFired\":[";
    for (const destination::NotFired &rule : reasons.notFired) {
        appendComma(out);
        appendNotFired(out, rule);
    }
    out += "],\"empty\":[";
    for (const destination::EmptyColumn &empty : reasons.empty) {
        appendComma(out);
        appendEmpty(out, empty, prepared.deliveries()[empty.delivery]);
    }
    out += ']';
}

} // namespace smc::cli
