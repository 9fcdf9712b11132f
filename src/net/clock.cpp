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
    QTimer::singleShot(wait, context, std::move(then));
}

} // namespace smc::net
