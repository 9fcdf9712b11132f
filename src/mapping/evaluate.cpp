#include "evaluate.h"

#include "javascript.h"

#include <json/text.h>
#include <json/writer.h>

namespace smc::mapping {

using json::Type;
using json::Value;

namespace {

javascript::Seen bare(Seen seen)
{
    return {seen.exists(), seen.type(), seen.json()};
}

/// Nothing, null, or an empty text: what Segment assigns on receipt takes the place of each.
bool isVacant(Seen seen)
{
    return !seen.exists() || seen.isNull() || seen.json() == "\"\"";
}

void append(std::vector<Value> &all, std::span<const Value> sources)
{
    all.insert(all.end(), sources.begin(), sources.end());
}

/// The value without white space, strings as JSON.stringify writes them.
void appendStringified(std::string &out, Seen seen)
{
    if (seen.node().exists())
        json::appendCompact(out, seen.node());
    else
        out += seen.json();
}

void appendElement(std::string &out, Seen seen)
{
    if (seen.exists())
        appendStringified(out, seen);
    else
        out += "null"; // undefined in an array, as JSON.stringify writes it
}

} // namespace

std::string Seen::text() const
{
    std::string text;
    if (exists() && type() == Type::String)
        json::appendUnescaped(text, json().substr(1, json().size() - 2));
    return text;
}

std::string Seen::described() const
{
    return exists() ? std::string(json::describe(type())) : "nothing";
}

Seen Evaluator::run(const Node &node)
{
    Seen seen = std::visit(*this, node.operation);
    if (seen.kind() == Origin::Kind::Computed && seen.by() == Directive::None)
        seen = seen.madeBy(OperationDirectives[node.operation.index()]);
    if (m_scratch.isExhausted() && !seen.hasFailed())
        seen = tooMuch();
    return seen;
}

Seen Evaluator::failed(std::string message)
{
    m_error = Error{"mapping_failed", std::move(message), {}};
    return Seen::failure();
}

Seen Evaluator::operator()(const Constant &operation)
{
    return Seen::constant(operation);
}

Seen Evaluator::operator()(const Undefined &)
{
    return {};
}

Seen Evaluator::operator()(const Failure &operation)
{
    return failed(operation.message);
}

Seen Evaluator::operator()(const PathLookup &operation)
{
    return look(operation.lookup);
}

Seen Evaluator::operator()(const DynamicPath &operation)
{
    const Seen path = run(*operation.path);
    if (path.hasFailed())
        return path;
    if (!path.exists() || path.type() != Type::String)
        return failed("@path expects a string, but got " + path.described() + ".");
    return follow(splitPath(path.text()));
}

Seen Evaluator::operator()(const If &operation)
{
    const Seen condition = run(*operation.condition);
    if (condition.hasFailed())
        return condition;
    bool holds = condition.exists() && !condition.isNull();
    if (holds && operation.test == If::Test::Blank)
        holds = !javascript::looselyEqualsEmpty(bare(condition));
    return run(holds ? *operation.then : *operation.otherwise);
}

Seen Evaluator::operator()(const Case &operation)
{
    const Seen value = run(*operation.value);
    if (!value.exists() || value.type() != Type::String)
        return value;
    if (operation.to == Case::To::Unknown)
        return failed("@case: \"operator\" should be \"lower\" or \"upper\".");
    const std::string text = value.text();
    const std::string changed = operation.to == Case::To::Lower ? javascript::lower(text) : javascript::upper(text);
    if (changed == text)
        return value;
    return computedString(changed, sourcesOf(value));
}

Seen Evaluator::operator()(const Encode &operation)
{
    const Seen value = run(*operation.value);
    if (!value.exists())
        return value;
    if (value.node().exists() && value.node().document()->isCompact())
        return computed(Type::String, {m_scratch.keepQuotedSlice(value.json()), {}, sourcesOf(value)});
    std::string json;
    json.reserve(value.json().size());
    appendStringified(json, value);
    return computedString(json, sourcesOf(value));
}

Seen Evaluator::operator()(const Decode &operation)
{
    const Seen value = run(*operation.value);
    if (!value.exists() || value.type() != Type::String)
        return value;
    const Value root = m_scratch.read(value.text());
    if (!root.exists())
        return value;
    return computed(root.type(), {root.raw(), root, sourcesOf(value)});
}

Seen Evaluator::operator()(const ArrayPath &operation)
{
    const Seen root = run(*operation.root);
    if (!root.exists() || !root.isContainer() || !operation.itemShape)
        return root;
    const Value items = nodeOf(root);
    return items.exists() ? shapeItems(items, root, *operation.itemShape) : root;
}

Value Evaluator::nodeOf(Seen seen)
{
    if (seen.node().exists())
        return seen.node();
    const Value root = seen.exists() ? m_scratch.read(std::string(seen.json())) : Value();
    if (root.exists() && m_scratch.isTracing())
        m_scratch.keepParts(root.document()->text(), partsOf(seen));
    return root;
}

/// `items`, an array's elements or one object, in the shape of `shape`.
Seen Evaluator::shapeItems(Value items, Seen root, const Node &shape)
{
    const bool isForeign = items.document() != m_payload.root.document() || root.kind() != Origin::Kind::Event;
    const std::span<const Value> sources = sourcesOf(root);
    if (m_scratch.isWatching() && !isForeign)
        m_scratch.forget(items);
    std::string json = "[";
    Parts parts;
    const auto appendShaped = [&](Value item) {
        Evaluator inside({item}, m_scratch);
        inside.m_outer =
            isForeign ? std::optional(Outer{sources, root.by() == Directive::None ? Directive::AtArrayPath : root.by()})
                      : m_outer;
        const Seen shaped = inside.run(shape);
        if (json.size() > 1)
            json += ',';
        if (m_scratch.isTracing())
            appendParts(parts, inside.compactPartsOf(shaped), json.size());
        appendElement(json, shaped);
        m_error = inside.m_error;
        if (!shaped.hasFailed() && isTooMuch(json))
            return !tooMuch().hasFailed();
        return !shaped.hasFailed();
    };
    if (items.is(Type::Object)) {
        if (!appendShaped(items))
            return Seen::failure();
    } else {
        for (const Value item : items) {
            if (!appendShaped(item))
                return Seen::failure();
        }
    }
    json += ']';
    const Seen array = computed(Type::Array, json, sources);
    if (m_scratch.isTracing())
        m_scratch.keepParts(array.json(), std::move(parts));
    return array;
}

Seen Evaluator::operator()(const ObjectOf &operation)
{
    std::string json = "{";
    std::vector<Value> sources;
    Parts parts;
    Scratch::Hidden hidden;
    for (const ObjectOf::Member &member : operation.members) {
        const Seen value = run(*member.value);
        if (value.hasFailed())
            return value;
        if (operation.tellsUndefined)
            addHidden(hidden, member.key, value);
        if (!value.exists())
            continue;
        if (json.size() > 1)
            json += ',';
        json += member.quotedKey;
        if (m_scratch.isTracing())
            appendParts(parts, compactPartsOf(value), json.size());
        appendStringified(json, value);
        append(sources, sourcesOf(value));
        if (isTooMuch(json))
            return tooMuch();
    }
    json += '}';
    const Seen object = computed(Type::Object, json, sources);
    m_scratch.hide(object.json(), std::move(hidden));
    if (m_scratch.isTracing())
        m_scratch.keepParts(object.json(), std::move(parts));
    return object;
}

Seen Evaluator::operator()(const ArrayOf &operation)
{
    std::string json = "[";
    std::vector<Value> sources;
    Parts parts;
    Scratch::Hidden hidden;
    std::size_t index = 0;
    for (const NodePtr &element : operation.elements) {
        const Seen value = run(*element);
        if (value.hasFailed())
            return value;
        if (operation.tellsUndefined)
            addHidden(hidden, std::to_string(index), value);
        if (index++ > 0)
            json += ',';
        if (m_scratch.isTracing())
            appendParts(parts, compactPartsOf(value), json.size());
        appendElement(json, value);
        append(sources, sourcesOf(value));
        if (isTooMuch(json))
            return tooMuch();
    }
    json += ']';
    const Seen array = computed(Type::Array, json, sources);
    m_scratch.hide(array.json(), std::move(hidden));
    if (m_scratch.isTracing())
        m_scratch.keepParts(array.json(), std::move(parts));
    return array;
}

void Evaluator::addHidden(Scratch::Hidden &hidden, std::string key, Seen value) const
{
    if (!value.exists()) {
        hidden.push_back({std::move(key)});
        return;
    }
    for (std::vector<std::string> deeper : m_scratch.hiddenIn(value.json())) {
        deeper.insert(deeper.begin(), key);
        hidden.push_back(std::move(deeper));
    }
}

Seen Evaluator::look(const Lookup &lookup)
{
    const Seen seen = find(lookup);
    if (m_scratch.isWatching())
        m_scratch.saw(sourcesOf(seen));
    return seen;
}

Seen Evaluator::find(const Lookup &lookup)
{
    const std::optional<Value> value = lookedUp(lookup, m_payload);
    return value ? slice(*value, Origin::Kind::Event) : follow(lookup.path);
}

Seen Evaluator::follow(const Path &path)
{
    Seen seen = slice(m_payload.root, Origin::Kind::Event);
    for (std::size_t i = 0; i < path.size(); ++i) {
        // mapping-kit: a falsy value on the way is the result, whatever comes behind it.
        if (!javascript::isTruthy(bare(seen)))
            return seen;
        Seen next = step(seen, path[i]);
        if (i == 0 && m_payload.defaults.exists() && isVacant(next)) {
            if (const json::Value assigned = m_payload.defaults.find(path[0].name))
                next = slice(assigned, Origin::Kind::Assigned);
        }
        seen = next;
    }
    return seen;
}

Seen Evaluator::step(Seen from, const Step &step)
{
    switch (from.type()) {
    case Type::Object:
        return slice(from.node().find(step.name), from.kind());
    case Type::Array:
        if (step.index)
            return slice(from.node().at(*step.index), from.kind());
        if (step.name == "length")
            return computed(Type::Number, std::to_string(from.node().size()), sourcesOf(from));
        return {};
    case Type::String: {
        const std::string text = from.text();
        if (step.name == "length")
            return computed(Type::Number, std::to_string(javascript::length(text)), sourcesOf(from));
        if (step.index) {
            if (const auto unit = javascript::unitAt(text, *step.index))
                return computedString(*unit, sourcesOf(from));
        }
        return {};
    }
    default:
        return {};
    }
}

Seen Evaluator::slice(Value value, Origin::Kind kind)
{
    if (!m_outer || !value.exists())
        return Seen::slice(value, kind);
    return computed(value.type(), {value.raw(), value, m_outer->sources}).madeBy(m_outer->by);
}

std::span<const Value> Evaluator::sourcesOf(Seen seen)
{
    return seen.kind() == Origin::Kind::Event ? std::span(&m_scratch.keepOne(seen.node()), 1) : seen.sources();
}

Seen Evaluator::computed(Type type, const Made &made)
{
    return Seen::computed(type, m_scratch.keepOne(made));
}

Seen Evaluator::computed(Type type, std::string_view json, std::span<const Value> sources)
{
    return computed(type, {m_scratch.keep(json), {}, m_scratch.keep(sources)});
}

Seen Evaluator::computedString(std::string_view text, std::span<const Value> sources)
{
    return computed(Type::String, {m_scratch.keepQuoted(text), {}, m_scratch.keep(sources)});
}

} // namespace smc::mapping
