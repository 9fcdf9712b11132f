#include "timestamp.h"

#include <json/scan.h>

#include <algorithm>
#include <array>

namespace smc::segment {

namespace {

class Reader
{
public:
    explicit Reader(std::string_view text)
        : m_rest(text)
    {
    }

    bool atEnd() const { return m_rest.empty(); }

    bool take(std::string_view anyOf)
    {
        if (m_rest.empty() || anyOf.find(m_rest.front()) == std::string_view::npos)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    /// A number of exactly `digits` digits; -1 where there is none.
    int number(std::size_t digits)
    {
        if (m_rest.size() < digits ||
            !std::all_of(m_rest.begin(), m_rest.begin() + static_cast<std::ptrdiff_t>(digits), json::isDigit))
            return -1;
        int result = 0;
        for (const char c : m_rest.substr(0, digits))
            result = result * 10 + (c - '0');
        m_rest.remove_prefix(digits);
        return result;
    }

    bool someDigits()
    {
        const auto end = std::find_if_not(m_rest.begin(), m_rest.end(), json::isDigit);
        const auto count = static_cast<std::size_t>(end - m_rest.begin());
        m_rest.remove_prefix(count);
        return count > 0;
    }

private:
    std::string_view m_rest;
};

int daysOf(int year, int month)
{
    static constexpr std::array<int, 12> Days = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool isLeap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && isLeap ? 29 : Days[static_cast<std::size_t>(month - 1)];
}

bool readDate(Reader &reader)
{
    const int year = reader.number(4);
    if (year < 0 || !reader.take("-"))
        return false;
    const int month = reader.number(2);
    if (month < 1 || month > 12 || !reader.take("-"))
        return false;
    const int day = reader.number(2);
    return day >= 1 && day <= daysOf(year, month);
}

bool readTime(Reader &reader)
{
    const int hour = reader.number(2);
    if (hour < 0 || hour > 24 || !reader.take(":"))
        return false;
    const int minute = reader.number(2);
    if (minute < 0 || minute > 59)
        return false;
    int second = 0;
    if (reader.take(":")) {
        second = reader.number(2);
        if (second < 0 || second > (minute == 59 ? 60 : 59))
            return false;
        if (reader.take(".,") && !reader.someDigits())
            return false;
    }
    return hour < 24 || (minute == 0 && second == 0);
}

bool readZone(Reader &reader)
{
    if (reader.take("Zz"))
        return true;
    if (!reader.take("+-"))
        return false;
    const int hours = reader.number(2);
    if (hours < 0 || hours > 23)
        return false;
    if (reader.atEnd())
        return true;
    reader.take(":");
    const int minutes = reader.number(2);
    return minutes >= 0 && minutes <= 59;
}

} // namespace

TimestampForm timestampForm(std::string_view text)
{
    Reader reader(text);
    if (!readDate(reader))
        return TimestampForm::NotIso8601;
    if (reader.atEnd())
        return TimestampForm::WithoutZone;
    if (!reader.take("Tt") || !readTime(reader))
        return TimestampForm::NotIso8601;
    if (reader.atEnd())
        return TimestampForm::WithoutZone;
    return readZone(reader) && reader.atEnd() ? TimestampForm::Complete : TimestampForm::NotIso8601;
}

} // namespace smc::segment
