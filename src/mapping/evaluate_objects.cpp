// The directives that build new objects: @flatten, @merge, @transform, @excludeWhenNull.
#include "evaluate.h"
#include "javascript.h"

#include <json/quote.h>
#include <json/text.h>

#include <charconv>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <map>
#include <optional>
#include <unordered_map>

namespace smc::mapping {

using json::Type;
using json::Value;

namespace {

/// Flattening repeats each path for each of its leaves: a text made to swell ends here.
constexpr std::size_t MostFlattened = 64U << 20U;

std::string memberJson(Value value)
{
    return json::compact(value);
}

/// Where JavaScript puts a key: those that are array indexes come first, by number.
std::optional<std::uint32_t> indexOf(std::string_view quotedKey)
{
    const std::string_view key = quotedKey.substr(1, quotedKey.size() - 2);
    std::uint32_t index = 0;
    const auto parsed = std::from_chars(key.data(), key.data() + key.size(), index);
    const bool isCanonical = key == "0" || (!key.empty() && key.front() != '0');
    if (parsed.ec != std::errc() || parsed.ptr != key.data() + key.size() || !isCanonical || index == UINT32_MAX)
        return {};
    return index;
}

/// One UTF-16 unit of a text as JSON; half of a pair is escaped, as JSON.stringify does.
std::string unitJson(char16_t unit)
{
    if (const auto text = javascript::textOf(unit))
        return json::quoted(*text);
    char escape[16];
    std::snprintf(escape, sizeof escape, "\"\\u%04x\"", static_cast<unsigned>(unit));
    return escape;
}

/// JSON that was put together, and, while runs are traced, what its pieces came from.
struct Pieced
{
    std::string json{};
    Parts parts{};
};

/// Of a value on one line; empty where nothing is traced.
using PartsOf = std::function<Parts(Value)>;

/// What is undefined within the members of an object that is put together.
using HiddenByKey = std::unordered_map<std::string, Scratch::Hidden>;

Scratch::Hidden allOf(const HiddenByKey &byKey)
{
    Scratch::Hidden all;
    for (const auto &[key, hidden] : byKey) {
        for (std::vector<std::string> keys : hidden) {
            keys.insert(keys.begin(), key);
            all.push_back(std::move(keys));
        }
    }
    return all;
}

/// An object as JavaScript builds one: a key keeps the place where it came first, and the value that came last.
class Members
{
public:
    /// No value: the member is undefined, and left out.
    void set(std::string quotedKey, std::optional<std::string> value, Parts parts = {})
    {
        const auto [place, isNew] = m_places.try_emplace(std::move(quotedKey), m_all.size());
        if (isNew)
            m_all.push_back({&place->first, std::move(value), std::move(parts)});
        else
            m_all[place->second] = {&place->first, std::move(value), std::move(parts)};
    }

    Pieced object() const
    {
        std::map<std::uint32_t, const Member *> indexed;
        std::vector<const Member *> others;
        for (const Member &member : m_all) {
            if (!member.value)
                continue;
            if (const auto index = indexOf(*member.key))
                indexed.emplace(*index, &member);
            else
                others.push_back(&member);
        }
        Pieced object{.json = "{"};
        for (const auto &[index, member] : indexed)
            append(object, *member);
        for (const Member *member : others)
            append(object, *member);
        object.json += '}';
        return object;
    }

private:
    struct Member
    {
        const std::string *key; ///< In quotes.
        std::optional<std::string> value;
        Parts parts;
    };

    static void append(Pieced &object, const Member &member)
    {
        object.json.append(object.json.size() == 1 ? "" : ",").append(*member.key).append(":");
        appendParts(object.parts, member.parts, object.json.size());
        object.json.append(*member.value);
    }

    std::unordered_map<std::string, std::size_t> m_places;
    std::vector<Member> m_all;
};

class Flattener
{
public:
    Flattener(const Flatten &operation, std::string_view separator, const PartsOf &partsOf, const Scratch &scratch)
        : m_operation(operation)
        , m_separator(separator)
        , m_partsOf(partsOf)
        , m_scratch(scratch)
    {
    }

