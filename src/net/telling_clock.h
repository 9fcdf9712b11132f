// A clock that tells of long waits: whoever has no word of them takes them for a standstill.
#pragma once

#include "clock.h"

#include <memory>
#include <utility>

namespace smc::net {

class TellingClock final : public Clock
{
public:
    using Tell = std::function<void(std::chrono::milliseconds wait)>;
    using TellOver = std::function<void()>;
    static constexpr std::chrono::seconds LongWait{5};

    /// Calls `tell` before it waits longer than LongWait by `clock`, and `over` once that is over; not where what waits
    /// goes first.
    TellingClock(
        std::shared_ptr<Clock> clock, Tell tell, TellOver over = [] {})
        : m_clock(std::move(clock))
        , m_tell(std::move(tell))
        , m_over(std::move(over))
    {
    }

    UtcTime now() const override { return m_clock->now(); }
    double chance() override { return m_clock->chance(); }
    void callAfter(std::chrono::milliseconds wait, QObject *context, std::function<void()> then) override
    {
        if (wait <= LongWait) {
            m_clock->callAfter(wait, context, std::move(then));
            return;
        }
        m_tell(wait);
        m_clock->callAfter(wait, context, [over = m_over, then = std::move(then)] {
            over();
            then();
        });
    }

private:
    std::shared_ptr<Clock> m_clock;
    Tell m_tell;
    TellOver m_over;
};

} // namespace smc::net
