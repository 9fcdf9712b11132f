// Long waits, told: whoever has no progress line would take them for a standstill.
#pragma once

#include <net/clock.h>

namespace smc::cli {

/// The computer's clock; says on standard error when it waits longer than LongWait before a request is sent again.
class SpokenClock : public net::SystemClock
{
public:
    static constexpr std::chrono::seconds LongWait{5};

    void callAfter(std::chrono::milliseconds wait, QObject *context, std::function<void()> then) override;
};

} // namespace smc::cli
