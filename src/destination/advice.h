// What would let an event through that the destination does not take, in a sentence.
#pragma once

#include "prepare.h"

#include <string>

namespace smc::destination {

/// What to do about `discard`; empty where only the person knows, as for what filters and the event itself keep back.
std::string adviceFor(const Discard &discard);

} // namespace smc::destination
