// Any condition of a destination filter is compiled or refused with a place inside it, and what is compiled has an
// answer. Dropping and allowing the members that the input names leaves an event that can be mapped. The condition ends
// at the first line break, behind which the event stands.
#include "require.h"

#include <destination/filtered_event.h>
#include <destination/prepare.h>
#include <json/writer.h>

using namespace smc;
using fuzz::require;

namespace {

void applyProperties(std::string_view action, std::string_view name, std::string_view event)
{
    json::Writer writer;
    writer.array([&] {
        writer.object([&] {
            writer.member("name", "f").member("if", "all").key("actions").array([&] {
                writer.object([&] {
                    writer.member("type", action).key("fields").object([&] {
                        for (const std::string_view path : {"", "traits", "properties.list", "context"})
                            writer.key(path).array([&] { writer.value(name).value("a"); });
                    });
                });
            });
        });
    });
    json::Document filters;
    require(filters.parse(writer.take()).has_value(), "the filters are JSON");
    const auto read = destination::Filters::fromJson(filters.root());
    json::Document document;
    if (!read || !document.parse(std::string(event)))
        return;
    destination::FilteredEvent filtered;
    require(!filtered.run(*read, {document.root()}), "no property filter drops an event");
    require(filtered.root().exists(), "what is left is JSON");
    for (const json::Value value : filtered.root())
        require(filtered.inEvent(value).key() == value.key(), "what is left leads back to its place");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view input(reinterpret_cast<const char *>(data), size);
    const std::size_t end = std::min(input.find('\n'), size);
    const std::string_view fql = input.substr(0, end);
    const std::string_view event = end < size ? input.substr(end + 1) : std::string_view("{}");
    const auto condition = destination::FilterCondition::compile(fql);
    if (condition) {
        json::Document document;
        if (document.parse(std::string(event)))
            static_cast<void>(condition->holds({document.root()}));
    } else {
        require(!condition.error().message.empty() && condition.error().place.end <= fql.size(),
                "an error has a sentence and a place");
    }
    if (fql.size() < 100 && !json::locateError(json::quoted(fql))) {
        applyProperties("DROP_PROPERTIES", fql, event);
        applyProperties("ALLOW_PROPERTIES", fql, event);
    }
    return 0;
}
