// What a trigger says that its author may not mean: the oddities of Segment's trigger FQL, named where they stand.
//
// Every hint is about what @segment/destination-subscriptions does with this very text. A trigger without hints means
// what it says.
#pragma once

#include <json/span.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace smc::mapping {

struct FqlHint
{
    enum class Weight : std::uint8_t {
        Warning, ///< The trigger does something else than it says, or nothing.
        Note,    ///< It does what it says; what that means for missing values is worth knowing.
    };

    std::string_view code; ///< "mixed_and_or"
    std::string message;   ///< What Segment makes of it, and what to write in its place.
    json::Span range;      ///< Bytes of the trigger.
    Weight weight = Weight::Warning;
};

/// "warning", "note".
std::string_view nameOf(FqlHint::Weight weight);

/// The hints for `fql` in the order of its text. A trigger that Trigger::compile() refuses has at least one warning.
std::vector<FqlHint> lint(std::string_view fql);

} // namespace smc::mapping
