#include "run.h"

#include "command_line.h"
#include "commands.h"
#include "output.h"
#include "say.h"

#include <vault/harden.h>

#include <csignal>

namespace smc::cli {

namespace {

struct Runner
{
    const GlobalOptions &global;

    ExitCode operator()(const ValidateOptions &options) const { return validate(global, options); }
    ExitCode operator()(const MapOptions &options) const { return map(global, options); }
    ExitCode operator()(const TransformOptions &options) const { return transform(global, options); }
    ExitCode operator()(const MatchOptions &options) const { return match(global, options); }
    ExitCode operator()(const ProfileListOptions &) const { return listProfiles(global); }
    ExitCode operator()(const ProfileShowOptions &options) const { return showProfile(global, options); }
    ExitCode operator()(const ProfileSetOptions &options) const { return setProfile(global, options); }
    ExitCode operator()(const ProfileRemoveOptions &options) const { return removeProfile(global, options); }
    ExitCode operator()(const CredentialOptions &options) const { return credential(global, options); }
    ExitCode operator()(const SendOptions &options) const { return send(global, options); }
    ExitCode operator()(const FieldsOptions &options) const { return fields(global, options); }
    ExitCode operator()(const SandboxOptions &options) const { return runSandbox(global, options); }
};

} // namespace

int run(int argc, char **argv)
{
    if (const auto hardened = vault::hardenProcess(); !hardened)
        say(hardened.error().message);
    // A reader that goes away shows as an error of write(), so that everything can end in order.
    std::signal(SIGPIPE, SIG_IGN);

    const CommandLine line = readCommandLine(argc, argv);
    if (!line.mistake.empty())
        return static_cast<int>(giveUp(ExitCode::Usage, line.mistake));
    if (!line.invocation) {
        Output().write(line.text);
        return static_cast<int>(ExitCode::Done);
    }
    return static_cast<int>(std::visit(Runner{line.invocation->global}, line.invocation->command));
}

} // namespace smc::cli
