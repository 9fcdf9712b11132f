#include "number.h"

#include "scan.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

namespace smc::json {

namespace {

/// JavaScript writes integers beyond 2^53 by their shortest digits, and zeros behind them.
constexpr double LargestExact = 9007199254740992.0;
/// No text is as long: adding its digits to such a power neither overflows nor brings it back to a double's range.
constexpr std::int64_t MostPower = std::int64_t(1) << 60U;

/// The power behind the e, which may have any number of digits.
std::int64_t powerIn(std::string_view text)
{
    const bool isNegative = text.starts_with('-');
    if (isNegative || text.starts_with('+'))
        text.remove_prefix(1);
    std::int64_t power = 0;
    const auto parsed = std::from_chars(text.data(), text.data() + text.size(), power);
    power = parsed.ec == std::errc::result_out_of_range ? MostPower : std::min(power, MostPower);
    return isNegative ? -power : power;
}

/// A number as 0.DIGITS times a power of ten, without zeros at either end of the digits; no digits for zero.
struct Decimal
{
    std::string digits;
    std::int64_t exponent = 0;

    bool operator==(const Decimal &) const = default;
};

Decimal decimalOf(std::string_view number)
{
    Decimal decimal;
    bool isFraction = false;
    std::size_t i = 0;
    for (; i < number.size() && number[i] != 'e' && number[i] != 'E'; ++i) {
        if (number[i] == '.')
            isFraction = true;
        if (!isDigit(number[i]))
            continue;
        if (decimal.digits.empty() && number[i] == '0') {
            decimal.exponent -= isFraction ? 1 : 0;
        } else {
            decimal.digits += number[i];
            decimal.exponent += isFraction ? 0 : 1;
        }
    }
    if (i + 1 < number.size())
        decimal.exponent += powerIn(number.substr(i + 1));
    decimal.digits.erase(decimal.digits.find_last_not_of('0') + 1);
    return decimal.digits.empty() ? Decimal() : decimal;
}

/// An integer of more than 2^53 and less than 1e21: "1.8446744073709552e+19" as "18446744073709552000".
std::string withoutExponent(std::string_view scientific)
{
    std::string text;
    std::size_t fraction = 0;
    std::size_t i = 0;
    for (; i < scientific.size() && scientific[i] != 'e'; ++i) {
        if (scientific[i] == '.')
            fraction = text.size();
        else
            text += scientific[i];
    }
    fraction = fraction == 0 ? text.size() : fraction;
    text.append(static_cast<std::size_t>(powerIn(scientific.substr(i + 1))) - (text.size() - fraction), '0');
    return text;
}

} // namespace

double nearestDouble(std::string_view number)
{
    double result = 0;
    const auto parsed = std::from_chars(number.data(), number.data() + number.size(), result);
    if (parsed.ec != std::errc::result_out_of_range)
        return result;
    // strtod would tell which, but asks the locale for its decimal point.
    const Decimal decimal = decimalOf(number);
    result = decimal.digits.empty() || decimal.exponent <= 0 ? 0.0 : std::numeric_limits<double>::infinity();
    return number.starts_with('-') ? -result : result;
}

std::string numberText(double number)
{
    if (std::isnan(number))
        return "NaN";
    if (std::isinf(number))
        return number < 0 ? "-Infinity" : "Infinity";
    if (number == 0)
        return "0";
    const double magnitude = std::fabs(number);
    char buffer[64];
    if (magnitude >= 1e-6 && magnitude <= LargestExact) {
        const auto end = std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::fixed).ptr;
        return {buffer, end};
    }
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::scientific).ptr;
    std::string text(buffer, end);
    if (magnitude > LargestExact && magnitude < 1e21)
        return withoutExponent(text);
    // C++ writes at least two digits of exponent, JavaScript as few as there are.
    const std::size_t exponent = text.find('e') + 2;
    while (exponent + 1 < text.size() && text[exponent] == '0')
        text.erase(exponent, 1);
    return text;
}

RoundTrip throughJavaScript(std::string_view number)
{
    const double nearest = nearestDouble(number);
    if (std::isinf(nearest))
        return {NumberChange::TooLarge, "null"};
    if (nearest == 0 && !decimalOf(number).digits.empty())
        return {NumberChange::TooSmall, "0"};
    RoundTrip trip{NumberChange::None, numberText(nearest)};
    if (trip.text != number)
        trip.change = decimalOf(trip.text) == decimalOf(number) ? NumberChange::Spelling : NumberChange::Digits;
    return trip;
}

} // namespace smc::json
