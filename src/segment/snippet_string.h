// Strings and numbers of program text, spelt as JSON.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace smc::segment {

/// Appends the content of a string of JavaScript, C or a shell's $'…' as a JSON string with its quotes. Escapes that
/// JSON has too stay as they are spelt.
void appendStringAsJson(std::string &out, std::string_view content);

/// A number at the start of a text.
struct NumberText
{
    std::size_t length = 0; ///< In the text.
    std::string json{};     ///< Empty where no number begins there, or none that JSON can spell.
};

/// Takes JavaScript's decimal, hexadecimal, octal and binary numbers, with a sign and with '_' between digits. Decimal
/// ones keep their spelling but for what JSON does not allow (".5" becomes "0.5"). NaN and Infinity are none.
NumberText scanNumberLiteral(std::string_view text);

} // namespace smc::segment
