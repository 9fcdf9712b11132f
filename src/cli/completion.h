// Completion of smcctl's command lines in bash.
#pragma once

#include <string>
#include <vector>

namespace smc::cli {

/// A command with what can follow it.
struct CommandWords
{
    std::string path;               ///< "" for smcctl itself, "profile", "profile set".
    std::vector<std::string> words; ///< Commands and options.
};

/// A script for `source`: it completes commands, options and file names.
std::string bashCompletion(const std::vector<CommandWords> &commands);

} // namespace smc::cli