    /// False where there is more than is sensible.
    bool add(Value value, const std::string &prefix)
    {
        const bool isOpened = value.is(Type::Object) || (value.is(Type::Array) && !m_operation.keepsArrays);
        if (!isOpened)
            return addLeaf(value, prefix);
        std::size_t index = 0;
        for (const Value child : value) {
            const std::string key = value.is(Type::Array) ? std::to_string(index++) : child.key();
            if (!add(child, joined(prefix, key)))
                return false;
        }
        return true;
    }

    void hide(const std::vector<std::string> &keys)
    {
        std::string path;
        for (const std::string &key : keys)
            path = joined(std::move(path), key);
        m_members.set(json::quoted(path), std::nullopt);
    }

    Pieced object() const { return m_members.object(); }
    Scratch::Hidden hidden() const { return allOf(m_hidden); }

private:
    std::string joined(std::string path, const std::string &key) const
    {
        if (!path.empty())
            path += m_separator;
        path += key;
        return path;
    }

    bool addLeaf(Value value, const std::string &key)
    {
        std::string json = memberJson(value);
        m_size += key.size() + json.size();
        if (m_scratch.hidesAnything())
            m_hidden[key] = m_scratch.hiddenIn(value.raw());
        m_members.set(json::quoted(key), std::move(json), m_partsOf(value));
        return m_size <= MostFlattened;
    }

