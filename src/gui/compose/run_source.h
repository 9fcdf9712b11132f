// The events of a run out of saved ones.
#pragma once

#include "run.h"

#include <workspace/saved_events.h>

#include <string_view>
#include <vector>

namespace smc::gui {

/// The events of a text, in their order; `name` is what to call where they come from, or empty. Errors: run_too_many
/// (beyond MostRunEvents), run_unreadable.
Result<std::vector<RunEvent>> runEventsIn(std::string_view text, const QString &name);

/// The events of `entries` in the tree's order; a file with several events gives all of them. In any thread. Errors:
/// run_nothing, run_too_many (beyond MostRunEvents, or 64 MB), run_unreadable, and those of SavedEvents::read().
Result<std::vector<RunEvent>> runEventsOf(const workspace::SavedEvents &events,
                                          const std::vector<workspace::SavedEntry> &entries);

} // namespace smc::gui
