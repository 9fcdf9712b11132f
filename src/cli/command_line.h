// Reading the command line.
#pragma once

#include "options.h"

#include <optional>
#include <string>

namespace smc::cli {

/// What was asked for; or, where nothing is left to do (help, version, a mistake), what to print.
struct CommandLine
{
    std::optional<Invocation> invocation{};
    std::string text{};    ///< For stdout: help or version.
    std::string mistake{}; ///< For stderr: what is wrong, and what might be meant.
};

CommandLine readCommandLine(int argc, const char *const *argv);

} // namespace smc::cli
