#include "say.h"

#include <unistd.h>

#include <cstdio>
#include <string>

namespace smc::cli {

void say(std::string_view text)
{
    std::string line = "smcctl: ";
    line += text;
    line += '\n';
    std::fwrite(line.data(), 1, line.size(), stderr);
    std::fflush(stderr);
}

ExitCode giveUp(ExitCode code, std::string_view text)
{
    say(text);
    return code;
}

ExitCode giveUp(ExitCode code, const Error &error)
{
    if (error.where.empty() || error.message.find(error.where) != std::string::npos)
        return giveUp(code, error.message);
    return giveUp(code, error.where + ": " + error.message);
}

bool isTerminal(int descriptor)
{
    return ::isatty(descriptor) != 0;
}

} // namespace smc::cli
