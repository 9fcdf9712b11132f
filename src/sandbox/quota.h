// SMC's quota: 2500 requests a minute for each API key, over all paths (SMC, "API rate limitation").
#pragma once

#include "http_message.h"

#include <chrono>
#include <vector>

namespace smc::sandbox {

class Quota
{
public:
    using Clock = std::chrono::steady_clock;

    explicit Quota(int perMinute)
        : m_perMinute(perMinute)
    {
    }

    struct State
    {
        bool exceeded = false;
        int remaining = 0;
        int resetSeconds = 0; ///< Until the window ends, rounded up.
    };

    /// Counts one request. The window of 60 s begins with the first request after the last window's end.
    State count(Clock::time_point now);

    /// X-RateLimit-Limit, -Remaining and -Reset.
    std::vector<HttpHeader> headers(const State &state) const;

    /// The 429 of a quota that is used up.
    HttpAnswer exceededAnswer(const State &state) const;

private:
    const int m_perMinute;
    int m_used = 0;
    Clock::time_point m_windowEnd;
};

} // namespace smc::sandbox
