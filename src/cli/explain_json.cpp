#include "explain_json.h"

#include "json_append.h"

#include <json/quote.h>
#include <json/text.h>

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

ExplanationWriter::ExplanationWriter(const destination::Preset &preset)
{
    for (const destination::RuleInfo &info : preset.ruleInfos()) {
        std::string &text = m_descriptions[info.id];
        text = "\"rule\":";
        json::appendQuoted(text, info.id);
        if (!info.description.empty())
            appendMember(text, "description", info.description);
    }
}

void ExplanationWriter::appendRule(std::string &out, const std::string &id) const
{
    out += m_descriptions.at(id);
}

void ExplanationWriter::appendNotFired(std::string &out, const destination::NotFired &rule) const
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

void ExplanationWriter::append(std::string &out, const destination::Prepared &prepared,
                               const destination::Explanation &explanation) const
{
    if (!prepared.hasAskedRules())
        return;
    out += ",\"fired\":[";
    for (const destination::Delivery &delivery : prepared.deliveries()) {
        appendComma(out);
        out += '{';
        appendRule(out, delivery.ruleId);
        out += '}';
    }
    out += "],\"notFired\":[";
    for (const destination::NotFired &rule : explanation.notFired) {
        appendComma(out);
        appendNotFired(out, rule);
    }
    out += "],\"empty\":[";
    for (const destination::EmptyColumn &empty : explanation.empty) {
        appendComma(out);
        appendEmpty(out, empty, prepared.deliveries()[empty.delivery]);
    }
    out += ']';
}

} // namespace smc::cli
