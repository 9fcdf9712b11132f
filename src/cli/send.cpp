#include "commands.h"
#include "connection.h"
#include "event_loop.h"
#include "field_check.h"
#include "profile_choice.h"
#include "say.h"
#include "send_run.h"

#include <net/sender.h>
#include <rest/client.h>

namespace smc::cli {

namespace {

Result<void> checkCommand(const ChosenProfile &chosen, const SendOptions &options)
{
    if (auto readable = checkInputs(options.inputs); !readable)
        return readable;
    if (options.credentialsFromStandardInput && options.inputs.readStandardInput())
        return fail("standard_input_twice",
                    "--credentials-stdin takes the key from standard input, so the events must come from files.");
    if (auto complete = checkForSending(chosen); !complete)
        return complete;
    const bool isReal = !options.dryRun;
    if (isReal && chosen.profile.environment == workspace::Environment::Production && !options.yesProduction)
        return fail("production_unconfirmed",
                    "Profile '" + chosen.profile.name +
                        "' is a production profile: the events would go to "
                        "organization '" +
                        chosen.settings.organization +
                        "' for good. Add --yes-production to send them, or --dry-run to see what would be sent.");
    return {};
}

QCoro::Task<ExitCode> sendAll(GlobalOptions global, ChosenProfile chosen, SendOptions options,
                              std::optional<EventVariables> variables, ListFieldsSource fields)
{
    // Not before there is an application: Qt's TLS needs one.
    if (const auto usable = net::check(rest::transportFor(chosen.settings)); !usable)
        co_return giveUp(ExitCode::Usage, usable.error());
    rest::Connection connection = connectionOf(chosen);
    if (!options.dryRun) {
        const auto source =
            options.credentialsFromStandardInput ? CredentialSource::StandardInput : CredentialSource::Found;
        auto found = co_await connectionWithKey(chosen, source);
        if (!found)
            co_return giveUp(ExitCode::Usage, found.error());
        connection = *std::move(found);
    }
    SendRun run(std::move(global), std::move(chosen), std::move(connection), std::move(options), std::move(variables),
                std::move(fields));
    co_return co_await run.run();
}

} // namespace

ExitCode send(const GlobalOptions &global, const SendOptions &options)
{
    const auto chosen = chooseProfile(global);
    if (!chosen)
        return giveUp(ExitCode::Usage, chosen.error());
    if (const auto good = checkCommand(*chosen, options); !good)
        return giveUp(ExitCode::Usage, good.error());
    const auto variables = EventVariables::from(options.variables, &chosen->profile);
    if (!variables)
        return giveUp(ExitCode::Usage, variables.error());
    ListFieldsSource fields;
    fields.asksSmc = options.checkFields && !options.dryRun;
    if (!options.fieldsFile.empty()) {
        auto read = readFieldsFile(options.fieldsFile, chosen->settings.eventsDataListApiName);
        if (!read)
            return giveUp(ExitCode::Usage, read.error());
        fields.known = *std::move(read);
    }
    return runInEventLoop([&] { return sendAll(global, *chosen, options, *variables, fields); });
}

} // namespace smc::cli
