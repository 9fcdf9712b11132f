// Words for people, on stderr. Results never go there.
#pragma once

#include "exit_code.h"

#include <base/error.h>

#include <string_view>

namespace smc::cli {

/// One line on stderr: "smcctl: " and the text.
void say(std::string_view text);

/// Says what went wrong, and gives `code` back.
ExitCode giveUp(ExitCode code, std::string_view text);
ExitCode giveUp(ExitCode code, const Error &error);

/// True where stderr is a terminal: progress is shown there and nowhere else.
bool isTerminal(int descriptor);

} // namespace smc::cli
