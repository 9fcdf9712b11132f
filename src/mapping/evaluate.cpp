#include "evaluate.h"

#include "javascript.h"

#include <json/text.h>
#include <json/writer.h>

namespace smc::mapping {

using json::Type;
using json::Value;

namespace {

javascript::Seen bare(const Seen &seen)
{
    return {seen.exists, seen.type, seen.json};
}

std::string textOf(const Seen &seen)
{
    std::string text;
    if (seen.exists && seen.type == Type::String)
        json::appendUnescaped(text, seen.json.substr(1, seen.json.size() - 2));
    return text;
}

void appendSources(std::vector<Value> &sources, const Seen &seen)
{
    sources.insert(sources.end(), seen.origin.sources.begin(), seen.origin.sources.end());
}

/// The value without white space, strings as JSON.stringify writes them.
void appendStringified(std::string &out, const Seen &seen)
{
    if (seen.node.exists())
        json::appendCompact(out, seen.node);
    else
        out += seen.json;
}

void appendElement(std::string &out, const Seen &seen)
{
    if (seen.exists)
        appendStringified(out, seen);
    else
        out += "null"; // undefined in an array, as JSON.stringify writes it
}

} // namespace

Result<Seen> Evaluator::run(const Node &node)
{
    return std::visit(*this, node.operation);
}

Result<Seen> Evaluator::operator()(const Constant &operation)
{
    return Seen{true, operation.type, operation.json, {}, {}};
}

Result<Seen> Evaluator::operator()(const Undefined &)
{
    return Seen{};
}

Result<Seen> Evaluator::operator()(const Failure &operation)
{
    return fail("mapping_failed", operation.message);
}

Result<Seen> Evaluator::operator()(const PathLookup &operation)
{
    return look(operation.path);
}

Result<Seen> Evaluator::operator()(const DynamicPath &operation)
{
    const Result<Seen> path = run(*operation.path);
    if (!path)
        return path;
    if (!path->exists || path->type != Type::String)
        return fail("mapping_failed", "@path expects a string, but got " +
                                          (path->exists ? std::string(json::describe(path->type)) : "nothing") + ".");
    return look(splitPath(textOf(*path)));
}

Result<Seen> Evaluator::operator()(const Template &operation)
{
    if (operation.pieces.size() == 1 && !operation.pieces.front().isText) {
        // "{{userId}}": a string stays the slice that it is.
        if (Seen only = look(operation.pieces.front().path); only.exists && only.type == Type::String)
            return only;
    }
    std::vector<Value> sources;
    const std::string text = render(operation.pieces, sources);
    return computedString(text, sources);
}

Result<Seen> Evaluator::operator()(const DynamicTemplate &operation)
{
    const Result<Seen> text = run(*operation.text);
    if (!text)
        return text;
    if (!text->exists || text->type != Type::String)
        return fail("mapping_failed", "@template expects a string, but got " +
                                          (text->exists ? std::string(json::describe(text->type)) : "nothing") + ".");
    std::vector<Value> sources;
    const std::string once = render(splitTemplate(textOf(*text), 3), sources);
    const std::string twice = render(splitTemplate(once, 2), sources);
    return computedString(twice, sources);
}

Result<Seen> Evaluator::operator()(const If &operation)
{
    const Result<Seen> condition = run(*operation.condition);
    if (!condition)
        return condition;
    bool holds = condition->exists && condition->type != Type::Null;
    if (holds && operation.test == If::Test::Blank)
        holds = !javascript::looselyEqualsEmpty(bare(*condition));
    return run(holds ? *operation.then : *operation.otherwise);
}

Result<Seen> Evaluator::operator()(const Case &operation)
{
    Result<Seen> value = run(*operation.value);
    if (!value || !value->exists || value->type != Type::String)
        return value;
    if (operation.to == Case::To::Unknown)
        return fail("mapping_failed", "@case: \"operator\" should be \"lower\" or \"upper\".");
    const std::string text = textOf(*value);
    const std::string changed = operation.to == Case::To::Lower ? javascript::lower(text) : javascript::upper(text);
    if (changed == text)
        return value;
    return computedString(changed, value->origin.sources);
}

Result<Seen> Evaluator::operator()(const Encode &operation)
{
    const Result<Seen> value = run(*operation.value);
    if (!value || !value->exists)
        return value;
    if (value->node.exists() && value->node.document()->isCompact())
        return computedString(value->json, value->origin.sources);
    std::string json;
    json.reserve(value->json.size());
    appendStringified(json, *value);
    return computedString(json, value->origin.sources);
}

Result<Seen> Evaluator::operator()(const Decode &operation)
{
    Result<Seen> value = run(*operation.value);
    if (!value || !value->exists || value->type != Type::String)
        return value;
    json::Document &document = m_scratch.document();
    if (!document.parse(textOf(*value)))
        return value;
    Seen decoded{true, document.root().type(), document.root().raw(), document.root(), {}};
    decoded.origin = {Origin::Kind::Computed, value->origin.sources};
    return decoded;
}

Result<Seen> Evaluator::operator()(const ArrayPath &operation)
{
    Result<Seen> root = run(*operation.root);
    const bool isContainer = root && root->exists && (root->type == Type::Array || root->type == Type::Object);
    if (!isContainer || !operation.itemShape)
        return root;
    Value node = root->node;
    if (!node.exists()) {
        json::Document &document = m_scratch.document();
        if (!document.parse(std::string(root->json)))
            return root;
        node = document.root();
    }
    const bool isForeign = node.document() != m_payload.root.document() || root->origin.kind != Origin::Kind::Event;
    std::string json = "[";
    const auto append = [&](Value item) -> Result<void> {
        Evaluator inside({item, {}}, m_scratch);
        inside.m_outer = isForeign ? &root->origin : m_outer;
        const Result<Seen> shaped = inside.run(*operation.itemShape);
        if (!shaped)
            return tl::make_unexpected(shaped.error());
        if (json.size() > 1)
            json += ',';
        appendElement(json, *shaped);
        return {};
    };
    if (root->type == Type::Object) {
        if (auto done = append(node); !done)
            return tl::make_unexpected(done.error());
    } else {
        for (const Value item : node) {
            if (auto done = append(item); !done)
                return tl::make_unexpected(done.error());
        }
    }
    json += ']';
    return computed(Type::Array, json, root->origin.sources);
}

Result<Seen> Evaluator::operator()(const ObjectOf &operation)
{
    std::string json = "{";
    std::vector<Value> sources;
    for (const ObjectOf::Member &member : operation.members) {
        const Result<Seen> value = run(*member.value);
        if (!value)
            return value;
        if (!value->exists)
            continue;
        if (json.size() > 1)
            json += ',';
        json += member.quotedKey;
        appendStringified(json, *value);
        appendSources(sources, *value);
    }
    json += '}';
    return computed(Type::Object, json, sources);
}

Result<Seen> Evaluator::operator()(const ArrayOf &operation)
{
    std::string json = "[";
    std::vector<Value> sources;
    for (const NodePtr &element : operation.elements) {
        const Result<Seen> value = run(*element);
        if (!value)
            return value;
        if (json.size() > 1)
            json += ',';
        appendElement(json, *value);
        appendSources(sources, *value);
    }
    json += ']';
    return computed(Type::Array, json, sources);
}

Seen Evaluator::look(const Path &path)
{
    Seen seen = slice(m_payload.root, Origin::Kind::Event);
    for (std::size_t i = 0; i < path.size(); ++i) {
        // mapping-kit: a falsy value on the way is the result, whatever comes behind it.
        if (!javascript::isTruthy(bare(seen)))
            return seen;
        Seen next = step(seen, path[i]);
        if (i == 0 && !next.exists && m_payload.defaults.exists())
            next = slice(m_payload.defaults.find(path[0].name), Origin::Kind::Assigned);
        seen = next;
    }
    return seen;
}

Seen Evaluator::step(const Seen &from, const Step &step)
{
    switch (from.type) {
    case Type::Object:
        return slice(from.node.find(step.name), from.origin.kind);
    case Type::Array:
        if (step.index)
            return slice(from.node.at(*step.index), from.origin.kind);
        if (step.name == "length")
            return computed(Type::Number, std::to_string(from.node.size()), from.origin.sources);
        return {};
    case Type::String: {
        const std::string text = textOf(from);
        if (step.name == "length")
            return computed(Type::Number, std::to_string(javascript::length(text)), from.origin.sources);
        if (step.index) {
            if (const auto unit = javascript::unitAt(text, *step.index))
                return computedString(*unit, from.origin.sources);
        }
        return {};
    }
    default:
        return {};
    }
}

Seen Evaluator::slice(Value value, Origin::Kind kind)
{
    if (!value.exists())
        return {};
    Seen seen{true, value.type(), value.raw(), value, {kind, {}}};
    if (m_outer != nullptr)
        seen.origin = {Origin::Kind::Computed, m_outer->sources};
    else if (kind == Origin::Kind::Event)
        seen.origin.sources = m_scratch.keep(std::span(&value, 1));
    return seen;
}

Seen Evaluator::computed(Type type, std::string_view json, std::span<const Value> sources)
{
    const auto kept = sources.empty() ? std::span<const Value>() : m_scratch.keep(sources);
    return {true, type, m_scratch.keep(json), {}, {Origin::Kind::Computed, kept}};
}

Seen Evaluator::computedString(std::string_view text, std::span<const Value> sources)
{
    std::string &json = m_scratch.buffer();
    json::appendQuoted(json, text);
    return computed(Type::String, json, sources);
}

std::string Evaluator::render(const std::vector<Piece> &pieces, std::vector<Value> &sources)
{
    std::string text;
    for (const Piece &piece : pieces) {
        if (piece.isText) {
            text += piece.text;
            continue;
        }
        const Seen seen = look(piece.path);
        if (seen.exists && seen.type != Type::Null)
            javascript::appendString(text, bare(seen));
        appendSources(sources, seen);
    }
    return text;
}

} // namespace smc::mapping
