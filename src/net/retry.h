// The rules by which a request is sent again. Pure functions.
#pragma once

#include "exchange.h"
#include "policy.h"

#include <chrono>
#include <optional>
#include <string_view>

namespace smc::net {

/// 408, 429 and 5xx but 501.
bool isRetriable(int status);

/// Failures that another attempt may mend: the connection's, the proxy's connection, time-outs.
bool isRetriable(Trouble trouble);

/// The wait that `value` of a Retry-After header asks for: seconds, or a date in one of the three forms of RFC
/// 9110, 10.2.3. None where it is neither; zero where the date has passed.
std::optional<std::chrono::milliseconds> parseRetryAfter(std::string_view value, UtcTime now);

/// Seconds (a decimal fraction allowed) until the quota is fresh: "5". SMC API, rate limitation.
std::optional<std::chrono::milliseconds> parseRateLimitReset(std::string_view value);

struct Wait
{
    std::chrono::milliseconds duration{0};
    WaitReason reason = WaitReason::None;
};

/// The wait that an answer asks for by X-RateLimit-Reset or Retry-After, however long; the longer one of both. None
/// where it asks for none.
std::optional<Wait> askedWait(const Headers &answer, UtcTime now);

/// That wait, where the answer is worth another attempt but asks for more than Policy::maxRetryWait.
std::optional<std::chrono::milliseconds> tooLongWait(int status, const Headers &answer, const Policy &policy,
                                                     UtcTime now);

/// Whether it is a 429 with neither Retry-After nor X-RateLimit-*: no quota, but something else that is being done
/// (SMC API, one bulk operation for each list).
bool isBusy(int status, const Headers &answer);
/// The wait after such an answer, the `time`-th one (from 1).
Wait busyWait(int time, const Policy &policy, double chance);

/// The wait after failed attempt number `attempt` (from 1): as the answer asks, however long, or else a backoff.
/// `chance` is random in [0, 1).
Wait waitAfter(int attempt, const Headers &answer, const Policy &policy, UtcTime now, double chance);

} // namespace smc::net
