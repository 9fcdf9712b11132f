#include "number.h"

#include "scan.h"

#include <charconv>
#include <cmath>
#include <cstdlib>

namespace smc::json {

namespace {

double nearestDouble(std::string_view number)
{
    double result = 0;
    const auto parsed = std::from_chars(number.data(), number.data() + number.size(), result);
    return parsed.ec == std::errc::result_out_of_range ? std::strtod(std::string(number).c_str(), nullptr) : result;
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
    if (i + 1 < number.size()) {
        const std::size_t from = number[i + 1] == '+' ? i + 2 : i + 1;
        std::int64_t power = 0;
        std::from_chars(number.data() + from, number.data() + number.size(), power);
        decimal.exponent += power;
    }
    decimal.digits.erase(decimal.digits.find_last_not_of('0') + 1);
    return decimal.digits.empty() ? Decimal() : decimal;
}

} // namespace

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
    if (magnitude >= 1e-6 && magnitude < 1e21) {
        const auto end = std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::fixed).ptr;
        return {buffer, end};
    }
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, number, std::chars_format::scientific).ptr;
    std::string text(buffer, end);
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
    RoundTrip trip{NumberChange::None, numberText(nearest)};
    if (trip.text != number)
        trip.change = decimalOf(trip.text) == decimalOf(number) ? NumberChange::Spelling : NumberChange::Digits;
    return trip;
}

} // namespace smc::json
