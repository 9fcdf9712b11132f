// @replace: literal text for literal text, as String.prototype.replace does it.
#pragma once

#include "code.h"

#include <optional>
#include <string>
#include <string_view>

namespace smc::mapping {

/// mapping-kit's bounds, in UTF-16 units.
inline constexpr std::size_t LongestPattern = 10;
inline constexpr std::size_t LongestReplacement = 10;

/// `text` with `pair.pattern` replaced. In the replacement `$$` is a dollar, `$&` what was found, and the dollar with a
/// backquote or an apostrophe what stands before and behind it (ECMA-262, GetSubstitution). Nothing where that would be
/// longer than is sensible.
std::optional<std::string> replaced(std::string_view text, const Replace::Pair &pair, const Replace &how);

} // namespace smc::mapping
