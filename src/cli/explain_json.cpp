#include "explain_json.h"

#include <json/text.h>
#include <json/writer.h>

namespace smc::cli {

namespace {

/// The rule's id, and its description where the preset has one.
void writeRule(json::Writer &writer, std::string_view id, const destination::Preset &preset)
{
    writer.member("rule", id);
    for (const destination::RuleInfo &info : preset.ruleInfos()) {
        if (info.id == id && !info.description.empty())
            writer.member("description", std::string_view(info.description));
    }
}

void writeNotFired(json::Writer &writer, const destination::NotFired &rule, const destination::Preset &preset)
{
    writer.object([&] {
        writeRule(writer, rule.ruleId, preset);
        writer.member("because", std::string_view(rule.because));
        if (rule.unmet.empty())
            return;
        writer.key("unmet").array([&] {
            for (const mapping::Unmet &unmet : rule.unmet) {
                writer.object([&] {
                    writer.member("condition", std::string_view(unmet.condition));
                    writer.member("path", std::string_view(unmet.path));
                    if (unmet.actual)
                        writer.key("value").raw(json::compact(unmet.actual));
                });
            }
        });
    });
}

void writeEmpty(json::Writer &writer, const destination::EmptyColumn &empty, const destination::Delivery &delivery)
{
    writer.object([&] {
        writer.member("delivery", empty.delivery);
        writer.member("column", std::string_view(delivery.columns[empty.column]));
        writer.member("path", std::string_view(empty.path));
        if (empty.isNull)
            writer.key("value").null();
        if (!empty.nearest.empty())
            writer.member("nearest", std::string_view(empty.nearest));
    });
}

} // namespace

void appendExplanation(std::string &out, const destination::Prepared &prepared,
                       const destination::Explanation &explanation, const destination::Preset &preset)
{
    if (!prepared.hasAskedRules())
        return;
    json::Writer writer;
    writer.array([&] {
        for (const destination::Delivery &delivery : prepared.deliveries())
            writer.object([&] { writeRule(writer, delivery.ruleId, preset); });
    });
    out.append(",\"fired\":").append(writer.text());
    writer.clear();
    writer.array([&] {
        for (const destination::NotFired &rule : explanation.notFired)
            writeNotFired(writer, rule, preset);
    });
    out.append(",\"notFired\":").append(writer.text());
    writer.clear();
    writer.array([&] {
        for (const destination::EmptyColumn &empty : explanation.empty)
            writeEmpty(writer, empty, prepared.deliveries()[empty.delivery]);
    });
    out.append(",\"empty\":").append(writer.text());
}

} // namespace smc::cli
