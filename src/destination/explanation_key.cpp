#include "explanation_key.h"

#include "explain.h"
#include "rule.h"

#include <mapping/fql_parser.h>

#include <algorithm>

namespace smc::destination {

using json::Document;
using json::Type;
using json::Value;

namespace {

constexpr std::size_t LongestKey = 4096;
constexpr std::size_t LongestValue = 64;
constexpr std::size_t Deepest = 16;

char letterOf(Type type)
{
    return type == Type::Null ? 'n' : 'v';
}

} // namespace

ExplanationKeys::ExplanationKeys(const Destination &destination)
    : m_settings(destination.settings)
    , m_preset(destination.preset)
{
    std::vector<std::string> texts;
    for (const Rule &rule : m_preset->rules().rules) {
        for (mapping::Path &path : rule.trigger.paths()) {
            std::string text = mapping::pathText(path);
            if (std::find(texts.begin(), texts.end(), text) != texts.end())
                continue;
            texts.push_back(std::move(text));
            m_looked.push_back({std::move(path), {}});
        }
        for (const Column &column : rule.columns) {
            for (const mapping::Path &path : column.value.paths())
                m_entersArrays |= std::any_of(path.begin(), path.end(), [](const auto &step) { return step.index; });
        }
    }
}

std::string_view ExplanationKeys::of(const Prepared &prepared)
{
    m_key.clear();
    if (!prepared.hasAskedRules())
        return {};
    const mapping::Payload payload = prepared.payload();
    const bool isWhole = !payload.defaults.exists() && addRules(prepared) && addTriggers(payload.root) &&
                         addMembers(*payload.root.document(), payload.root.node(), 0);
    return isWhole ? m_key : std::string_view();
}

/// Which rules made a delivery, and which of its columns are empty.
bool ExplanationKeys::addRules(const Prepared &prepared)
{
    const auto deliveries = prepared.deliveries();
    std::size_t made = 0;
    for (const Rule &rule : m_preset->rules().rules) {
        if (made == deliveries.size() || deliveries[made].ruleId != rule.id) {
            const bool isOff = rule.when != nullptr && (m_settings.*rule.when).empty();
            if (!isOff && rule.trigger.matches(prepared.payload().root))
                return false;
            m_key += '-';
            continue;
        }
        const Delivery &delivery = deliveries[made++];
        m_key += '+';
        for (std::size_t column = 0; column < rule.columns.size() && column < delivery.row.size(); ++column) {
            const bool isEmpty = isEmptyCell(delivery.row[column].json);
            m_key += isEmpty ? 'e' : '.';
            if (isEmpty && !delivery.columnOrigins.empty())
                m_key.append(delivery.columns[column]).append(1, '"'); // which no name has
        }
    }
    return made == deliveries.size();
}

bool ExplanationKeys::addTriggers(Value event)
{
    for (const mapping::Lookup &lookup : m_looked) {
        const mapping::Looked looked = mapping::lookAt(event, lookup);
        const std::string_view raw = looked.value.raw();
        if (looked.length || looked.value.size() > 0 || raw.size() > LongestValue)
            return false;
        m_key.append(raw).append(1, '\n');
    }
    return true;
}

/// `"name"v"other"{"inner"n}`: unlike in JSON, nothing is told of values but whether they are null.
bool ExplanationKeys::addMembers(const Document &event, std::uint32_t node, std::size_t depth)
{
    if (depth > Deepest)
        return false;
    const std::string_view text = event.text();
    const std::uint32_t end = event.node(node).next;
    for (std::uint32_t i = node + 1; i < end && m_key.size() <= LongestKey; i = event.node(i).next) {
        const Document::Node &member = event.node(i);
        m_key.append(member.key.of(text));
        if (member.type == Type::Object) {
            m_key += '{';
            if (!addMembers(event, i, depth + 1))
                return false;
            m_key += '}';
        } else if (member.type == Type::Array && m_entersArrays) {
            m_key += '[';
            if (!addMembers(event, i, depth + 1))
                return false;
            m_key += ']';
        } else {
            m_key += letterOf(member.type);
        }
    }
    return m_key.size() <= LongestKey;
}

} // namespace smc::destination
