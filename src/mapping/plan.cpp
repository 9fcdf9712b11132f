#include "plan.h"

#include "code.h"
#include "evaluate.h"
#include "validate.h"

#include <json/text.h>

namespace smc::mapping {

std::string_view nameOf(Directive directive)
{
    switch (directive) {
    case Directive::None:
        return "";
    case Directive::AtPath:
        return "@path";
    case Directive::AtTemplate:
        return "@template";
    case Directive::AtCase:
        return "@case";
    case Directive::AtJson:
        return "@json";
    case Directive::AtReplace:
        return "@replace";
    case Directive::AtFlatten:
        return "@flatten";
    case Directive::AtMerge:
        return "@merge";
    case Directive::AtTransform:
        return "@transform";
    case Directive::AtExcludeWhenNull:
        return "@excludeWhenNull";
    case Directive::AtArrayPath:
        return "@arrayPath";
    }
    return "";
}

std::string_view nameOf(Origin::Kind kind)
{
    switch (kind) {
    case Origin::Kind::Event:
        return "event";
    case Origin::Kind::Constant:
        return "constant";
    case Origin::Kind::Computed:
        return "computed";
    case Origin::Kind::Assigned:
        return "assigned";
    }
    return "";
}

Mapped::Mapped(const Seen &seen, std::span<const json::Value> from)
    : exists(seen.exists())
    , type(seen.type())
    , kind(seen.kind())
    , by(seen.by())
    , sourceCount(static_cast<std::uint32_t>(from.size()))
    , sources(from.data())
    , json(seen.json())
{
}

std::string Mapped::text() const
{
    return exists && type == json::Type::String ? json::unescaped(json.substr(1, json.size() - 2)) : std::string();
}

std::string_view Mapped::line(Scratch &scratch) const
{
    if (!exists)
        return "null";
    const bool isContainer = type == json::Type::Array || type == json::Type::Object;
    if (!isContainer || json.find_first_of("\r\n") == std::string_view::npos)
        return json;
    const std::string_view line = scratch.keep(json::withoutSpace(json));
    if (scratch.isTracing()) {
        json::Document document;
        if (document.parse(std::string(json)))
            scratch.keepParts(line, partsWithoutSpace(document.root(), scratch.partsOf(json)));
    }
    return line;
}

namespace {

/// Gathers the paths of a tree of operations.
class PathCollector
{
public:
    std::vector<Path> take() { return std::move(m_paths); }

    void visit(const NodePtr &node)
    {
        if (node)
            std::visit(*this, node->operation);
    }

