// Any trigger is compiled or refused with a sentence, and what is compiled matches or does not. The trigger ends at the
// first line break behind which the payload stands.
#include "require.h"

#include <mapping/fql.h>

using namespace smc;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    const std::size_t end = std::min(input.find('\n'), size);
    const auto trigger = mapping::Trigger::compile(input.substr(0, end));
    if (!trigger) {
        require(!trigger.error().code.empty() && !trigger.error().message.empty(),
                "an error has a code and a sentence");
        return 0;
    }
    json::Document payload;
    if (end < size && payload.parse(std::string(input.substr(end + 1))))
        static_cast<void>(trigger->matches(payload.root()));
    require(payload.parse(R"({"type":"track","event":"E","userId":"u","properties":{"a":1,"b":"c","d":[null]}})")
                .has_value(),
            "the payload is JSON");
    const bool first = trigger->matches(payload.root());
    require(first == trigger->matches(payload.root()), "a trigger says the same twice");
    return 0;
}
