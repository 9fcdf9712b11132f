// What is said of a batch whose rows have been judged. Inside of the room only.
#pragma once

#include "outcome.h"

#include <cstdint>
#include <optional>
#include <string>

namespace smc::rest {

/// Rows of that status.
std::int64_t countOf(const Outcome &outcome, RowStatus status);

/// Of one row that SMC has: "SMC updated the record in the list X."
std::string deliveredSentence(const Batch &batch, const Counts &counts);

/// What became of the rows that SMC names no record of, where its counts add up and it does not say which is which.
struct Losses
{
    std::int64_t taken = 0;
    std::int64_t notFound = 0;
    std::int64_t refused = 0;
};

/// Of all: "SMC took 48 of 50 rows into the list X (48 new); it refused 2."
std::string summary(const Outcome &outcome, const Batch &batch, const std::optional<Losses> &losses);

/// What to do about rows that SMC has not taken; empty where it has taken all.
std::string adviceFor(const Outcome &outcome, const std::optional<Losses> &losses);

} // namespace smc::rest
