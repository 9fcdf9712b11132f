// Names that Segment's spec reserves, for completion and forms: what may stand where, and of which kind it is.
#pragma once

#include "event.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace smc::segment {

struct SpecField
{
    enum class Kind : std::uint8_t { Text, Number, Flag, Time, Object, List };

    std::string_view name;
    Kind kind = Kind::Text;
    std::string_view note; ///< A few words for a person: "who it is", "ISO 8601".
};

/// Fields at the top of a call (Segment spec, common fields and the six calls), the call's own first. Without a call:
/// all of them.
std::vector<SpecField> topFields(std::optional<CallType> call);

/// Reserved names in `object`, a path from the event's top such as {"traits"}, {"context", "page"} or
/// {"traits", "address"}; empty where the spec reserves none.
/// Segment spec: identify (traits), group (traits), track, page and screen (properties), common (context).
std::span<const SpecField> reservedFields(std::optional<CallType> call, std::span<const std::string> object);

} // namespace smc::segment
