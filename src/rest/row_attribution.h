// Leading an answer's counts and invalid_records back to the rows. Inside of the room only.
#pragma once

#include "body_reader.h"
#include "double_rows.h"
#include "outcome.h"

namespace smc::rest {

enum class LoadMode : std::uint8_t {
    Sync,
    Stream, ///< SMC works on after its answer, so that the counts may be 0.
};

/// Fills rows, unattributed and notes, and makes verdict, sentence and advice of them. `outcome` comes from diagnose():
/// its verdict is Accepted (a readable 2xx) or Refused.
void attributeRows(Outcome &outcome, const Body &body, const Batch &batch, LoadMode mode, Kept kept);

/// Gives every row the same status and sentence.
void fillRows(Outcome &outcome, const Batch &batch, RowStatus status, const std::string &sentence);

} // namespace smc::rest
