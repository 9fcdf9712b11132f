// Events that are JSON already: as they are, as Segment's debugger shows them, in a HAR.
#include "event_reader.h"
#include "snippet_requests.h"

#include <json/scan.h>

namespace smc::segment {

namespace {

/// Members that only events have that went through Segment (Segment spec, common fields; Source Debugger, Raw).
bool isFromDebugger(json::Value event)
{
    const bool wasReceived = event.find("receivedAt") && event.find("originalTimestamp");
    return event.find("type") && (wasReceived || event.find("projectId") || event.find("_metadata"));
}

Recognised recogniseHar(json::Value entries)
{
    Gathering found;
    std::size_t others = 0;
    for (const json::Value entry : entries) {
        const json::Value request = entry.find("request");
        const auto endpoint = endpointOf(request.find("url").text());
        const json::Value data = request.find("postData");
        if (!endpoint || !data.find("text").is(json::Type::String))
            ++others;
        else if (data.find("encoding"))
            found.addUnused("a body", "It is packed as " + data.find("encoding").text() + ".");
        else
            addBody(data.find("text").text(), *endpoint, found);
    }
    if (others > 0)
        found.addUnused(others == 1 ? "one other request" : std::to_string(others) + " other requests",
                        others == 1 ? "It brings no events to Segment." : "They bring no events to Segment.");
    std::string words = found.hasEvents() ? "a HAR with " + found.eventWords() : "a HAR";
    return found.take(SnippetKind::Har, std::move(words));
}

std::optional<Recognised> recogniseEvents(std::string_view text)
{
    Gathering found;
    EventReader reader(text);
    json::Document document;
    bool isFromSegment = false;
    std::size_t count = 0;
    for (auto step = reader.next(); step != EventReader::Step::End; step = reader.next(), ++count) {
        if (step == EventReader::Step::Error || !document.parse(std::string(reader.text())))
            return {};
        const json::Value event = document.root();
        if (!event.is(json::Type::Object))
            return {};
        isFromSegment = isFromSegment || isFromDebugger(event);
        found.addEvent(std::string(reader.text()));
    }
    if (count == 0)
        return {};
    setKeyOfBatchAside(text, found);
    const bool isWhole = found.unused().empty();
    std::string words = found.kindWords();
    if (isFromSegment)
        words = count == 1 ? "an event from Segment's debugger" : found.eventWords() + " from Segment's debugger";
    Recognised recognised = found.take(isFromSegment ? SnippetKind::Debugger : SnippetKind::Json, std::move(words));
    recognised.isVerbatim = isWhole;
    return recognised;
}

/// A member's value or members may come along with the commas around them.
std::string_view withoutCommasAround(std::string_view text)
{
    const auto isAround = [](char c) { return json::isSpace(c) || c == ','; };
    while (!text.empty() && isAround(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isAround(text.back()))
        text.remove_suffix(1);
    return text;
}

} // namespace

bool isJsonOfEvents(std::string_view text)
{
    text = withoutCommasAround(text);
    if (text.empty() || text.size() > MaxSnippetBytes)
        return false;
    const auto isVerbatim = [](std::string_view json) {
        const auto found = recogniseJson(json);
        return found && found->isVerbatim;
    };
    if (text.front() != '"')
        return isVerbatim(text);
    const std::string members = "{" + std::string(text) + "}";
    json::Document document; // Without a look at it as a whole it may be two objects on two lines.
    return document.parse(members) && !document.root().find("writeKey") && isVerbatim(members);
}

std::optional<Recognised> recogniseJson(std::string_view text)
{
    if (text.front() != '{' && text.front() != '[')
        return {};
    json::Document document;
    if (text.substr(0, 4096).find("\"log\"") != std::string_view::npos && document.parse(std::string(text))) {
        const json::Value entries = document.root().find("log").find("entries");
        if (entries.is(json::Type::Array))
            return recogniseHar(entries);
    }
    return recogniseEvents(text);
}

} // namespace smc::segment