    const Flatten &m_operation;
    const std::string_view m_separator;
    const PartsOf &m_partsOf;
    const Scratch &m_scratch;
    Members m_members;
    HiddenByKey m_hidden; ///< In leaves that are arrays.
    std::size_t m_size = 0;
};

/// Object.assign() onto `members`: members of objects, elements of arrays, characters of texts.
void assign(Members &members, Value from, const PartsOf &partsOf)
{
    if (from.is(Type::Object)) {
        for (const Value member : from)
            members.set(json::quoted(member.key()), memberJson(member), partsOf(member));
        return;
    }
    std::size_t index = 0;
    if (from.is(Type::Array)) {
        for (const Value element : from)
            members.set('"' + std::to_string(index++) + '"', memberJson(element), partsOf(element));
        return;
    }
    if (!from.is(Type::String))
        return;
    for (const char16_t unit : javascript::unitsOf(from.text()))
        members.set('"' + std::to_string(index++) + '"', unitJson(unit));
}

/// What is undefined within the members that `from` sets takes the place of what was within those before.
void replaceHidden(HiddenByKey &byKey, Value from, const Scratch::Hidden &hidden)
{
    if (from.is(Type::Object) || from.is(Type::Array)) {
        std::size_t index = 0;
        for (const Value child : from)
            byKey.erase(from.is(Type::Array) ? std::to_string(index++) : child.key());
    }
    for (const std::vector<std::string> &keys : hidden) {
        if (keys.size() > 1)
            byKey[keys.front()].emplace_back(keys.begin() + 1, keys.end());
    }
}

/// The object without members that are null, at any depth of objects; what goes at the top is named in `hidden`.
Pieced withoutNulls(Value object, Scratch::Hidden &hidden, const PartsOf &partsOf)
{
    Pieced cleaned{.json = "{"};
    for (const auto &[key, member] : javascript::membersOf(object)) {
        if (member.is(Type::Null)) {
            hidden.push_back({key});
            continue;
        }
        Scratch::Hidden deeper;
        Pieced value = member.is(Type::Object) ? withoutNulls(member, deeper, partsOf)
                                               : Pieced{memberJson(member), partsOf(member)};
        std::string &json = cleaned.json;
        json.append(json.size() > 1 ? "," : "").append(json::quoted(key)).append(":");
        appendParts(cleaned.parts, std::move(value.parts), json.size());
        json += value.json;
    }
    cleaned.json += '}';
    return cleaned;
}

} // namespace

Seen Evaluator::operator()(const Flatten &operation)
{
    const Seen value = run(*operation.value);
    if (value.hasFailed())
        return value;
    std::string separator = operation.separator;
    if (operation.computedSeparator) {
        const Seen computed = run(*operation.computedSeparator);
        if (computed.hasFailed())
            return computed;
        if (!computed.exists() || computed.type() != Type::String)
            return failed("@flatten needs a separator that is a string, but got " + computed.described() + ".");
        separator = computed.text();
    }
    const PartsOf parts = [this](Value leaf) { return m_scratch.isTracing() ? compactPartsOf(leaf) : Parts(); };
    Flattener flattener(operation, separator, parts, m_scratch);
    const Value root = nodeOf(value);
    if (root.exists() && !flattener.add(root, {}))
        return failed("@flatten: what comes out is larger than 64 MB.");
    for (const std::vector<std::string> &keys : m_scratch.hiddenIn(value.json()))
        flattener.hide(keys);
    Pieced flat = flattener.object();
    return keptContainer({Type::Object, flat.json, sourcesOf(value), std::move(flat.parts), flattener.hidden()});
}

Seen Evaluator::operator()(const Merge &operation)
{
    const PartsOf parts = [this](Value member) { return m_scratch.isTracing() ? compactPartsOf(member) : Parts(); };
    bool isLeft = operation.isLeft;
    if (operation.computedDirection) {
        const Seen direction = run(*operation.computedDirection);
        if (direction.hasFailed())
            return direction;
        isLeft = direction.text() == "left";
    }
    Members members;
    HiddenByKey hiddenBelow;
    std::vector<Value> sources;
    for (std::size_t i = 0; i < operation.objects.size(); ++i) {
        const Seen seen = run(*operation.objects[isLeft ? operation.objects.size() - 1 - i : i]);
        if (seen.hasFailed())
            return seen;
        if (!seen.exists())
            continue;
        const Value node = nodeOf(seen);
        assign(members, node, parts);
        if (m_scratch.hidesAnything())
            replaceHidden(hiddenBelow, node, m_scratch.hiddenIn(seen.json()));
        m_scratch.count(seen.json().size());
        if (m_scratch.isExhausted())
            return tooMuch();
        for (const std::vector<std::string> &keys : m_scratch.hiddenIn(seen.json())) {
            if (keys.size() == 1)
                members.set(json::quoted(keys.front()), std::nullopt);
        }
        const std::span<const Value> own = sourcesOf(seen);
        sources.insert(sources.end(), own.begin(), own.end());
    }
    Pieced merged = members.object();
    return keptContainer({Type::Object, merged.json, sources, std::move(merged.parts), allOf(hiddenBelow)});
}

Seen Evaluator::operator()(const Transform &operation)
{
    if (m_payload.root.exists() && !m_payload.root.is(Type::Object))
        return failed("@transform: data must be an object, but it is " +
                      std::string(json::describe(m_payload.root.type())) + ".");
    // Of an item that is undefined, an empty object is transformed.
    Evaluator outside(
        {m_payload.root.exists() ? m_payload.root : m_scratch.read("{}"), m_payload.defaults, m_payload.lookups},
        m_scratch);
    outside.m_outer = m_outer;
    const Seen applied = outside.run(*operation.apply);
    if (applied.hasFailed()) {
        m_error = outside.m_error;
        return applied;
    }
    const Value root = nodeOf(applied);
    Evaluator inside({root}, m_scratch);
    const bool isForeign = root.document() != m_payload.root.document() || applied.kind() != Origin::Kind::Event;
    inside.m_outer = isForeign ? std::optional(Outer{sourcesOf(applied), Directive::AtTransform}) : m_outer;
    const Seen mapped = inside.run(*operation.mapping);
    m_error = inside.m_error;
    return mapped;
}

Seen Evaluator::operator()(const ExcludeWhenNull &operation)
{
    const Seen value = run(*operation.value);
    if (!value.exists() || value.type() == Type::Null)
        return value.hasFailed() ? value : Seen();
    if (value.type() != Type::Object)
        return value;
    Scratch::Hidden hidden = m_scratch.hiddenIn(value.json());
    const PartsOf parts = [this](Value member) { return m_scratch.isTracing() ? compactPartsOf(member) : Parts(); };
    Pieced object = withoutNulls(nodeOf(value), hidden, parts);
    return keptContainer({Type::Object, object.json, sourcesOf(value), std::move(object.parts), std::move(hidden)});
}

} // namespace smc::mapping
