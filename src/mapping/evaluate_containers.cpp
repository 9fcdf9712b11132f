// Arrays and objects that a mapping puts together, and @arrayPath. What is undefined in them JavaScript can tell from
// null where they are looked at again.
#include "evaluate.h"

#include <string>
#include <unordered_map>
#include <utility>

namespace smc::mapping {

using json::Type;
using json::Value;

namespace {

void append(std::vector<Value> &all, std::span<const Value> sources)
{
    all.insert(all.end(), sources.begin(), sources.end());
}

void appendElement(std::string &out, Seen seen)
{
    if (seen.exists())
        appendStringified(out, seen);
    else
        out += "null"; // undefined in an array, as JSON.stringify writes it
}

/// What is hidden in the members or elements of a container, by the first key.
std::unordered_map<std::string, Scratch::Hidden> byFirstKey(const Scratch::Hidden &hidden)
{
    std::unordered_map<std::string, Scratch::Hidden> below;
    for (const std::vector<std::string> &keys : hidden)
        below[keys.front()].emplace_back(keys.begin() + 1, keys.end());
    return below;
}

} // namespace

Seen Evaluator::operator()(const ArrayPath &operation)
{
    const Seen root = run(*operation.root);
    if (!root.exists() || !root.isContainer() || !operation.itemShape)
        return root;
    const Value items = nodeOf(root);
    return items.exists() ? shapeItems(items, root, operation) : root;
}

Value Evaluator::nodeOf(Seen seen)
{
    if (seen.node().exists())
        return seen.node();
    const Value root = seen.exists() ? m_scratch.read(std::string(seen.json())) : Value();
    if (root.exists() && m_scratch.hidesAnything())
        hideIn(root, m_scratch.hiddenIn(seen.json()));
    if (root.exists() && m_scratch.isTracing())
        m_scratch.keepParts(root.document()->text(), partsOf(seen));
    return root;
}

/// Says of `container`, which was read anew, and of what stands in it, what is undefined there.
void Evaluator::hideIn(Value container, Scratch::Hidden hidden)
{
    if (hidden.empty())
        return;
    const auto below = byFirstKey(hidden);
    m_scratch.hide(container.raw(), std::move(hidden));
    std::size_t index = 0;
    for (const Value child : container) {
        const auto found = below.find(container.is(Type::Array) ? std::to_string(index++) : child.key());
        if (found == below.end())
            continue;
        if (child.is(Type::Null))
            m_scratch.setUndefined(child);
        else
            hideIn(child, found->second);
    }
}

/// Adds what is undefined of `value`, which stands under a key: itself, where the container tells it, and what is
/// within it.
template <typename Key>
void Evaluator::tellHidden(Scratch::Hidden &hidden, Key key, Seen value, bool tellsUndefined) const
{
    if (!value.exists()) {
        if (tellsUndefined)
            hidden.push_back({key()});
        return;
    }
    if (!m_scratch.hidesAnything())
        return;
    for (std::vector<std::string> deeper : m_scratch.hiddenIn(value.json())) {
        deeper.insert(deeper.begin(), key());
        hidden.push_back(std::move(deeper));
    }
}

/// A container that was put together, with what is known of its pieces.
Seen Evaluator::keptContainer(Container made)
{
    const Seen seen = computed(made.type, made.json, made.sources);
    m_scratch.hide(seen.json(), std::move(made.hidden));
    if (m_scratch.isTracing())
        m_scratch.keepParts(seen.json(), std::move(made.parts));
    return seen;
}

/// `items`, an array's elements or one object, each in the operation's shape.
Seen Evaluator::shapeItems(Value items, Seen root, const ArrayPath &operation)
{
    const bool isForeign = items.document() != m_payload.root.document() || root.kind() != Origin::Kind::Event;
    const std::span<const Value> sources = sourcesOf(root);
    if (m_scratch.isWatching() && !isForeign)
        m_scratch.forget(items);
    std::string json = "[";
    Parts parts;
    Scratch::Hidden hidden;
    std::size_t index = 0;
    const auto appendShaped = [&](Value item) {
        Evaluator inside({m_scratch.isUndefined(item) ? Value() : item}, m_scratch);
        inside.m_outer =
            isForeign ? std::optional(Outer{sources, root.by() == Directive::None ? Directive::AtArrayPath : root.by()})
                      : m_outer;
        const Seen shaped = inside.run(*operation.itemShape);
        if (json.size() > 1)
            json += ',';
        if (m_scratch.isTracing())
            appendParts(parts, inside.compactPartsOf(shaped), json.size());
        appendElement(json, shaped);
        tellHidden(
            hidden, [&] { return std::to_string(index); }, shaped, operation.tellsUndefined);
        ++index;
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
    return keptContainer({Type::Array, json, sources, std::move(parts), std::move(hidden)});
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
        tellHidden(
            hidden, [&] { return member.key; }, value, operation.tellsUndefined);
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
    return keptContainer({Type::Object, json, sources, std::move(parts), std::move(hidden)});
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
        tellHidden(
            hidden, [&] { return std::to_string(index); }, value, operation.tellsUndefined);
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
    return keptContainer({Type::Array, json, sources, std::move(parts), std::move(hidden)});
}

} // namespace smc::mapping
