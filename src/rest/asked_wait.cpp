#include "asked_wait.h"

#include "sentences.h"

#include <net/policy.h>
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
    const bool isToday = local(minute).date() == local(now).date();
    const QString form = isToday ? QStringLiteral("HH:mm") : QStringLiteral("d MMMM, HH:mm");
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
    return counted(ceil<hours>(duration).count() / 24, "day", "days");
}

} // namespace

std::optional<LongWait> longWaitAfter(const net::Exchange &exchange)
{
    if (exchange.attempts.empty() || !exchange.answer)
        return std::nullopt;
    const net::Attempt &last = exchange.attempts.back();
    if (!net::isRetriable(last.status))
        return std::nullopt;
    const net::UtcTime answered = last.started + milliseconds(std::llround(last.timing.doneMs.value_or(0)));
    const std::optional<net::Wait> asked = net::askedWait(exchange.answer->headers, answered);
    if (!asked || asked->duration <= net::Policy().maxRetryWait)
        return std::nullopt;
    return LongWait{inWords(asked->duration), clockTime(answered + asked->duration, answered)};
}

} // namespace smc::rest
