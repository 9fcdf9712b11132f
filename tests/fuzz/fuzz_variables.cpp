// Whatever stands in a text, its variables are replaced, and every place leads back.
#include "require.h"

#include <json/document.h>
#include <segment/variables.h>

using namespace smc;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const std::vector<segment::Variable> own = {{"age", "42"}, {"nothing", ""}, {"text", "a\"b\n"}, {"list", "[1]"}};
    const segment::Expansion expansion = segment::expand(text, own, {3, 1'769'860'800'000});
    require(expansion.text() == segment::expand(text, own, {3, 1'769'860'800'000}).text(), "a draw gives one text");
    std::uint32_t sourceEnd = 0;
    std::uint32_t resultEnd = 0;
    for (const segment::Replacement &one : expansion.replacements()) {
        require(one.source.begin >= sourceEnd && one.source.end <= text.size(), "variables stand in order in the text");
        require(one.result.begin >= resultEnd && one.result.end <= expansion.text().size(), "and so do their values");
        require(one.source.of(text).starts_with("{{") && one.source.of(text).ends_with("}}"), "a variable has braces");
        require(one.source.begin - sourceEnd == one.result.begin - resultEnd, "what stands between is kept");
        require(expansion.toText(one.source.begin) == one.result.begin, "the way there");
        sourceEnd = one.source.end;
        resultEnd = one.result.end;
    }
    for (std::size_t at = 0; at <= expansion.text().size(); ++at)
        require(expansion.toSource(at) <= text.size(), "a place lies in the text");
    for (const segment::Problem &problem : expansion.problems())
        require(problem.span.end <= text.size() && !problem.message.empty(), "a problem has a place and a sentence");
    // Text that was JSON but for its variables is JSON with their values.
    json::Document before;
    if (before.parse(std::string(text)).has_value())
        require(json::Document().parse(expansion.text()).has_value(), "values do not break JSON");
    return 0;
}
