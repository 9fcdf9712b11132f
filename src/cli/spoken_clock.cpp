#include "spoken_clock.h"

#include "say.h"

#include <QDateTime>

#include <unistd.h>

#include <cstdio>

namespace smc::cli {

void SpokenClock::callAfter(std::chrono::milliseconds wait, QObject *context, std::function<void()> then)
{
    if (wait > LongWait) {
        if (isTerminal(STDERR_FILENO))
            std::fputs("\r\033[K", stderr); // The progress line, which comes again below.
        const auto seconds = std::chrono::ceil<std::chrono::seconds>(wait).count();
        const QTime until = QDateTime::currentDateTime().addSecs(seconds).time();
        say("SMC has not taken a request yet. It is sent again in " + std::to_string(seconds) + " seconds, at " +
            until.toString(QStringLiteral("HH:mm:ss")).toStdString() + ".");
    }
    SystemClock::callAfter(wait, context, std::move(then));
}

} // namespace smc::cli
