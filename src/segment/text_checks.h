// Doubts about an event that concern JSON more than Segment: they may stand at any depth.
#pragma once

#include "validate.h"

#include <vector>

namespace smc::segment {

/// Appends a warning for each key that stands twice in its object and each number that JavaScript would change, up to
/// a bound.
void checkText(const Event &event, std::vector<Problem> &problems);

/// Most warnings of these kinds for one event: a hostile text may hold millions.
inline constexpr std::size_t MaxTextWarnings = 100;

} // namespace smc::segment
