// Where in the event that stands which SMC does not know. Inside of the room only.
#pragma once

#include "body_reader.h"
#include "diagnosis.h"
#include "outcome.h"

namespace smc::rest {

/// Of the list or the segment of a request to which SMC said that there is no such thing.
void markPlacesOfNames(Outcome &outcome, const Body &body, const Batch &batch, const Subject &subject);

/// Of the column that SMC names where it refused a whole request because the list has no such field.
void markPlacesOfFields(Outcome &outcome, const Batch &batch);

/// Of the keys of the rows whose records SMC did not find.
void markPlacesOfRecords(Outcome &outcome, const Batch &batch);

} // namespace smc::rest
