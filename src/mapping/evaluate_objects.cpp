// The directives that build new objects: @flatten, @merge, @transform, @excludeWhenNull.
#include "evaluate.h"
#include "javascript.h"

#include <json/quote.h>
#include <json/text.h>

#include <charconv>
#include <cstdint>
#include <cstdio>
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
std::string unitJson(const std::string &text, std::size_t index)
{
    if (const auto unit = javascript::unitAt(text, index))
        return json::quoted(*unit);
    char escape[16];
    std::snprintf(escape, sizeof escape, "\"\\u%04x\"", static_cast<unsigned>(javascript::codeUnitAt(text, index)));
    return escape;
}

/// An object as JavaScript builds one: a key keeps the place where it came first, and the value that came last.
class Members
{
public:
    /// No value: the member is undefined, and left out.
    void set(std::string quotedKey, std::optional<std::string> value)
    {
        const auto [place, isNew] = m_places.try_emplace(std::move(quotedKey), m_all.size());
        if (isNew)
            m_all.emplace_back(&place->first, std::move(value));
        else
            m_all[place->second].second = std::move(value);
    }

    std::string text() const
    {
        std::map<std::uint32_t, const std::string *> indexed;
        std::string others;
        for (const auto &[key, value] : m_all) {
            if (!value)
                continue;
            if (const auto index = indexOf(*key))
                indexed.emplace(*index, &*value);
            else
                append(others, *key, *value);
        }
        std::string first;
        for (const auto &[index, value] : indexed)
            append(first, '"' + std::to_string(index) + '"', *value);
        return '{' + first + (first.empty() || others.empty() ? "" : ",") + others + '}';
    }

private:
    static void append(std::string &json, const std::string &key, const std::string &value)
    {
        json.append(json.empty() ? "" : ",").append(key).append(":").append(value);
    }

    std::unordered_map<std::string, std::size_t> m_places;
    std::vector<std::pair<const std::string *, std::optional<std::string>>> m_all;
};

class Flattener
{
public:
    explicit Flattener(const Flatten &operation)
        : m_operation(operation)
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
            if (!add(child, prefix.empty() ? key : prefix + m_operation.separator + key))
                return false;
        }
        return true;
    }

    void hide(const std::vector<std::string> &keys)
    {
        std::string path;
        for (const std::string &key : keys)
            path = path.empty() ? key : path + m_operation.separator + key;
        m_members.set(json::quoted(path), std::nullopt);
    }

    std::string text() const { return m_members.text(); }

private:
    bool addLeaf(Value value, const std::string &key)
    {
        std::string json = memberJson(value);
        m_size += key.size() + json.size();
        m_members.set(json::quoted(key), std::move(json));
        return m_size <= MostFlattened;
    }

    const Flatten &m_operation;
    Members m_members;
    std::size_t m_size = 0;
};

/// Object.assign() onto `members`: members of objects, elements of arrays, characters of texts.
void assign(Members &members, Value from)
{
    if (from.is(Type::Object)) {
        for (const Value member : from)
            members.set(json::quoted(member.key()), memberJson(member));
        return;
    }
    std::size_t index = 0;
    if (from.is(Type::Array)) {
        for (const Value element : from)
            members.set('"' + std::to_string(index++) + '"', memberJson(element));
        return;
    }
    if (!from.is(Type::String))
        return;
    const std::string text = from.text();
    for (const std::size_t end = javascript::length(text); index < end; ++index)
        members.set('"' + std::to_string(index) + '"', unitJson(text, index));
}

/// The object without members that are null, at any depth of objects; what goes at the top is named in `hidden`.
std::string withoutNulls(Value object, Scratch::Hidden &hidden)
{
    std::string json = "{";
    for (const Value member : object) {
        if (object.find(member.key()).node() != member.node())
            continue; // JavaScript keeps the last of two equal keys.
        if (member.is(Type::Null)) {
            hidden.push_back({member.key()});
            continue;
        }
        Scratch::Hidden deeper;
        json.append(json.size() > 1 ? "," : "").append(json::quoted(member.key())).append(":");
        json += member.is(Type::Object) ? withoutNulls(member, deeper) : memberJson(member);
    }
    return json + '}';
}

} // namespace

Seen Evaluator::operator()(const Flatten &operation)
{
    const Seen value = run(*operation.value);
    if (value.hasFailed())
        return value;
    Flattener flattener(operation);
    const Value root = nodeOf(value);
    if (root.exists() && !flattener.add(root, {}))
        return failed("@flatten: what comes out is larger than 64 MB.");
    for (const std::vector<std::string> &keys : m_scratch.hiddenIn(value.json))
        flattener.hide(keys);
    return computed(Type::Object, flattener.text(), sourcesOf(value));
}

Seen Evaluator::operator()(const Merge &operation)
{
    Members members;
    std::vector<Value> sources;
    for (const NodePtr &object : operation.objects) {
        const Seen seen = run(*object);
        if (seen.hasFailed())
            return seen;
        if (!seen.exists())
            continue;
        assign(members, nodeOf(seen));
        for (const std::vector<std::string> &keys : m_scratch.hiddenIn(seen.json)) {
            if (keys.size() == 1)
                members.set(json::quoted(keys.front()), std::nullopt);
        }
        const std::span<const Value> own = sourcesOf(seen);
        sources.insert(sources.end(), own.begin(), own.end());
    }
    return computed(Type::Object, members.text(), sources);
}

Seen Evaluator::operator()(const Transform &operation)
{
    if (!m_payload.root.is(Type::Object))
        return failed("@transform: data must be an object, but it is " +
                      (m_payload.root.exists() ? std::string(json::describe(m_payload.root.type())) : "nothing") + ".");
    const Seen applied = run(*operation.apply);
    if (applied.hasFailed())
        return applied;
    const Value root = nodeOf(applied);
    Evaluator inside({root}, m_scratch);
    const bool isForeign = root.document() != m_payload.root.document() || applied.kind != Origin::Kind::Event;
    inside.m_outer = isForeign ? std::optional(sourcesOf(applied)) : m_outer;
    const Seen mapped = inside.run(*operation.mapping);
    m_error = inside.m_error;
    return mapped;
}

Seen Evaluator::operator()(const ExcludeWhenNull &operation)
{
    const Seen value = run(*operation.value);
    if (!value.exists() || value.type == Type::Null)
        return value.hasFailed() ? value : Seen();
    if (value.type != Type::Object)
        return value;
    Scratch::Hidden hidden = m_scratch.hiddenIn(value.json);
    const std::string json = withoutNulls(nodeOf(value), hidden);
    const Seen cleaned = computed(Type::Object, json, sourcesOf(value));
    m_scratch.hide(cleaned.json, std::move(hidden));
    return cleaned;
}

} // namespace smc::mapping
