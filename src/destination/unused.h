// What of an event goes nowhere, and why.
#pragma once

#include "prepare.h"

#include <json/document.h>

#include <string>
#include <vector>

namespace smc::destination {

/// A value that no delivery carries on and that decided nothing on the way.
struct Unused
{
    enum class Why : std::uint8_t {
        NotRead,     ///< No rule of the mapping reads it.
        SegmentOnly, ///< Segment reads it on receipt (its message id, its times), but no rule does.
        Shadowed,    ///< The same key stands again in its object, and the last one counts.
        Taken,       ///< Members become columns here, and its column has a value already.
        Filtered,    ///< A destination filter took it out of the event.
    };

    json::Value value; ///< A whole object or array where nothing in it is used.
    Why why = Why::NotRead;
};

/// The unused values of a ready event in the order of its text; none for an event that is not ready. `destination` is
/// the one that it was prepared for. What triggers, conditions and admission look at counts as used.
std::vector<Unused> unusedValues(const Prepared &prepared, const Destination &destination);

/// "traits.age goes nowhere: no rule of the mapping reads it."
std::string sentenceFor(const Unused &unused);

/// "traits.address[0].city"; "the event" for the root.
std::string pathInWords(json::Value value);

} // namespace smc::destination
