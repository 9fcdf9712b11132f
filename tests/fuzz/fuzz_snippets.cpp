// Any pasted text gives events that are JSON, or a reason why not.
#include "require.h"

#include <json/document.h>
#include <segment/credentials.h>
#include <segment/event_reader.h>
#include <segment/snippet.h>

using namespace smc;
using fuzz::require;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const segment::WithoutCredentials clean = segment::withoutCredentials(text);
    require(clean.leftOut.empty() == (clean.text == text), "what is left out is said");
    require(clean.leftOut.size() <= 10, "what is said of credentials is bounded");
    const Result<segment::Recognised> found = segment::recognise(text);
    require(!segment::isJsonOfEvents(text) || !found || found->kind != segment::SnippetKind::Har,
            "a recording is no event");
    if (!found) {
        require(!found.error().code.empty() && !found.error().message.empty(), "a refusal has a code and a sentence");
        return 0;
    }
    require(!found->words.empty(), "what was recognised is said");
    require(!found->events.empty(), "a recognised text holds an event");
    require(found->unused.size() <= segment::MaxUnused, "what is said about a text is bounded");
    for (const segment::Unused &unused : found->unused)
        require(!unused.what.empty() && unused.why.ends_with('.'), "what is unused has a name and a sentence");
    for (const std::string &event : found->events) {
        json::Document document;
        require(document.parse(event).has_value(), "an event is JSON");
        require(document.root().is(json::Type::Object), "an event is an object");
    }
    // What goes into the editor is read there as events again.
    const std::string all = found->text();
    segment::EventReader reader(all);
    require(reader.next() == segment::EventReader::Step::Event, "the text of the events is read as events");
    return 0;
}
