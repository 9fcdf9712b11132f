// Any mapping is compiled or refused, and what a compiled one gives is JSON with origins in the payload. The input is
// {"mapping":…,"payload":…}, or a mapping for a payload of ours.
#include "require.h"

#include <mapping/plan.h>

using namespace smc;
using fuzz::require;

namespace {

constexpr std::string_view OwnPayload =
    R"({"type":"track","userId":"u","n":1.50,"zero":0,"none":null,"s":"{\"a\":[1]}","l":[1,"x",{"k":"v"},[]],"o":{"k":"Straße"}})";

void check(const mapping::Mapped &mapped, json::Value payload, mapping::Scratch &scratch)
{
    if (!mapped.exists)
        return;
    const std::string text(mapped.line(scratch));
    json::Document result;
    require(result.parse(text).has_value(), "what comes out is JSON");
    require(result.root().type() == mapped.type, "what comes out has the type that it says");
    for (const json::Value source : mapped.origin().sources)
        require(source.exists() && source.document() == payload.document(), "an origin lies in the payload");
}

void checkParts(const mapping::Scratch &traced, std::string_view line, json::Value payload)
{
    for (const mapping::Part &part : traced.partsOf(line)) {
        require(part.text.begin <= part.text.end && part.text.end <= line.size(), "a piece lies in the value");
        if (!part.copied.isEmpty())
            require(part.copied.of(payload.document()->text()) == part.text.of(line), "a copy is what it is a copy of");
    }
}

void run(const mapping::Plan &plan, const mapping::PathTable &paths, json::Value payload)
{
    mapping::Scratch scratch;
    const auto mapped = plan.run({payload}, scratch);
    if (mapped)
        check(*mapped, payload, scratch);
    else
        require(!mapped.error().message.empty(), "an error is a sentence");
    mapping::Scratch traced;
    traced.trace();
    const auto shown = plan.run({payload}, traced);
    require(mapped.has_value() == shown.has_value(), "a trace changes no verdict");
    if (shown && shown->exists)
        checkParts(traced, shown->line(traced), payload);
    mapping::Lookups lookups;
    lookups.run(paths, payload);
    const auto again = plan.run({payload, {}, &lookups}, scratch);
    require(mapped.has_value() == again.has_value(), "lookups change no verdict");
    if (mapped)
        require(mapped->exists == again->exists && mapped->json == again->json, "lookups change no value");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    json::Document input;
    if (!input.parse(std::string(reinterpret_cast<const char *>(data), size)))
        return 0;
    const json::Value given = input.root().find("mapping");
    mapping::PathTable paths;
    const auto plan = mapping::Plan::compile(given ? given : input.root(), &paths);
    if (!plan) {
        require(!plan.error().code.empty() && !plan.error().message.empty(), "an error has a code and a sentence");
        return 0;
    }
    json::Document own;
    require(own.parse(std::string(OwnPayload)).has_value(), "the payload is JSON");
    run(*plan, paths, own.root());
    if (const json::Value payload = input.root().find("payload"))
        run(*plan, paths, payload);
    return 0;
}
