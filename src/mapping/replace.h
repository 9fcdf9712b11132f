// The bounds of @replace, which replaces literal text as String.prototype.replace does.
#pragma once

#include <cstddef>

namespace smc::mapping {

/// mapping-kit's bounds, in UTF-16 units.
inline constexpr std::size_t LongestPattern = 10;
inline constexpr std::size_t LongestReplacement = 10;

} // namespace smc::mapping
