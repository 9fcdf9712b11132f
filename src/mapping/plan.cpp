#include "plan.h"

#include "code.h"
#include "evaluate.h"

#include <json/text.h>

namespace smc::mapping {

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
    json::Document document;
    return document.parse(std::string(json)) ? scratch.keep(json::compact(document.root())) : json;
}

Plan::Plan(std::unique_ptr<const Code> code)
    : m_code(std::move(code))
{
}
Plan::Plan(Plan &&) noexcept = default;
Plan &Plan::operator=(Plan &&) noexcept = default;
Plan::~Plan() = default;

Result<Plan> Plan::compile(json::Value mapping, PathTable *paths)
{
    if (auto valid = validateMapping(mapping); !valid)
        return tl::make_unexpected(valid.error());
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

Result<Mapped> Plan::run(const Payload &payload, Scratch &scratch) const
{
    if (!payload.root.is(json::Type::Object))
        return fail("mapping_failed",
                    "Only an object can be mapped, but this is " +
                        (payload.root ? std::string(json::describe(payload.root.type())) : "nothing") + ".");
    Evaluator evaluator(payload, scratch);
    const Seen seen = evaluator.run(*m_code->root);
    if (seen.hasFailed())
        return tl::make_unexpected(evaluator.error());
    return Mapped{seen.exists(), seen.type, seen.json, evaluator.originOf(seen)};
}

} // namespace smc::mapping
