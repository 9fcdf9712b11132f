// The root directive: one directive that runs on all that the other keys map.
#include "code.h"

#include <json/quote.h>
#include <json/text.h>

namespace smc::mapping {

using json::Type;
using json::Value;

namespace {

constexpr std::string_view RootKey = "__segment_internal_directive";

void appendMember(std::string &object, Value member)
{
    object.append(object.size() > 1 ? "," : "").append(json::quoted(member.key())).append(":");
    json::appendCompact(object, member);
}

std::string withoutKey(Value object, std::string_view key)
{
    std::string text = "{";
    for (const Value member : object) {
        if (!member.keyIs(key))
            appendMember(text, member);
    }
    return text + '}';
}

} // namespace

Result<std::optional<std::string>> rootedMapping(Value mapping)
{
    const Value root = mapping.find(RootKey);
    if (!root.exists())
        return std::optional<std::string>();
    if (root.size() > 1)
        return fail("mapping_failed", "The root mapping must only have a single directive object.");
    const Value directive = root.is(Type::Object) || root.is(Type::Array) ? *root.begin() : Value();
    if (directive.is(Type::Array) && root.size() > 0)
        return std::optional(json::compact(root)); // It takes no mapping: JavaScript hangs it onto the array unseen.
    if (root.size() == 0 || !directive.is(Type::Object))
        return fail("mapping_failed", "The root directive must be an object.");
    std::string options = withoutKey(directive, "mapping");
    options.pop_back();
    options.append(options.size() > 1 ? "," : "").append("\"mapping\":").append(withoutKey(mapping, RootKey)) += '}';
    if (root.is(Type::Array))
        return std::optional("[" + options + "]"); // An array of one object is no directive, and is mapped as an array.
    return std::optional("{" + json::quoted(directive.key()) + ":" + options + "}");
}

} // namespace smc::mapping
