// What might have been meant by a mistyped word.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace smc::cli {

/// The word of `words` that is closest to `typed`, or nothing where none is close. One changed, missing or added
/// letter, or two neighbours swapped, counts as one step; at most a third of the letters may be wrong.
std::string closestWord(std::string_view typed, const std::vector<std::string> &words);

} // namespace smc::cli
