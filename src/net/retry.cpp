#include "retry.h"

#include <QDateTime>
#include <QLocale>
#include <QTimeZone>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <iterator>

namespace smc::net {

namespace {

using std::chrono::milliseconds;

std::string_view trimmed(std::string_view text)
{
    const auto isSpace = [](char c) { return c == ' ' || c == '\t'; };
    while (!text.empty() && isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

/// Digits with an optional fraction, as milliseconds; a number beyond a year counts as a year.
std::optional<milliseconds> parseSeconds(std::string_view text)
{
    text = trimmed(text);
    if (text.empty() || text.find_first_not_of("0123456789.") != std::string_view::npos)
        return std::nullopt;
    double seconds = 0;
    const auto [end, error] =
        std::from_chars(text.data(), text.data() + text.size(), seconds, std::chars_format::fixed);
    if (end != text.data() + text.size() || error == std::errc::invalid_argument)
        return std::nullopt;
    constexpr double Year = 365.0 * 24 * 3600;
    if (error == std::errc::result_out_of_range || seconds > Year)
        seconds = Year;
    return milliseconds(std::llround(seconds * 1000));
}

/// IMF-fixdate, RFC 850 and asctime dates, all of them GMT.
std::optional<UtcTime> parseHttpDate(std::string_view text)
{
    static const QLocale english = QLocale::c();
    const QString date = QString::fromLatin1(text.data(), qsizetype(text.size())).simplified();
    const char *const forms[] = {"ddd, dd MMM yyyy HH:mm:ss 'GMT'", "dddd, dd-MMM-yy HH:mm:ss 'GMT'",
                                 "ddd MMM d HH:mm:ss yyyy"};
    for (const char *form : forms) {
        QDateTime time = english.toDateTime(date, QString::fromLatin1(form));
        if (!time.isValid())
            continue;
        if (time.date().year() < 1970)
            time = time.addYears(100);
        time.setTimeSpec(Qt::UTC);
        return UtcTime(milliseconds(time.toMSecsSinceEpoch()));
    }
    return std::nullopt;
}

milliseconds backoff(int attempt, milliseconds base, milliseconds cap, double chance)
{
    const double grown = double(base.count()) * std::pow(2.0, std::clamp(attempt - 1, 0, 60));
    const double ceiling = std::min(grown, double(cap.count()));
    return milliseconds(std::llround(ceiling * (1 + chance) / 2));
}

} // namespace

bool isRetriable(int status)
{
    return status == 408 || status == 429 || (status >= 500 && status <= 599 && status != 501);
}

bool isRetriable(Trouble trouble)
{
    switch (trouble) {
    case Trouble::HostNotFound:
    case Trouble::Refused:
    case Trouble::Unreachable:
    case Trouble::Dropped:
    case Trouble::TimedOut:
    case Trouble::Proxy:
        return true;
    default:
        return false;
    }
}

std::optional<milliseconds> parseRetryAfter(std::string_view value, UtcTime now)
{
    if (const auto seconds = parseSeconds(value))
        return seconds;
    if (const auto date = parseHttpDate(trimmed(value)))
        return std::max(*date - now, milliseconds(0));
    return std::nullopt;
}

std::optional<milliseconds> parseRateLimitReset(std::string_view value)
{
    return parseSeconds(value);
}

std::optional<Wait> askedWait(const Headers &answer, UtcTime now)
{
    std::optional<Wait> wait;
    const auto consider = [&wait](std::optional<milliseconds> asked, WaitReason reason) {
        if (asked && (!wait || *asked > wait->duration))
            wait = Wait{*asked, reason};
    };
    if (const auto value = findHeader(answer, "X-RateLimit-Reset"))
        consider(parseRateLimitReset(*value), WaitReason::RateLimitReset);
    if (const auto value = findHeader(answer, "Retry-After"))
        consider(parseRetryAfter(*value, now), WaitReason::RetryAfter);
    return wait;
}

std::optional<milliseconds> tooLongWait(int status, const Headers &answer, const Policy &policy, UtcTime now)
{
    const std::optional<Wait> asked = askedWait(answer, now);
    if (!asked || asked->duration <= policy.maxRetryWait || !isRetriable(status))
        return std::nullopt;
    return asked->duration;
}

bool isBusy(int status, const Headers &answer)
{
    const char *const quota[] = {"Retry-After", "X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset"};
    return status == 429 && std::none_of(std::begin(quota), std::end(quota),
                                         [&](const char *name) { return findHeader(answer, name).has_value(); });
}

Wait busyWait(int time, const Policy &policy, double chance)
{
    return {backoff(time, policy.busyBackoffBase, policy.busyBackoffCap, chance), WaitReason::Backoff};
}

Wait waitAfter(int attempt, const Headers &answer, const Policy &policy, UtcTime now, double chance)
{
    if (const auto asked = askedWait(answer, now))
        return *asked;
    return {backoff(attempt, policy.backoffBase, policy.backoffCap, chance), WaitReason::Backoff};
}

} // namespace smc::net
