#include "completion.h"

namespace smc::cli {

namespace {

constexpr const char *Head = R"(# bash completion for smcctl: source <(smcctl completion bash)
_smcctl()
{
    local current="${COMP_WORDS[COMP_CWORD]}" path="" words="" i word
    for ((i = 1; i < COMP_CWORD; i++)); do
        word="${COMP_WORDS[i]}"
        case "$path $word" in
)";

constexpr const char *Middle = R"(        esac
    done
    case "$path" in
)";

constexpr const char *Tail = R"(    esac
    COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _smcctl smcctl
)";

} // namespace

std::string bashCompletion(const std::vector<CommandWords> &commands)
{
    std::string script = Head;
    for (const CommandWords &command : commands) {
        if (command.path.empty())
            continue;
        // A path's last word takes from the path before it to this one.
        const std::string before = command.path.find(' ') == std::string::npos ? ' ' + command.path : command.path;
        script += "        \"" + before + "\") path=\"" + command.path + "\" ;;\n";
    }
    script += Middle;
    for (const CommandWords &command : commands) {
        script += "    \"" + command.path + "\") words=\"";
        for (const std::string &word : command.words)
            script += word + ' ';
        script += "\" ;;\n";
    }
    return script + Tail;
}

} // namespace smc::cli
