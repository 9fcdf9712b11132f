#include "spoken_clock.h"

#include "say.h"

#include <net/telling_clock.h>

#include <QDateTime>

#include <unistd.h>

#include <cstdio>

namespace smc::cli {

namespace {

void sayWait(std::chrono::milliseconds wait)
{
    if (isTerminal(STDERR_FILENO))
        std::fputs("\r\033[K", stderr); // The progress line, which comes again below.
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
    const QTime until = QDateTime::currentDateTime().addSecs(seconds).time();
    say("SMC has not taken a request yet. It is sent again in " + std::to_string(seconds) + " seconds, at " +
        until.toString(QStringLiteral("HH:mm:ss")).toStdString() + ".");
}

} // namespace

std::shared_ptr<net::Clock> spokenClock()
{
    return std::make_shared<net::TellingClock>(std::make_shared<net::SystemClock>(), sayWait);
}

} // namespace smc::cli
