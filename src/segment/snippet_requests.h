// Requests to Segment's HTTP Tracking API, and the events in their bodies.
#pragma once

#include "snippet_gathering.h"

#include <optional>
#include <string_view>

namespace smc::segment {

/// What the path of an address says (HTTP Tracking API, endpoints; analytics.js posts to /v1/t and the like).
struct Endpoint
{
    std::optional<CallType> call{}; ///< Nothing for a batch.
    bool isTracking = true;         ///< False for any other address: then a body must name its call itself.
};

/// The endpoint that `url` names, also behind a proxy with a host of its own; nothing where it is none.
std::optional<Endpoint> endpointOf(std::string_view url);

/// The events of a request's body, with the endpoint's call as their type where they have none. What is no event, and
/// what is set aside of them, counts as unused.
void addBody(std::string_view body, const Endpoint &endpoint, Gathering &found);

/// The body of a batch may carry the key of its source beside the events.
void setKeyOfBatchAside(std::string_view body, Gathering &found);

} // namespace smc::segment
