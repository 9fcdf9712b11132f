#include "batch_envelope.h"

#include <json/writer.h>

#include <map>

namespace smc::segment {

using json::Type;
using json::Value;

namespace {

std::string rawOf(Value value, Type type)
{
    return value.is(type) ? std::string(value.raw()) : std::string();
}

/// Texts to put in front of the byte at which they stand, or in place of `null`.
class Edits
{
public:
    explicit Edits(Value item)
        : m_item(item)
    {
    }

    void give(std::string_view name, std::string_view json)
    {
        if (json.empty())
            return;
        const Value own = m_item.find(name);
        if (!own) {
            append(m_item, name, json);
        } else if (own.is(Type::Null)) {
            m_replacements[own.span().begin] = json;
        } else if (own.is(Type::Object)) {
            addMissing(own, json);
        }
    }

    std::string result() const
    {
        const std::string_view text = m_item.raw();
        const std::uint32_t start = m_item.span().begin;
        std::string out;
        for (std::uint32_t at = start; at < m_item.span().end; ++at) {
            if (const auto insertion = m_insertions.find(at); insertion != m_insertions.end())
                out += insertion->second;
            if (const auto replacement = m_replacements.find(at); replacement != m_replacements.end()) {
                out += replacement->second;
                at += 3; // of "null"
                continue;
            }
            out += text[at - start];
        }
        return out;
    }

private:
    void addMissing(Value own, std::string_view json)
    {
        json::Document document;
        if (!document.parse(std::string(json)))
            return;
        for (const Value member : document.root()) {
            if (const std::string key = member.key(); !own.find(key))
                append(own, key, member.raw());
        }
    }

    void append(Value object, std::string_view name, std::string_view json)
    {
        std::string &text = m_insertions[object.span().end - 1];
        if (object.size() > 0 || !text.empty())
            text += ',';
        text.append(json::quoted(name)).append(1, ':').append(json);
    }

    Value m_item;
    std::map<std::uint32_t, std::string> m_insertions;
    std::map<std::uint32_t, std::string> m_replacements;
};

} // namespace

BatchEnvelope::BatchEnvelope(Value body)
    : m_context(rawOf(body.find("context"), Type::Object))
    , m_integrations(rawOf(body.find("integrations"), Type::Object))
    , m_sentAt(rawOf(body.find("sentAt"), Type::String))
{
}

std::string BatchEnvelope::mergedInto(std::string_view item) const
{
    json::Document document;
    if (!document.parse(std::string(item)) || !document.root().is(Type::Object))
        return std::string(item);
    Edits edits(document.root());
    edits.give("context", m_context);
    edits.give("integrations", m_integrations);
    edits.give("sentAt", m_sentAt);
    return edits.result();
}

} // namespace smc::segment
