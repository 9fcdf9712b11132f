// Where a mapped value came from.
#pragma once

#include <json/document.h>

#include <cstdint>
#include <span>
#include <string_view>

namespace smc::mapping {

/// The directives that make values of their own.
enum class Directive : std::uint8_t {
    None,
    AtPath, ///< The length of a text or an array, or one character.
    AtTemplate,
    AtCase,
    AtJson,
    AtReplace,
    AtFlatten,
    AtMerge,
    AtTransform,
    AtExcludeWhenNull,
    AtArrayPath,
};

/// "@template"; empty for None.
std::string_view nameOf(Directive directive);

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
    /// Which directive computed it; None for an object or array that is written out in the mapping.
    Directive by = Directive::None;
};

/// "event", "constant", "computed", "assigned".
std::string_view nameOf(Origin::Kind kind);

} // namespace smc::mapping
