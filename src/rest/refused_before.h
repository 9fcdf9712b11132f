// An event that is not sent, since SMC would refuse a value of it. Inside of the room only.
#pragma once

#include "dispatcher.h"

namespace smc::rest {

/// Fills in `outcome` for `prepared`, whose verdict is Refused: as if SMC had said what is known beforehand.
void refuseBeforeSending(EventOutcome &outcome, const destination::Prepared &prepared);

} // namespace smc::rest
