// From mapping JSON to operations. What mapping-kit would throw only when it gets there becomes a Failure there.
#include "code.h"
#include "javascript.h"

#include <json/text.h>
#include <json/writer.h>

namespace smc::mapping {

using json::Type;
using json::Value;

namespace {

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

Lookup lookupOf(Path path, PathTable *paths)
{
    const auto id = paths != nullptr ? paths->add(path) : std::nullopt;
    return {std::move(path), id};
}

std::vector<Piece> piecesOf(std::string_view text, PathTable *paths)
{
    std::vector<Piece> pieces = splitTemplate(text, 2);
    for (Piece &piece : pieces) {
        if (!piece.isText)
            piece.lookup = lookupOf(std::move(piece.lookup.path), paths);
    }
    return pieces;
}

NodePtr compileOptional(Value value, PathTable *paths)
{
    return value.exists() ? compileMapping(value, paths) : make(Undefined{});
}

NodePtr compilePath(Value path, PathTable *paths)
{
    if (path.is(Type::String))
        return make(PathLookup{lookupOf(splitPath(path.text()), paths)});
    if (!path.is(Type::Object))
        return failure("@path expects a string, but has " + std::string(json::describe(path.type())) + ".");
    return make(DynamicPath{compileMapping(path, paths)});
}

bool hasTriple(const std::vector<Piece> &pieces)
{
    return pieces.size() > 1 || (pieces.size() == 1 && !pieces.front().isText);
}

NodePtr compileTemplate(Value value, PathTable *paths)
{
    if (value.is(Type::String)) {
        const std::string text = value.text();
        if (!hasTriple(splitTemplate(text, 3)))
            return make(Template{piecesOf(text, paths)});
    } else if (!value.is(Type::Object)) {
        return failure("@template expects a string, but has " + std::string(json::describe(value.type())) + ".");
    }
    return make(DynamicTemplate{compileMapping(value, paths)});
}

NodePtr compileIf(Value options, PathTable *paths)
{
    if (!options.is(Type::Object))
        return failure("@if expects an object with an \"exists\" key.");
    const Value exists = options.find("exists");
    const Value blank = options.find("blank");
    if (!isTruthy(exists) && !isTruthy(blank))
        return failure("@if needs an \"exists\" key or a \"blank\" key.");
    const Value otherwise = options.find("else");
    return make(If{exists ? If::Test::Exists : If::Test::Blank, compileMapping(exists ? exists : blank, paths),
                   compileOptional(options.find("then"), paths),
                   isTruthy(otherwise) ? compileMapping(otherwise, paths) : make(Undefined{})});
}

NodePtr compileCase(Value options, PathTable *paths)
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
    return make(Case{to, compileMapping(value, paths)});
}

NodePtr compileJson(Value options, PathTable *paths)
{
    if (!options.is(Type::Object) || !isTruthy(options.find("mode")))
        return failure("@json needs a \"mode\" key.");
    if (!isTruthy(options.find("value")))
        return failure("@json needs a \"value\" key.");
    NodePtr value = compileMapping(options.find("value"), paths);
    if (options.find("mode").textIs("encode"))
        return make(Encode{std::move(value)});
    if (options.find("mode").textIs("decode"))
        return make(Decode{std::move(value)});
    // Another mode yields nothing, but the value is looked at, and may fail.
    return make(If{If::Test::Exists, std::move(value), make(Undefined{}), make(Undefined{})});
}

NodePtr compileArrayPath(Value options, PathTable *paths)
{
    if (!options.is(Type::Array))
        return failure("@arrayPath expects an array.");
    const Value path = options.at(0);
    const Value shape = options.at(1);
    NodePtr root = path.is(Type::String) ? make(PathLookup{lookupOf(splitPath(path.text()), paths)})
                                         : compileOptional(path, paths);
    const bool hasShape = shape.is(Type::Object) && shape.size() > 0;
    return make(ArrayPath{std::move(root), hasShape ? compileMapping(shape, nullptr) : nullptr});
}

NodePtr compileDirective(Value directive, PathTable *paths)
{
    const std::string name = directive.key();
    if (name == "@path")
        return compilePath(directive, paths);
    if (name == "@template")
        return compileTemplate(directive, paths);
    if (name == "@literal")
        return compileMapping(directive, paths);
    if (name == "@if")
        return compileIf(directive, paths);
    if (name == "@case")
        return compileCase(directive, paths);
    if (name == "@json")
        return compileJson(directive, paths);
    if (name == "@arrayPath")
        return compileArrayPath(directive, paths);
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

NodePtr compileArray(Value mapping, PathTable *paths)
{
    ArrayOf array;
    bool allConstant = true;
    for (const Value element : mapping) {
        array.elements.push_back(compileMapping(element, paths));
        allConstant = allConstant && isConstant(array.elements.back());
    }
    return allConstant ? foldArray(array) : make(std::move(array));
}

NodePtr compileObject(Value mapping, PathTable *paths)
{
    ObjectOf object;
    bool allConstant = true;
    for (const Value member : mapping) {
        const std::string key = member.key();
        if (mapping.find(key).node() != member.node())
            continue; // JavaScript keeps the last of two equal keys.
        object.members.push_back({json::quoted(key) + ':', compileMapping(member, paths)});
        allConstant = allConstant && isConstant(object.members.back().value);
    }
    return allConstant ? foldObject(object) : make(std::move(object));
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
    if (mapping.is(Type::Array))
        return compileArray(mapping, paths);
    if (!mapping.is(Type::Object))
        return make(Constant{mapping.type(), json::compact(mapping)});
    return isDirective(mapping) ? compileDirective(directiveOf(mapping), paths) : compileObject(mapping, paths);
}

} // namespace smc::mapping
