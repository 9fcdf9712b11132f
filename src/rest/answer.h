// Reading SMC's answers: JSON, bare strings, web pages, nothing at all. Never trusts a status alone.
#pragma once

#include "outcome.h"

#include <net/exchange.h>

#include <string>

namespace smc::rest {

/// What a question was about, for sentences that name it.
struct Subject
{
    std::string organization{};
    std::string list{};
    std::string segment{};
};

/// The outcome of a bulk operation. `organization` is named in sentences where given.
///
/// - 200 is read on: result_code, counts and invalid_records decide (SMC API, data/load).
/// - A row is Delivered only where counts and invalid_records leave no doubt about it.
/// - 429 with X-RateLimit headers is the quota, without them a busy list.
Outcome outcomeOf(const net::Exchange &exchange, const Batch &batch, const std::string &organization = {});

/// The outcome of a question without rows: Accepted where the answer is a 2xx with a JSON body that reports no failure.
Outcome outcomeOf(const net::Exchange &exchange, const Subject &subject);

/// The X-RateLimit headers of the exchange's answer, where it has any.
std::optional<Quota> quotaOf(const net::Exchange &exchange);

} // namespace smc::rest
