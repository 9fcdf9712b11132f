#include "evaluate.h"

#include "javascript.h"

#include <json/text.h>

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
    if (value.node().exists() && value.node().document()->isCompact()) {
        const Seen packed = computed(Type::String, {m_scratch.keepQuotedSlice(value.json()), {}, sourcesOf(value)});
        return packedOf(packed, value, value.json());
    }
    std::string json;
    json.reserve(value.json().size());
    appendStringified(json, value);
    return packedOf(computedString(json, sourcesOf(value)), value, json);
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
    if (m_scratch.isUndefined(value))
        return {};
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
