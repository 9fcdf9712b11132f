// Where a mapped value came from.
#pragma once

#include <json/document.h>

#include <cstdint>
#include <span>
#include <string_view>

namespace smc::mapping {

struct Origin
{
    enum class Kind : std::uint8_t {
        Event,    ///< A copy of one value of the payload.
        Constant, ///< Written in the mapping.
        Computed, ///< Made from the payload's values: a template, a changed case, encoded JSON.
        Assigned, ///< From the payload's defaults: what Segment assigns on receipt where an event has none.
    };

    Kind kind = Kind::Constant;
    /// The payload's values that took part, in order of use.
    std::span<const json::Value> sources{};
};

/// "event", "constant", "computed", "assigned".
std::string_view nameOf(Origin::Kind kind);

} // namespace smc::mapping
