// From mapping JSON to operations. What mapping-kit would throw only when it gets there becomes a Failure there.
#include "code.h"
#include "javascript.h"
#include "validate.h"

#include <json/text.h>
#include <json/writer.h>

#include <algorithm>

namespace smc::mapping {

using json::Type;
using json::Value;

namespace {

/// Where in a mapping the compiler is.
struct Context
{
    PathTable *paths = nullptr; ///< None where paths don't start at the top of the payload.
    bool isMerged = false;      ///< What comes out is merged over something, or flattened.
    bool isRead = false;        ///< Paths lead into what comes out.
};

NodePtr compileValue(Value mapping, const Context &context);

template <typename Operation>
NodePtr make(Operation operation)
{
    return std::make_unique<const Node>(Node{std::move(operation)});
}

bool isTruthy(Value value)
{
    return value.exists() && javascript::isTruthy({true, value.type(), value.raw()});
}

NodePtr failure(std::string message)
{
    return make(Failure{std::move(message)});
}

Lookup lookupOf(Path path, const Context &context)
{
    const auto id = context.paths != nullptr ? context.paths->add(path) : std::nullopt;
    return {std::move(path), id};
}

std::vector<Piece> piecesOf(std::string_view text, const Context &context)
{
    std::vector<Piece> pieces = splitTemplate(text, 2);
    for (Piece &piece : pieces) {
        if (!piece.isText)
            piece.lookup = lookupOf(std::move(piece.lookup.path), context);
    }
    return pieces;
}

NodePtr compileOptional(Value value, const Context &context)
{
    return value.exists() ? compileValue(value, context) : make(Undefined{});
}

NodePtr compilePath(Value path, const Context &context)
{
    if (path.is(Type::String))
        return make(PathLookup{lookupOf(splitPath(path.text()), context)});
    if (!path.is(Type::Object))
        return failure("@path expects a string, but has " + std::string(json::describe(path.type())) + ".");
    return make(DynamicPath{compileValue(path, context)});
}

bool hasTriple(const std::vector<Piece> &pieces)
{
    return pieces.size() > 1 || (pieces.size() == 1 && !pieces.front().isText);
}

NodePtr compileTemplate(Value value, const Context &context)
{
    if (value.is(Type::String)) {
        const std::string text = value.text();
        if (!hasTriple(splitTemplate(text, 3)))
            return make(Template{piecesOf(text, context)});
    } else if (!value.is(Type::Object)) {
        return failure("@template expects a string, but has " + std::string(json::describe(value.type())) + ".");
    }
    return make(DynamicTemplate{compileValue(value, context)});
}

NodePtr compileIf(Value options, const Context &context)
{
    if (!options.is(Type::Object))
        return failure("@if expects an object with an \"exists\" key.");
    const Value exists = options.find("exists");
    const Value blank = options.find("blank");
    if (!isTruthy(exists) && !isTruthy(blank))
        return failure("@if needs an \"exists\" key or a \"blank\" key.");
    const Value otherwise = options.find("else");
    return make(If{exists ? If::Test::Exists : If::Test::Blank, compileValue(exists ? exists : blank, context),
                   compileOptional(options.find("then"), context),
                   isTruthy(otherwise) ? compileValue(otherwise, context) : make(Undefined{})});
}

NodePtr compileCase(Value options, const Context &context)
{
    if (!options.is(Type::Object) || !isTruthy(options.find("operator")))
        return failure("@case needs an \"operator\" key.");
    const Value value = options.find("value");
    if (!isTruthy(value))
        return make(Undefined{});
    const Value name = options.find("operator");
    const Case::To to = name.textIs("lower")   ? Case::To::Lower
                        : name.textIs("upper") ? Case::To::Upper
                                               : Case::To::Unknown;
    return make(Case{to, compileValue(value, context)});
}

NodePtr compileJson(Value options, const Context &context)
{
    if (!options.is(Type::Object) || !isTruthy(options.find("mode")))
        return failure("@json needs a \"mode\" key.");
    if (!isTruthy(options.find("value")))
        return failure("@json needs a \"value\" key.");
    NodePtr value = compileValue(options.find("value"), context);
    if (options.find("mode").textIs("encode"))
        return make(Encode{std::move(value)});
    if (options.find("mode").textIs("decode"))
        return make(Decode{std::move(value)});
    // Another mode yields nothing, but the value is looked at, and may fail.
    return make(If{If::Test::Exists, std::move(value), make(Undefined{}), make(Undefined{})});
}

NodePtr compileArrayPath(Value options, const Context &context)
{
    if (!options.is(Type::Array))
        return failure("@arrayPath expects an array.");
    const Value path = options.at(0);
    const Value shape = options.at(1);
    NodePtr root = path.is(Type::String) ? make(PathLookup{lookupOf(splitPath(path.text()), context)})
                                         : compileOptional(path, {context.paths, context.isMerged, true});
    const bool hasShape = shape.is(Type::Object) && shape.size() > 0;
    return make(ArrayPath{std::move(root),
                          hasShape ? compileValue(shape, {nullptr, context.isMerged, context.isRead}) : nullptr,
                          context.isMerged || context.isRead});
}

NodePtr compileReplace(Value options, const Context &context)
{
    if (!options.is(Type::Object) || !isTruthy(options.find("pattern")))
        return failure("@replace needs a \"pattern\" key.");
    const Value value = options.find("value");
    if (!isTruthy(value))
        return make(Undefined{});
    Replace replace;
    const Value global = options.find("global");
    const Value ignoreCase = options.find("ignorecase");
    const auto isGiven = [](Value option) { return option.exists() && !option.is(Type::Null); };
    const auto fits = [&](Value option, Type type) { return !isGiven(option) || option.is(type); };
    replace.isUsable = options.find("pattern").is(Type::String) && fits(options.find("replacement"), Type::String) &&
                       fits(global, Type::Bool) && fits(ignoreCase, Type::Bool);
    replace.isGlobal = !isGiven(global) || global.isTrue();
    replace.ignoresCase = ignoreCase && ignoreCase.isTrue();
    replace.pairs.push_back({options.find("pattern").text(), options.find("replacement").text()});
    const Value second = options.find("pattern2");
    const Value into = options.find("replacement2");
    if (second.is(Type::String) && isTruthy(second) && (!into || into.is(Type::Null) || into.is(Type::String)))
        replace.pairs.push_back({second.text(), into ? into.text() : std::string()});
    replace.value = compileValue(value, context);
    return make(std::move(replace));
}

NodePtr compileFlatten(Value options, const Context &context)
{
    if (!options.is(Type::Object) || !isTruthy(options.find("separator")))
        return failure("@flatten needs a \"separator\" key.");
    const Value separator = options.find("separator");
    Flatten flatten;
    flatten.separator = separator.text();
    if (!separator.is(Type::String)) // Where nothing was looked at before.
        flatten.computedSeparator = compileValue(separator, context);
    flatten.keepsArrays = isTruthy(options.find("omitArrays"));
    flatten.value = compileOptional(options.find("value"), {context.paths, true, context.isRead});
    return make(std::move(flatten));
}

NodePtr compileMerge(Value options, const Context &context)
{
    if (!options.is(Type::Object) || !isTruthy(options.find("direction")))
        return failure("@merge needs a \"direction\" key.");
    const Value objects = options.find("objects");
    if (!objects.is(Type::Array))
        return failure("@merge needs an array under \"objects\".");
    Merge merge;
    for (const Value object : objects)
        merge.objects.push_back(compileValue(object, {context.paths, true, context.isRead}));
    const Value direction = options.find("direction");
    merge.isLeft = direction.textIs("left");
    if (!direction.is(Type::String)) // Where nothing was looked at before.
        merge.computedDirection = compileValue(direction, context);
    return make(std::move(merge));
}

NodePtr compileProcessed(Value mapping, const Context &context);

NodePtr compileTransform(Value options, const Context &context)
{
    if (!options.is(Type::Object) || !isTruthy(options.find("mapping")))
        return failure("@transform needs a \"mapping\" key.");
    const Value apply = options.find("apply");
    if (!isTruthy(apply))
        return failure("@transform needs an \"apply\" key.");
    if (!apply.is(Type::Object))
        return failure("@transform: \"apply\" should be an object.");
    return make(Transform{compileProcessed(apply, {context.paths, false, true}),
                          compileValue(options.find("mapping"), {nullptr, context.isMerged, context.isRead})});
}

NodePtr compileDirective(Value directive, const Context &context)
{
    const std::string name = directive.key();
    if (name == "@path")
        return compilePath(directive, context);
    if (name == "@template")
        return compileTemplate(directive, context);
    if (name == "@literal")
        return compileValue(directive, context);
    if (name == "@if")
        return compileIf(directive, context);
    if (name == "@case")
        return compileCase(directive, context);
    if (name == "@json")
        return compileJson(directive, context);
    if (name == "@arrayPath")
        return compileArrayPath(directive, context);
    if (name == "@replace")
        return compileReplace(directive, context);
    if (name == "@flatten")
        return compileFlatten(directive, context);
    if (name == "@merge")
        return compileMerge(directive, context);
    if (name == "@transform")
        return compileTransform(directive, context);
    if (name == "@excludeWhenNull")
        return make(ExcludeWhenNull{compileValue(directive, context)});
    if (name == "@liquid")
        return failure("@liquid is not supported.");
    return failure(name + " is not a directive.");
}

bool isConstant(const NodePtr &node)
{
    return std::holds_alternative<Constant>(node->operation);
}

const std::string &constantText(const NodePtr &node)
{
    return std::get<Constant>(node->operation).json;
}

/// An array or object of nothing but constants is one constant.
NodePtr foldArray(const ArrayOf &array)
{
    std::string json = "[";
    for (const NodePtr &element : array.elements)
        json.append(json.size() > 1 ? "," : "").append(constantText(element));
    return make(Constant{Type::Array, json + ']'});
}

NodePtr foldObject(const ObjectOf &object)
{
    std::string json = "{";
    for (const ObjectOf::Member &member : object.members)
        json.append(json.size() > 1 ? "," : "").append(member.quotedKey).append(constantText(member.value));
    return make(Constant{Type::Object, json + '}'});
}

NodePtr compileArray(Value mapping, const Context &context)
{
    ArrayOf array;
    array.tellsUndefined = context.isMerged || context.isRead;
    bool allConstant = true;
    for (const Value element : mapping) {
        array.elements.push_back(compileValue(element, context));
        allConstant = allConstant && isConstant(array.elements.back());
    }
    return allConstant ? foldArray(array) : make(std::move(array));
}

NodePtr compileObject(Value mapping, const Context &context)
{
    ObjectOf object;
    object.tellsUndefined = context.isMerged;
    bool allConstant = true;
    for (const auto &[key, member] : javascript::membersOf(mapping)) {
        object.members.push_back({key, json::quoted(key) + ':', compileValue(member, context)});
        allConstant = allConstant && isConstant(object.members.back().value);
    }
    return allConstant ? foldObject(object) : make(std::move(object));
}

NodePtr compileValue(Value mapping, const Context &context)
{
    if (mapping.is(Type::Array))
        return compileArray(mapping, context);
    if (!mapping.is(Type::Object))
        return make(Constant{mapping.type(), json::compact(mapping)});
    return isDirective(mapping) ? compileDirective(directiveOf(mapping), context) : compileObject(mapping, context);
}

NodePtr compileProcessed(Value mapping, const Context &context)
{
    const auto rooted = rootedMapping(mapping);
    if (!rooted)
        return failure(rooted.error().message);
    json::Document document;
    if (*rooted && !document.parse(**rooted))
        return failure("The root directive can't be read.");
    const Value processed = *rooted ? document.root() : mapping;
    // In an array nothing was looked at before.
    if (const auto problems = validate(processed); !problems.empty())
        return failure(messagesOf(problems));
    return compileValue(processed, context);
}

} // namespace

bool isDirective(Value mapping)
{
    bool found = false;
    if (!mapping.is(Type::Object))
        return false;
    for (const Value member : mapping) {
        const bool isMarked = member.rawKey().starts_with('@');
        found = found || isMarked;
        if (!isMarked && !member.keyIs("_metadata"))
            return false;
    }
    return found;
}

Value directiveOf(Value mapping)
{
    for (const Value member : mapping) {
        if (member.rawKey().starts_with('@'))
            return member;
    }
    return {};
}

NodePtr compileMapping(Value mapping, PathTable *paths)
{
    return compileValue(mapping, {paths});
}

} // namespace smc::mapping
