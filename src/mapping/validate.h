// What is wrong with a mapping, all of it, before it runs: mapping-kit's own rules, sentences and paths (validate.ts).
#pragma once

#include <json/document.h>

#include <string>
#include <vector>

namespace smc::mapping {

struct MappingProblem
{
    std::string message; ///< "/@if/then has an invalid directive: @oops.": keys from the top, then the sentence.
    std::string where;   ///< JSON pointer to the value that is wrong.
};

/// Empty where the mapping can be compiled. Arrays are not looked into, as there; what only shows when a mapping runs,
/// such as a path that is no text, is no problem here.
std::vector<MappingProblem> validate(json::Value mapping);

/// All messages, one behind the other.
std::string messagesOf(const std::vector<MappingProblem> &problems);

} // namespace smc::mapping