    void operator()(const Constant &) {}
    void operator()(const Undefined &) {}
    void operator()(const Failure &) {}
    void operator()(const PathLookup &operation) { m_paths.push_back(operation.lookup.path); }
    void operator()(const DynamicPath &operation) { visit(operation.path); }
    void operator()(const Template &operation)
    {
        for (const Piece &piece : operation.pieces) {
            if (!piece.isText)
                m_paths.push_back(piece.lookup.path);
        }
    }
    void operator()(const DynamicTemplate &operation) { visit(operation.text); }
    void operator()(const If &operation)
    {
        visit(operation.condition);
        visit(operation.then);
        visit(operation.otherwise);
    }
    void operator()(const Case &operation) { visit(operation.value); }
    void operator()(const Encode &operation) { visit(operation.value); }
    void operator()(const Decode &operation) { visit(operation.value); }
    void operator()(const Replace &operation) { visit(operation.value); }
    void operator()(const Flatten &operation) { visit(operation.value); }
    void operator()(const Merge &operation)
    {
        for (const NodePtr &object : operation.objects)
            visit(object);
    }
    void operator()(const Transform &operation) { visit(operation.apply); }
    void operator()(const ExcludeWhenNull &operation) { visit(operation.value); }
    void operator()(const ArrayPath &operation) { visit(operation.root); }
    void operator()(const ObjectOf &operation)
    {
        for (const ObjectOf::Member &member : operation.members)
            visit(member.value);
    }
    void operator()(const ArrayOf &operation)
    {
        for (const NodePtr &element : operation.elements)
            visit(element);
    }

private:
    std::vector<Path> m_paths;
};

} // namespace

Plan::Plan(std::unique_ptr<const Code> code)
    : m_code(std::move(code))
{
}
Plan::Plan(Plan &&) noexcept = default;
Plan &Plan::operator=(Plan &&) noexcept = default;
Plan::~Plan() = default;

Result<Plan> Plan::compile(json::Value mapping, PathTable *paths)
{
    const auto rooted = rootedMapping(mapping);
    if (!rooted)
        return fail("mapping_invalid", rooted.error().message);
    if (*rooted) {
        json::Document document;
        if (const auto parsed = document.parse(**rooted); !parsed)
            return fail("mapping_invalid", parsed.error().message);
        return compileChecked(document.root(), paths);
    }
    return compileChecked(mapping, paths);
}

Result<Plan> Plan::compileChecked(json::Value mapping, PathTable *paths)
{
    const std::vector<MappingProblem> problems = validate(mapping);
    if (!problems.empty())
        return fail("mapping_invalid", messagesOf(problems), problems.front().where);
    auto code = std::make_unique<Code>();
    code->root = compileMapping(mapping, paths);
    return Plan(std::move(code));
}

Result<Plan> Plan::compile(std::string_view mappingJson)
{
    json::Document document;
    if (const auto parsed = document.parse(std::string(mappingJson)); !parsed)
        return fail("mapping_not_json", parsed.error().message);
    return compile(document.root());
}

namespace {

/// The value as the source of itself.
std::span<const json::Value> placeOf(json::Value value, Scratch &scratch)
{
    return value.exists() ? std::span(&scratch.keepOne(value), 1) : std::span<const json::Value>();
}

bool isOnePieceOf(const Node &node)
{
    const auto &operation = node.operation;
    if (const auto *condition = std::get_if<If>(&operation)) {
        const auto isSimple = [](const NodePtr &branch) { return branch == nullptr || isOnePieceOf(*branch); };
        return isSimple(condition->then) && isSimple(condition->otherwise);
    }
    if (const auto *encode = std::get_if<Encode>(&operation))
        return isOnePieceOf(*encode->value);
    if (const auto *constant = std::get_if<Constant>(&operation))
        return constant->json.find_first_of("\r\n") == std::string::npos;
    return std::holds_alternative<PathLookup>(operation) || std::holds_alternative<Undefined>(operation);
}

} // namespace

Result<Mapped> Plan::run(const Payload &payload, Scratch &scratch) const
{
    if (!payload.root.is(json::Type::Object))
        return fail("mapping_failed",
                    "Only an object can be mapped, but this is " +
                        (payload.root ? std::string(json::describe(payload.root.type())) : "nothing") + ".");
    // Most columns are a place of the event, which the pass over it has looked up already.
    const auto *path = std::get_if<PathLookup>(&m_code->root->operation);
    if (path != nullptr && !scratch.isWatching() && !scratch.isTracing()) {
        if (const auto value = lookedUp(path->lookup, payload))
            return Result<Mapped>(tl::in_place, Seen::slice(*value, Origin::Kind::Event), placeOf(*value, scratch));
    }
    Evaluator evaluator(payload, scratch);
    const Seen seen = evaluator.run(*m_code->root);
    if (seen.hasFailed())
        return tl::make_unexpected(evaluator.error());
    if (scratch.isTracing() && seen.exists())
        scratch.keepParts(seen.json(), evaluator.partsOf(seen));
    return Result<Mapped>(tl::in_place, seen, evaluator.originOf(seen).sources);
}

std::vector<Path> Plan::paths() const
{
    PathCollector collector;
    collector.visit(m_code->root);
    return collector.take();
}

std::optional<Path> Plan::path() const
{
    const auto *lookup = std::get_if<PathLookup>(&m_code->root->operation);
    return lookup ? std::optional(lookup->lookup.path) : std::nullopt;
}

bool Plan::isOnePiece() const
{
    return isOnePieceOf(*m_code->root);
}

} // namespace smc::mapping
