// What a second start of the console does: hand over to the first.
#pragma once

#include "summons.h"

namespace smc::gui {

/// Asks the console that has the workspace to come to the front and do what `summons` says. Waits up to `patienceMs`:
/// there is no window yet that could be held up. Codes: instance_unknown (it has not said where it listens),
/// instance_silent (no answer), instance_refused (it did not understand).
Result<void> handOver(const std::string &workspaceFolder, const Summons &summons, int patienceMs = 4000);

} // namespace smc::gui
