#include "variable_time.h"

#include <charconv>
#include <chrono>
#include <cstdio>

namespace smc::segment {

namespace {

/// Far beyond the years that can be written, and far below what overflows.
constexpr std::int64_t MostUnits = 100'000'000'000;

std::int64_t secondsIn(char unit)
{
    switch (unit) {
    case 's':
        return 1;
    case 'm':
        return 60;
    case 'h':
        return 60 * 60;
    case 'd':
        return 24 * 60 * 60;
    case 'w':
        return 7 * 24 * 60 * 60;
    default:
        return 0;
    }
}

} // namespace

std::optional<std::int64_t> timeOffset(std::string_view name)
{
    if (name == "now")
        return 0;
    if (!name.starts_with("now") || name.size() < 6 || (name[3] != '-' && name[3] != '+'))
        return {};
    const std::string_view digits = name.substr(4, name.size() - 5);
    std::int64_t count = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
    const std::int64_t unit = secondsIn(name.back());
    const bool isSigned = digits.front() == '-';
    if (isSigned || end != digits.data() + digits.size() || unit == 0)
        return {};
    if (error == std::errc::result_out_of_range || count > MostUnits)
        count = MostUnits;
    else if (error != std::errc())
        return {};
    const std::int64_t seconds = count * unit;
    return (name[3] == '-' ? -seconds : seconds) * 1000;
}

std::optional<std::string> timeText(std::int64_t nowMs, std::int64_t offsetMs)
{
    using namespace std::chrono;
    // 0001-01-01 and 9999-12-31, in milliseconds from 1970.
    constexpr std::int64_t First = -62'135'596'800'000;
    constexpr std::int64_t Last = 253'402'300'799'999;
    if (nowMs < First || nowMs > Last || offsetMs > Last - nowMs || offsetMs < First - nowMs)
        return {};
    const sys_time<milliseconds> time{milliseconds(nowMs + offsetMs)};
    const auto day = floor<days>(time);
    const year_month_day date(day);
    const hh_mm_ss clock(time - day);
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", int(date.year()), unsigned(date.month()),
                  unsigned(date.day()), int(clock.hours().count()), int(clock.minutes().count()),
                  int(clock.seconds().count()), int(clock.subseconds().count()));
    return text;
}

} // namespace smc::segment
