#include "validate.h"

#include "code.h"
#include "javascript.h"
#include "replace.h"

#include <json/pointer.h>
#include <json/quote.h>

#include <algorithm>
#include <initializer_list>
#include <unordered_set>

namespace smc::mapping {

using json::Type;
using json::Value;

namespace {

/// The keys on the way to a value, as mapping-kit writes them.
using Path = std::string;

std::string_view nameOf(Type type)
{
    switch (type) {
    case Type::Null:
        return "null";
    case Type::Bool:
        return "boolean";
    case Type::Number:
        return "number";
    case Type::String:
        return "string";
    case Type::Array:
        return "array";
    case Type::Object:
        break;
    }
    return "object";
}

bool hasDirectiveKey(Value value)
{
    return value.is(Type::Object) &&
           std::any_of(value.begin(), value.end(), [](Value member) { return member.rawKey().starts_with('@'); });
}

/// "a string", "an array", "a directive", "an undefined".
std::string described(Value value)
{
    const std::string_view name = !value.exists()          ? "undefined"
                                  : hasDirectiveKey(value) ? "directive"
                                                           : nameOf(value.type());
    return (std::string_view("aeiou").find(name.front()) == std::string_view::npos ? "a " : "an ") + std::string(name);
}

class Validator
{
public:
    /// Every function returns false where it found something wrong.
    bool any(Value value, const Path &path)
    {
        if (hasDirectiveKey(value))
            return directive(value, path);
        return !value.is(Type::Object) || object(value, path);
    }

    std::vector<MappingProblem> take() { return std::move(m_problems); }

private:
    using Rule = bool (Validator::*)(Value, const Path &);

    struct Field
    {
        std::string_view name;
        enum class Need : std::uint8_t { Optional, Required } need;
        std::initializer_list<Rule> rules; ///< Each only where the one before found nothing.
    };

    bool wrong(Value at, const Path &path, const std::string &sentence)
    {
        m_problems.push_back(
            {(path.empty() ? "/" : path) + " " + sentence + ".", at.exists() ? json::pointerTo(at) : std::string()});
        return false;
    }

    bool wrongType(Value value, const Path &path, const std::string &expected)
    {
        return wrong(value, path, "should be " + expected + " but it is " + described(value));
    }

    static bool isPlain(Value value, Type type) { return value.is(type) && !hasDirectiveKey(value); }

    bool object(Value value, const Path &path)
    {
        if (!value.is(Type::Object) || hasDirectiveKey(value))
            return isPlain(value, Type::Object) || wrongType(value, path, "an object");
        if (m_good.count(value.node()) > 0)
            return true;
        bool isGood = true;
        for (const auto &[key, member] : javascript::membersOf(value))
            isGood = any(member, path + '/' + key) && isGood;
        if (isGood)
            m_good.insert(value.node());
        return isGood;
    }

    bool objectWith(std::initializer_list<Field> fields, Value value, const Path &path)
    {
        if (!object(value, path))
            return false;
        bool isGood = true;
        for (const Field &field : fields) {
            const Value member = value.find(field.name);
            const Path inside = path + '/' + std::string(field.name);
            if (member.exists())
                isGood = std::all_of(field.rules.begin(), field.rules.end(),
                                     [&](Rule rule) { return (this->*rule)(member, inside); }) &&
                         isGood;
            else if (field.need == Field::Need::Required)
                isGood = wrong(value, path, "should have field " + json::quoted(field.name) + " but it doesn't");
        }
        return isGood;
    }

    bool string(Value value, const Path &path)
    {
        return isPlain(value, Type::String) || wrongType(value, path, "a string");
    }

    bool boolean(Value value, const Path &path)
    {
        return isPlain(value, Type::Bool) || wrongType(value, path, "a boolean");
    }

    bool array(Value value, const Path &path)
    {
        // Here mapping-kit calls a directive an object.
        return value.is(Type::Array) ||
               wrong(value, path,
                     "should be an array but it is " + (value.is(Type::Object) ? "an object" : described(value)));
    }

    bool directiveOrRaw(Value value, const Path &path) { return !hasDirectiveKey(value) || directive(value, path); }

    bool directiveOrString(Value value, const Path &path)
    {
        if (hasDirectiveKey(value))
            return directive(value, path);
        return value.is(Type::String) || wrongType(value, path, "a string or a mapping directive");
    }

    bool directiveOrObject(Value value, const Path &path)
    {
        if (hasDirectiveKey(value))
            return directive(value, path);
        return value.is(Type::Object) ? object(value, path) : wrongType(value, path, "a object or a mapping directive");
    }

    bool oneOf(std::initializer_list<std::string_view> allowed, Value value, const Path &path)
    {
        if (!string(value, path))
            return false;
        const std::string text = javascript::lower(value.text());
        if (std::find(allowed.begin(), allowed.end(), text) != allowed.end())
            return true;
        std::string names;
        for (const std::string_view name : allowed)
            names.append(names.empty() ? "" : ", ").append(name);
        return wrong(value, path, "should be one of " + names + " but it is " + json::quoted(value.text()));
    }

