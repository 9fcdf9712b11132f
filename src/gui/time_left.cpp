#include "time_left.h"

#include <QCoreApplication>

#include <algorithm>

namespace smc::gui {

using std::chrono::milliseconds;

namespace {

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::timeLeft)
};

} // namespace

std::optional<milliseconds> timeLeft(milliseconds passed, quint64 done, quint64 total)
{
    using namespace std::chrono_literals;
    if (passed < 1s || done == 0 || total == 0)
        return std::nullopt;
    const double rest = done >= total ? 0 : double(total - done);
    return milliseconds(static_cast<qint64>(double(passed.count()) * rest / double(done)));
}

QString inWords(milliseconds duration)
{
    constexpr qint64 MostHours = 9999;
    const qint64 seconds = (duration.count() + 999) / 1000;
    if (seconds <= 1)
        return Words::tr("about a second");
    if (seconds < 100)
        return Words::tr("about %n seconds", nullptr, static_cast<int>(seconds));
    constexpr qint64 MostSecondsInMinutes = 6000;
    if (seconds < MostSecondsInMinutes)
        return Words::tr("about %n minutes", nullptr, static_cast<int>((seconds + 30) / 60));
    return Words::tr("about %n hours", nullptr, static_cast<int>(std::min(MostHours, (seconds + 1800) / 3600)));
}

QString withTimeLeft(const QString &sentence, std::optional<milliseconds> left)
{
    return left ? sentence + QLatin1Char(' ') + Words::tr("Time left: %1.").arg(inWords(*left)) : sentence;
}

} // namespace smc::gui
