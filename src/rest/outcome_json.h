// Pieces of outcomes as JSON. Inside of the room only.
#pragma once

#include "outcome.h"

#include <json/writer.h>

namespace smc::rest {

void write(json::Writer &w, const std::vector<FieldTrouble> &troubles);

/// Members "path" and "span" of the object that is being written; none where `place` is empty.
void writePlace(json::Writer &w, const CellSource &place);
/// The same of a row, with "guess": true where its place is one.
void writePlaceOf(json::Writer &w, const RowOutcome &row);

} // namespace smc::rest
