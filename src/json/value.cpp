// What can be asked of a value in a document.
#include "document.h"
#include "number.h"
#include "text.h"

#include <charconv>

namespace smc::json {

std::string_view describe(Type type)
{
    switch (type) {
    case Type::Null:
        return "null";
    case Type::Bool:
        return "a boolean";
    case Type::Number:
        return "a number";
    case Type::String:
        return "a string";
    case Type::Array:
        return "an array";
    case Type::Object:
        return "an object";
    }
    return "a value";
}

Span Value::keySpan() const
{
    return exists() ? m_document->m_nodes[m_node].key : Span();
}

std::string_view Value::rawKey() const
{
    const Span span = keySpan();
    return span.isEmpty() ? std::string_view() : m_document->m_text.substr(span.begin + 1, span.size() - 2);
}

std::string Value::key() const
{
    return exists() && m_document->m_nodes[m_node].keyEscaped ? unescaped(rawKey()) : std::string(rawKey());
}

bool Value::keyIs(std::string_view name) const
{
    return m_document->m_nodes[m_node].keyEscaped ? key() == name : rawKey() == name;
}

Value Value::find(std::string_view name) const
{
    if (!is(Type::Object))
        return {};
    const Document::Node *const nodes = m_document->m_nodes.data();
    const char *const text = m_document->m_text.data();
    std::uint32_t found = 0;
    for (std::uint32_t i = m_node + 1, end = nodes[m_node].next; i < end; i = nodes[i].next) {
        const Document::Node &member = nodes[i];
        const std::string_view key(text + member.key.begin + 1, member.key.size() - 2);
        if (member.keyEscaped ? unescaped(key) == name : key == name)
            found = i;
    }
    return found == 0 ? Value() : Value(m_document, found);
}

Value Value::at(std::size_t index) const
{
    if (!is(Type::Array))
        return {};
    const Document::Node *const nodes = m_document->m_nodes.data();
    for (std::uint32_t i = m_node + 1; i < nodes[m_node].next; i = nodes[i].next) {
        if (index-- == 0)
            return Value(m_document, i);
    }
    return {};
}

std::size_t Value::size() const
{
    if (!is(Type::Object) && !is(Type::Array))
        return 0;
    const Document::Node *const nodes = m_document->m_nodes.data();
    std::size_t count = 0;
    for (std::uint32_t i = m_node + 1; i < nodes[m_node].next; i = nodes[i].next)
        ++count;
    return count;
}

Value::Iterator Value::begin() const
{
    if (!exists() || (type() != Type::Object && type() != Type::Array))
        return end();
    return Iterator(m_document, m_node + 1);
}

Value::Iterator Value::end() const
{
    return exists() ? Iterator(m_document, m_document->m_nodes[m_node].next) : Iterator();
}

bool Value::isPlainString() const
{
    return is(Type::String) && !m_document->m_nodes[m_node].valueEscaped;
}

std::string Value::text() const
{
    if (!is(Type::String))
        return {};
    const std::string_view content = raw().substr(1, span().size() - 2);
    return isPlainString() ? std::string(content) : unescaped(content);
}

bool Value::textIs(std::string_view text) const
{
    if (!is(Type::String))
        return false;
    return isPlainString() ? raw().substr(1, span().size() - 2) == text : this->text() == text;
}

bool Value::isTrue() const
{
    return raw() == "true";
}

std::optional<double> Value::number() const
{
    if (!is(Type::Number))
        return {};
    return nearestDouble(raw());
}

std::optional<std::int64_t> Value::integer() const
{
    if (!is(Type::Number))
        return {};
    std::int64_t result = 0;
    const std::string_view digits = raw();
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), result);
    if (parsed.ec != std::errc() || parsed.ptr != digits.data() + digits.size())
        return {};
    return result;
}

} // namespace smc::json