    bool encodeOrDecode(Value value, const Path &path) { return oneOf({"encode", "decode"}, value, path); }
    bool leftOrRight(Value value, const Path &path) { return oneOf({"left", "right"}, value, path); }

    bool pattern(Value value, const Path &path)
    {
        const std::size_t length = javascript::length(value.text());
        if (length < 1)
            return wrong(value, path, "should be a string of length 1 or greater");
        return length <= LongestPattern || wrong(value, path, "should be a string of length 10 or less");
    }

    bool replacement(Value value, const Path &path)
    {
        return javascript::length(value.text()) <= LongestReplacement ||
               wrong(value, path, "should be a string of length 10 or less");
    }

    bool arrayPath(Value value, const Path &path)
    {
        return array(value, path) && directiveOrString(value.at(0), path) && any(value.at(1), path);
    }

    bool merge(Value value, const Path &path)
    {
        using enum Field::Need;
        const bool hasFields =
            objectWith({{"direction", Optional, {&Validator::leftOrRight}}, {"objects", Required, {&Validator::array}}},
                       value, path);
        if (!hasFields)
            return false;
        for (const Value each : value.find("objects")) {
            if (!directiveOrObject(each, {})) // mapping-kit names no place here
                return false;
        }
        return true;
    }

    bool directive(Value value, const Path &path)
    {
        if (m_good.count(value.node()) > 0)
            return true;
        const auto members = javascript::membersOf(value);
        const auto marked =
            std::count_if(members.begin(), members.end(), [](const auto &m) { return m.first.starts_with('@'); });
        const auto others = std::count_if(members.begin(), members.end(), [](const auto &m) {
            return !m.first.starts_with('@') && m.first != "_metadata";
        });
        if (marked > 1 || others > 0)
            return wrong(value, path,
                         "should only have one @-prefixed key but it has " +
                             std::to_string(marked > 1 ? static_cast<std::size_t>(marked) : members.size()) + " keys");
        const auto named =
            std::find_if(members.begin(), members.end(), [](const auto &m) { return m.first.starts_with('@'); });
        const bool isGood = content(named->first, named->second, path);
        if (isGood)
            m_good.insert(value.node());
        return isGood;
    }

    bool content(const std::string &name, Value value, const Path &owners)
    {
        using enum Field::Need;
        const Path path = owners + '/' + name;
        if (name == "@path" || name == "@template")
            return directiveOrString(value, path);
        if (name == "@literal" || name == "@excludeWhenNull")
            return directiveOrRaw(value, path);
        if (name == "@if")
            return objectWith({{"exists", Optional, {&Validator::directiveOrRaw}},
                               {"then", Optional, {&Validator::directiveOrRaw}},
                               {"else", Optional, {&Validator::directiveOrRaw}}},
                              value, path);
        if (name == "@case")
            return objectWith(
                {{"operator", Optional, {&Validator::string}}, {"value", Optional, {&Validator::directiveOrString}}},
                value, path);
        if (name == "@replace")
            return objectWith({{"pattern", Required, {&Validator::string, &Validator::pattern}},
                               {"replacement", Optional, {&Validator::string, &Validator::replacement}},
                               {"value", Required, {&Validator::directiveOrString}},
                               {"ignorecase", Optional, {&Validator::boolean}},
                               {"global", Optional, {&Validator::boolean}}},
                              value, path);
        if (name == "@arrayPath")
            return arrayPath(value, path);
        if (name == "@json")
            return objectWith(
                {{"value", Required, {&Validator::directiveOrRaw}}, {"mode", Required, {&Validator::encodeOrDecode}}},
                value, path);
        if (name == "@flatten")
            return objectWith(
                {{"separator", Optional, {&Validator::string}}, {"value", Required, {&Validator::directiveOrRaw}}},
                value, path);
        if (name == "@merge")
            return merge(value, path);
        if (name == "@transform")
            return objectWith({{"apply", Required, {&Validator::directiveOrObject}},
                               {"mapping", Required, {&Validator::directiveOrObject}}},
                              value, path);
        if (name == "@liquid")
            return string(value, path) && wrong(value, path, "is not supported here: @liquid templates can't be run");
        return wrong(value, owners, "has an invalid directive: " + name);
    }

    std::vector<MappingProblem> m_problems;
    /// Nodes with nothing wrong: mapping-kit looks at them again on each level around them.
    std::unordered_set<std::uint32_t> m_good;
};

} // namespace

std::vector<MappingProblem> validate(Value mapping)
{
    Validator validator;
    validator.any(mapping, {});
    return validator.take();
}

std::string messagesOf(const std::vector<MappingProblem> &problems)
{
    std::string messages;
    for (const MappingProblem &problem : problems)
        messages.append(messages.empty() ? "" : " ").append(problem.message);
    return messages;
}

} // namespace smc::mapping
