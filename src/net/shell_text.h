// Words for a POSIX shell that it leaves as they are. Internal to this room.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace smc::net {

/// Longest body that travels as an argument; Linux allows 128 KiB for one.
inline constexpr std::size_t LongestArgument = 100'000;

/// In single quotes: the shell changes nothing.
std::string singleQuoted(std::string_view text);

/// In double quotes, with nothing left to the shell but variables by their names.
std::string doubleQuoted(std::string_view text);

/// Text that survives quoting, terminals and clipboards as it is.
bool isPlainText(std::string_view body);

/// `printf` with whatever is not plain as octal numbers.
std::string printfOctal(std::string_view body);

} // namespace smc::net
