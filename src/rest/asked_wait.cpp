#include "asked_wait.h"

#include "sentences.h"

#include <net/retry.h>

#include <QDateTime>
#include <QLocale>

#include <cmath>

namespace smc::rest {

namespace {

using std::chrono::milliseconds;

std::string clockTime(net::UtcTime time, net::UtcTime now)
{
    const auto local = [](net::UtcTime t) { return QDateTime::fromMSecsSinceEpoch(t.time_since_epoch().count()); };
    const net::UtcTime minute = std::chrono::ceil<std::chrono::minutes>(time);
    const QDate day = local(minute).date();
    const QDate today = local(now).date();
    const QString form = day == today                 ? QStringLiteral("HH:mm")
                         : day.year() == today.year() ? QStringLiteral("d MMMM, HH:mm")
                                                      : QStringLiteral("d MMMM yyyy, HH:mm");
    return QLocale::c().toString(local(minute), form).toStdString();
}

std::string inWords(milliseconds duration)
{
    using namespace std::chrono;
    if (duration < minutes(3))
        return counted(ceil<seconds>(duration).count(), "second", "seconds");
    if (ceil<minutes>(duration) == hours(1))
        return "an hour";
    if (duration <= hours(2))
        return counted(ceil<minutes>(duration).count(), "minute", "minutes");
    if (duration <= hours(48))
        return counted(ceil<hours>(duration).count(), "hour", "hours");
    return counted(ceil<days>(duration).count(), "day", "days");
}

/// When the last answer was complete.
net::UtcTime answeredAt(const net::Exchange &exchange)
{
    const net::Attempt &last = exchange.attempts.back();
    return last.started + milliseconds(std::llround(last.timing.doneMs.value_or(0)));
}

} // namespace

std::optional<milliseconds> waitAskedFor(const net::Exchange &exchange)
{
    if (exchange.attempts.empty() || !exchange.answer)
        return std::nullopt;
    const std::optional<net::Wait> asked = net::askedWait(exchange.answer->headers, answeredAt(exchange));
    return asked ? std::optional(asked->duration) : std::nullopt;
}

std::optional<LongWait> longWaitAfter(const net::Exchange &exchange)
{
    if (exchange.attempts.empty() || !exchange.attempts.back().tooLongWait)
        return std::nullopt;
    const milliseconds asked = *exchange.attempts.back().tooLongWait;
    const net::UtcTime answered = answeredAt(exchange);
    return LongWait{inWords(asked), clockTime(answered + asked, answered)};
}

} // namespace smc::rest
