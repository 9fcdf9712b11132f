// Time and chance behind a seam, so that tests need not wait.
#pragma once

#include "exchange.h"

#include <chrono>
#include <functional>

class QObject;

namespace smc::net {

class Clock
{
public:
    virtual ~Clock() = default;

    virtual UtcTime now() const = 0;
    /// Random in [0, 1).
    virtual double chance() = 0;
    /// Calls `then` from the event loop when `wait` is over, never earlier, unless `context` goes first.
    virtual void callAfter(std::chrono::milliseconds wait, QObject *context, std::function<void()> then) = 0;
};

/// The computer's own clock.
class SystemClock : public Clock
{
public:
    UtcTime now() const override;
    double chance() override;
    void callAfter(std::chrono::milliseconds wait, QObject *context, std::function<void()> then) override;
};

} // namespace smc::net
