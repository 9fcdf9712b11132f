// A server that asks us to wait longer than anybody waits before a request is sent again. Inside of the room only.
#pragma once

#include <net/exchange.h>

#include <chrono>
#include <optional>
#include <string>

namespace smc::rest {

struct LongWait
{
    std::string duration; ///< "an hour", "5 minutes": rounded up.
    std::string until;    ///< "04:12", or "23 November, 04:12" on another day, with the
                          ///< year where it is another one; in this computer's time, rounded up.
};

/// The wait that the last answer of `exchange` asks for, however long; none where it asks for none.
std::optional<std::chrono::milliseconds> waitAskedFor(const net::Exchange &exchange);

/// The wait that the last answer of `exchange` asks for, where it was longer than the policy in force bore (net's
/// Attempt::tooLongWait). Such a request was not sent again.
std::optional<LongWait> longWaitAfter(const net::Exchange &exchange);

} // namespace smc::rest
