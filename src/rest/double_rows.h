// Rows of one load that concern the same record. Inside of the room only.
#pragma once

#include "outcome.h"

namespace smc::rest {

/// Which of several rows for one record SMC keeps (SMC API, data/load: deduplication).
enum class Kept : std::uint8_t { Last, First };

/// Makes Duplicate of the delivered rows of a load that SMC dropped for another one with the same key. Does nothing
/// where SMC does not count as many duplicates as the rows have.
void markDoubleRows(Outcome &outcome, const Batch &batch, Kept kept);

} // namespace smc::rest
