// What mapping-kit refuses before it runs a mapping (validate.ts). Arrays are not looked into, as there.
#include "code.h"

#include <json/pointer.h>

#include <algorithm>
#include <functional>
#include <vector>

namespace smc::mapping {

using json::Type;
using json::Value;

namespace {

Result<void> wrong(Value at, std::string sentence)
{
    return fail("mapping_invalid", std::move(sentence), json::pointerTo(at));
}

bool hasDirectiveKey(Value value)
{
    return value.is(Type::Object) &&
           std::any_of(value.begin(), value.end(), [](Value member) { return member.rawKey().starts_with('@'); });
}

std::string kindOf(Value value)
{
    return hasDirectiveKey(value) ? "a directive" : std::string(json::describe(value.type()));
}

Result<void> requireString(Value value)
{
    if (value.is(Type::String))
        return {};
    return wrong(value, "Expected a string here, but found " + kindOf(value) + ".");
}

Result<void> requireObject(Value value)
{
    if (!value.is(Type::Object) || hasDirectiveKey(value))
        return wrong(value, "Expected an object here, but found " + kindOf(value) + ".");
    for (const Value member : value) {
        if (auto valid = validateMapping(member); !valid)
            return valid;
    }
    return {};
}

Result<void> directiveOrRaw(Value value)
{
    return hasDirectiveKey(value) ? validateMapping(value) : Result<void>();
}

Result<void> directiveOrString(Value value)
{
    return hasDirectiveKey(value) ? validateMapping(value) : requireString(value);
}

struct Field
{
    std::string_view name;
    enum class Need : std::uint8_t { Optional, Required } need;
    std::function<Result<void>(Value)> rule;
};

Result<void> objectWithFields(Value value, const std::vector<Field> &fields)
{
    if (auto valid = requireObject(value); !valid)
        return valid;
    for (const Field &field : fields) {
        const Value member = value.find(field.name);
        if (!member) {
            if (field.need == Field::Need::Required)
                return wrong(value, "The field \"" + std::string(field.name) + "\" is missing here.");
            continue;
        }
        if (auto valid = field.rule(member); !valid)
            return valid;
    }
    return {};
}

Result<void> encodeOrDecode(Value value)
{
    if (auto valid = requireString(value); !valid)
        return valid;
    std::string mode = value.text();
    std::transform(mode.begin(), mode.end(), mode.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (mode == "encode" || mode == "decode")
        return {};
    return wrong(value, "Expected \"encode\" or \"decode\" here, but found \"" + value.text() + "\".");
}

Result<void> validateArrayPath(Value value)
{
    if (!value.is(Type::Array))
        return wrong(value, "Expected an array here, but found " + kindOf(value) + ".");
    const Value path = value.at(0);
    if (!path)
        return wrong(value, "@arrayPath needs a path as its first element.");
    if (auto valid = directiveOrString(path); !valid)
        return valid;
    const Value shape = value.at(1);
    return shape ? validateMapping(shape) : Result<void>();
}

Result<void> validateDirective(Value value)
{
    using enum Field::Need;
    const auto marked = std::count_if(value.begin(), value.end(), [](Value m) { return m.rawKey().starts_with('@'); });
    if (marked > 1 || !isDirective(value))
        return wrong(value, "A directive stands alone: expected one key that starts with @, but found " +
                                std::to_string(value.size()) + " keys.");
    const Value content = directiveOf(value);
    const std::string name = content.key();
    if (name == "@path" || name == "@template")
        return directiveOrString(content);
    if (name == "@literal")
        return directiveOrRaw(content);
    if (name == "@if")
        return objectWithFields(content, {{"exists", Optional, directiveOrRaw},
                                          {"then", Optional, directiveOrRaw},
                                          {"else", Optional, directiveOrRaw}});
    if (name == "@case")
        return objectWithFields(content,
                                {{"operator", Optional, requireString}, {"value", Optional, directiveOrString}});
    if (name == "@json")
        return objectWithFields(content, {{"value", Required, directiveOrRaw}, {"mode", Required, encodeOrDecode}});
    if (name == "@arrayPath")
        return validateArrayPath(content);
    return wrong(content, "\"" + name + "\" is not a directive that is known here.");
}

} // namespace

Result<void> validateMapping(Value mapping)
{
    if (hasDirectiveKey(mapping))
        return validateDirective(mapping);
    return mapping.is(Type::Object) ? requireObject(mapping) : Result<void>();
}

} // namespace smc::mapping
