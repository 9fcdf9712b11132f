// Numbers as JavaScript, in which Segment's engine is written, reads and writes them.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace smc::json {

/// String(number) (ECMA-262, Number::toString): "1", "1e+21", "0.000001", "1e-7", "NaN"; -0 is "0".
std::string numberText(double number);

/// The double next to `number`, a decimal literal as JSON or JavaScript writes it, in any locale: infinity, or zero,
/// with its sign, where it is beyond what a double holds.
double nearestDouble(std::string_view number);

/// What JSON.stringify(JSON.parse(text)) does to a number.
enum class NumberChange : std::uint8_t {
    None,
    Spelling, ///< "1.00" becomes "1", "-0" becomes "0": the same number, written otherwise.
    Digits,   ///< More digits than a double holds: another number comes out.
    TooLarge, ///< "1e400" becomes null.
    TooSmall, ///< "1e-400" becomes 0.
};

struct RoundTrip
{
    NumberChange change = NumberChange::None;
    std::string text; ///< What comes out.
};

/// `number` is a JSON number.
RoundTrip throughJavaScript(std::string_view number);

} // namespace smc::json
