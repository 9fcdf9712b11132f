// What each piece of a mapped value came from: more exact than the origin of the whole.
#pragma once

#include "origin.h"

#include <span>
#include <string_view>
#include <vector>

namespace smc::mapping {

/// A piece of the text of a value. Pieces lie within one another or apart; a larger one stands before those in it.
struct Part
{
    json::Span text; ///< In the bytes of the value.
    Origin::Kind kind = Origin::Kind::Constant;
    Directive by = Directive::None;     ///< Of what was computed.
    std::vector<json::Value> sources{}; ///< The payload's values that took part.
    json::Span copied{}; ///< Kind::Event: the bytes of the payload's text that the piece repeats as they stand.
};

using Parts = std::vector<Part>;

/// Of a text with `parts`, those of the piece `span`, counted from its beginning: what lies within it, and of what is
/// larger the innermost that covers it.
Parts partsWithin(const Parts &parts, json::Span span);

/// Of a text with `parts`, what of each lies in `span`, counted from its beginning.
Parts partsCutTo(std::span<const Part> parts, json::Span span);

/// The parts of json::compact(value), where `parts` are those of its text as it stands, with one for the whole first.
/// What is spelt another way than before has none of its own; a whole of which that is true is no copy.
Parts partsOfCompact(json::Value value, const Parts &parts);

/// The same for json::withoutSpace(value.raw()): all of its tokens are spelt as before.
Parts partsWithoutSpace(json::Value value, const Parts &parts);

/// Those of json::quoted(json), JSON inside a string, where `parts` are those of `json`, a text on one line. A copied
/// string is copied between its quotes; what needs escapes inside is no copy, and @json has made it.
Parts partsInQuotes(std::string_view json, const Parts &parts);

/// Adds those of a text that stands at `at`.
void appendParts(Parts &parts, Parts more, std::size_t at);

} // namespace smc::mapping
