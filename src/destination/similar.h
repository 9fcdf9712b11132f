// "Did you mean …?"
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace smc::destination {

/// How a name misses another.
enum class Miss : std::uint8_t {
    None,
    Case,          ///< Other capitals.
    Spaces,        ///< White space at an end, or other white space inside.
    CaseAndSpaces, ///< Both.
    Typo,          ///< One or two letters differ.
};

struct NearMiss
{
    Miss miss = Miss::None;
    std::string name; ///< The one that was probably meant.
};

/// The name among `names` that `text` comes nearest to without being it.
NearMiss nearMiss(std::string_view text, std::span<const std::string> names);

} // namespace smc::destination
