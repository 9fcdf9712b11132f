#include "time_left.h"

#include <QCoreApplication>

#include <algorithm>

namespace smc::gui {

using std::chrono::milliseconds;

namespace {

QString words(const char *text, int count = -1)
{
    return QCoreApplication::translate("smc::gui::timeLeft", text, nullptr, count);
}

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
        return words("about a second");
    if (seconds < 100)
        return words("about %n seconds", static_cast<int>(seconds));
    if (seconds < 100 * 60)
        return words("about %n minutes", static_cast<int>((seconds + 30) / 60));
    return words("about %n hours", static_cast<int>(std::min(MostHours, (seconds + 1800) / 3600)));
}

QString withTimeLeft(const QString &sentence, std::optional<milliseconds> left)
{
    return left ? sentence + QLatin1Char(' ') + words("Time left: %1.").arg(inWords(*left)) : sentence;
}

} // namespace smc::gui
