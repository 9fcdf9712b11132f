#include "snippet_requests.h"

#include "event_reader.h"
#include "snippet_calls.h"

#include <array>

namespace smc::segment {

namespace {

/// The call of a path's last part: "track", "t".
std::optional<CallType> callOf(std::string_view part)
{
    static constexpr std::array Calls = {CallType::Identify, CallType::Track, CallType::Page,
                                         CallType::Screen,   CallType::Group, CallType::Alias};
    for (const CallType call : Calls) {
        if (part == nameOf(call) || part == nameOf(call).substr(0, 1))
            return call;
    }
    return {};
}

} // namespace

std::optional<Endpoint> endpointOf(std::string_view url)
{
    std::string_view path = url.substr(0, url.find_first_of("?#"));
    if (const std::size_t scheme = path.find("://"); scheme != std::string_view::npos)
        path.remove_prefix(scheme + 3);
    while (path.ends_with('/'))
        path.remove_suffix(1);
    const std::size_t slash = path.rfind('/');
    if (slash == std::string_view::npos || !path.substr(0, slash).ends_with("/v1"))
        return {};
    const std::string_view part = path.substr(slash + 1);
    if (part == "batch" || part == "import" || part == "b")
        return Endpoint{{}, true};
    const auto call = callOf(part);
    return call ? std::optional(Endpoint{call, true}) : std::nullopt;
}

void addBody(std::string_view body, const Endpoint &endpoint, Gathering &found)
{
    EventReader reader(body);
    json::Document document;
    for (auto step = reader.next(); step != EventReader::Step::End; step = reader.next()) {
        if (step == EventReader::Step::Error) {
            found.addUnused("a body", "It is no JSON: " + reader.error().message);
            continue;
        }
        const std::string_view text = reader.text();
        if (const auto read = document.parse(std::string(text)); !read) {
            found.addUnused("a body", "It is no JSON: " + placeInInput(read.error(), reader.origin()).message);
            continue;
        }
        if (!document.root().is(json::Type::Object)) {
            found.addUnused("a body", "It is no JSON object.");
            continue;
        }
        if (!endpoint.isTracking && !callTypeOf(document.root().find("type").text())) {
            found.addUnused("a body", "It names no call, and its address is none of the HTTP Tracking API.");
            continue;
        }
        const bool needsType = endpoint.call && !document.root().find("type");
        found.addEvent(needsType ? withType(text, *endpoint.call) : std::string(text));
    }
    setKeyOfBatchAside(body, found);
}

void setKeyOfBatchAside(std::string_view body, Gathering &found)
{
    json::Document document;
    if (body.find("\"writeKey\"") != std::string_view::npos && document.parse(std::string(body)) &&
        document.root().find("batch") && document.root().find("writeKey"))
        found.addUnused("writeKey", "It is the key of a Segment source, and no part of an event.", Unused::Kind::Aside);
}

} // namespace smc::segment
