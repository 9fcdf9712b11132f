// Command lines as shells split them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace smc::segment {

struct ShellWord
{
    std::string text;        ///< Without its quotes and escapes.
    bool isExpanded = false; ///< A shell would put something else in the place of a part of it: `$NAME`, `$(…)`.
};

/// One command with its arguments. What redirections and pipes lead to is none.
using ShellCommand = std::vector<ShellWord>;

/// The commands of a text, in the quoting of a POSIX shell, or of the Windows command line where it has that one's
/// escapes (`^"`, or '^' at the end of a line). Lines that go on, comments and `$ ` prompts are understood.
std::vector<ShellCommand> shellCommands(std::string_view text);

} // namespace smc::segment
