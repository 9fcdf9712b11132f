// What became of an event, worked out of what became of its rows. Inside of the room only.
#pragma once

#include "dispatcher.h"

namespace smc::rest {

/// Gives `outcome` the verdict, code, sentence and advice of its worst row; where all went well, those of all rows.
void settle(EventOutcome &outcome);

/// One more event of that verdict.
void count(Totals &totals, EventVerdict verdict);

} // namespace smc::rest
