// Pieces of outcomes as JSON. Inside of the room only.
#pragma once

#include "outcome.h"

#include <json/writer.h>

namespace smc::rest {

void write(json::Writer &w, const std::vector<FieldTrouble> &troubles);

} // namespace smc::rest
