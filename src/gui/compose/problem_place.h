// What each problem of an event offers: the way to its place, and the nearest that SMC would take there.
#pragma once

#include "preview.h"

#include <cstdint>
#include <string_view>

namespace smc::gui {

/// Puts the caret at `inEditor`.
Fix fixThatShows(json::Span inEditor);

/// Adds the fix that writes `nearest` in the place of what `problem` is about, where both are known.
void offerNearest(PreviewProblem &problem, std::string_view nearest);
/// Adds the way to the place of `problem`; one without a place stands at `start` of its event.
void leadToPlace(PreviewProblem &problem, std::uint32_t start, const ToEditor &toEditor);

} // namespace smc::gui
