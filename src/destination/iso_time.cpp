#include "iso_time.h"

#include <chrono>
#include <cstdio>

namespace smc::destination {

namespace {

using namespace std::chrono;

/// `count` digits of `text` from `at` on as a number, or -1.
int digitsAt(std::string_view text, std::size_t at, std::size_t count)
{
    if (at + count > text.size())
        return -1;
    int number = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

bool charAt(std::string_view text, std::size_t at, std::string_view anyOf)
{
    return at < text.size() && anyOf.find(text[at]) != std::string_view::npos;
}

/// Takes "HH:MM[:SS[.fffffff]]" off `text`.
std::optional<milliseconds> takeClock(std::string_view &text)
{
    const int hour = digitsAt(text, 0, 2);
    const int minute = digitsAt(text, 3, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || !charAt(text, 2, ":"))
        return std::nullopt;
    milliseconds time = hours(hour) + minutes(minute);
    std::size_t at = 5;
    if (charAt(text, at, ":")) {
        const int second = digitsAt(text, at + 1, 2);
        if (second < 0 || second > 59)
            return std::nullopt;
        time += seconds(second);
        at += 3;
        if (charAt(text, at, ".,")) {
            int weight = 100;
            const std::size_t from = ++at;
            for (; charAt(text, at, "0123456789"); ++at, weight /= 10)
                time += milliseconds((text[at] - '0') * weight);
            if (at == from || at - from > 9)
                return std::nullopt;
        }
    }
    text.remove_prefix(at);
    return time;
}

/// East of UTC, for "", "Z", "+HH:MM" and "+HHMM": at most 14 hours, as .NET reads times.
std::optional<minutes> offsetOf(std::string_view zone)
{
    if (zone.empty() || zone == "Z" || zone == "z")
        return minutes(0);
    const bool hasColon = charAt(zone, 3, ":");
    const int hour = digitsAt(zone, 1, 2);
    const int minute = digitsAt(zone, hasColon ? 4 : 3, 2);
    const minutes offset = hours(hour) + minutes(minute);
    if (!charAt(zone, 0, "+-") || hour < 0 || minute < 0 || minute > 59 || offset > hours(14) ||
        zone.size() != (hasColon ? 6U : 5U))
        return std::nullopt;
    return zone[0] == '-' ? -offset : offset;
}

/// Nothing outside the years 1 to 9999, which SMC's database has no others than.
std::optional<std::string> textOf(sys_time<milliseconds> time)
{
    const auto day = floor<days>(time);
    const year_month_day date(day);
    if (date.year() < year(1) || date.year() > year(9999))
        return std::nullopt;
    const hh_mm_ss clock(time - day);
    char text[48];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03d", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
    return text;
}

} // namespace

std::optional<std::string> utcTime(std::string_view text)
{
    const int yearNumber = digitsAt(text, 0, 4);
    const int monthNumber = digitsAt(text, 5, 2);
    const int dayNumber = digitsAt(text, 8, 2);
    if (yearNumber < 1 || monthNumber < 1 || dayNumber < 1 || !charAt(text, 4, "-") || !charAt(text, 7, "-"))
        return std::nullopt;
    const year_month_day date(year(yearNumber), month(static_cast<unsigned>(monthNumber)),
                              day(static_cast<unsigned>(dayNumber)));
    if (!date.ok())
        return std::nullopt;
    const sys_time<milliseconds> midnight = sys_days(date);
    if (text.size() == 10)
        return textOf(midnight);
    if (!charAt(text, 10, "Tt "))
        return std::nullopt;
    text.remove_prefix(11);
    const auto clock = takeClock(text);
    const auto offset = clock ? offsetOf(text) : std::nullopt;
    return offset ? textOf(midnight + *clock - *offset) : std::nullopt;
}

} // namespace smc::destination
