#include "quota.h"

#include <algorithm>

namespace smc::sandbox {

Quota::State Quota::count(Clock::time_point now)
{
    if (now >= m_windowEnd) {
        m_windowEnd = now + std::chrono::seconds(60);
        m_used = 0;
    }
    State state;
    state.exceeded = m_used >= m_perMinute;
    if (!state.exceeded)
        ++m_used;
    state.remaining = m_perMinute - m_used;
    state.resetSeconds = static_cast<int>(std::chrono::ceil<std::chrono::seconds>(m_windowEnd - now).count());
    return state;
}

std::vector<HttpHeader> Quota::headers(const State &state) const
{
    const std::string limit = std::to_string(m_perMinute);
    return {{"X-RateLimit-Limit", limit + ", " + limit + ";w=60"},
            {"X-RateLimit-Remaining", std::to_string(std::max(0, state.remaining))},
            {"X-RateLimit-Reset", std::to_string(state.resetSeconds)}};
}

HttpAnswer Quota::exceededAnswer(const State &state) const
{
    HttpAnswer answer;
    answer.status = 429;
    answer.contentType = "text/plain; charset=utf-8";
    answer.headers = headers(state);
    answer.body = "API calls quota exceeded! The maximum allowed is " + std::to_string(m_perMinute) + " per minute";
    return answer;
}

} // namespace smc::sandbox
