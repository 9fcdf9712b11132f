#include "clock.h"

#include <QRandomGenerator>
#include <QTimer>

namespace smc::net {

UtcTime SystemClock::now() const
{
    return std::chrono::time_point_cast<std::chrono::milliseconds>(std::chrono::system_clock::now());
}

double SystemClock::chance()
{
    return QRandomGenerator::global()->generateDouble();
}

void SystemClock::callAfter(std::chrono::milliseconds wait, QObject *context, std::function<void()> then)
{
    // A coarse timer may come up to 5 % early, and a precise one by the rest of a millisecond: whoever asked us to wait
    // would still be waiting.
    constexpr std::chrono::milliseconds Margin{10};
    const std::chrono::milliseconds length = wait.count() > 0 ? wait + Margin : wait;
    QTimer::singleShot(length, Qt::PreciseTimer, context, std::move(then));
}

} // namespace smc::net
