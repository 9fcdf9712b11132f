// The tables of `history.sqlite`. Inside of the room only.
#pragma once

#include "migrations.h"

namespace smc::workspace {

/// "SMCh" in SQLite's application_id: tells our database from any other that lies in its place.
inline constexpr int HistoryApplicationId = 0x534d4368;

/// The steps from an empty file to the present schema.
std::span<const Migration> historySteps();

} // namespace smc::workspace
