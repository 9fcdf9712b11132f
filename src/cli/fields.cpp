#include "commands.h"
#include "connection.h"
#include "event_loop.h"
#include "output.h"
#include "say.h"
#include "spoken_clock.h"

#include <destination/api_name.h>
#include <net/sender.h>
#include <rest/schema.h>

namespace smc::cli {

namespace {

/// The lists that were asked for, or those that the settings name.
std::vector<std::string> listsOf(const ChosenProfile &chosen, const FieldsOptions &options)
{
    if (!options.lists.empty())
        return options.lists;
    std::vector<std::string> lists = {chosen.settings.eventsDataListApiName};
    if (!chosen.settings.audienceListApiName.empty())
        lists.push_back(chosen.settings.audienceListApiName);
    return lists;
}

Result<void> checkLists(const std::vector<std::string> &lists)
{
    for (const std::string &list : lists) {
        if (auto legal = destination::ApiName::parse(list, "the list"); !legal)
            return tl::make_unexpected(legal.error());
    }
    return {};
}

ExitCode codeFor(rest::Verdict verdict)
{
    return verdict == rest::Verdict::NotFound ? ExitCode::Usage : ExitCode::Unreachable;
}

QCoro::Task<ExitCode> readAll(ChosenProfile chosen, FieldsOptions options)
{
    // Not before there is an application: Qt's TLS needs one.
    if (const auto usable = net::check(rest::transportFor(chosen.settings)); !usable)
        co_return giveUp(ExitCode::Usage, usable.error());
    const auto source =
        options.credentialsFromStandardInput ? CredentialSource::StandardInput : CredentialSource::Found;
    auto connection = co_await connectionWithKey(chosen, source);
    if (!connection)
        co_return giveUp(ExitCode::Usage, connection.error());
    rest::Client client(*std::move(connection), spokenClock());
    destination::KnownFields known;
    const std::vector<std::string> lists = listsOf(chosen, options);
    for (const std::string &list : lists) {
        const rest::Reading<std::vector<rest::FieldInfo>> reading = co_await client.fields(list);
        if (!reading.value)
            co_return giveUp(codeFor(reading.outcome.verdict), reading.value.error());
        known.push_back(rest::listFields(list, *reading.value));
    }
    Output output;
    output.write(destination::fieldsAsJson(known) + '\n');
    if (output.state() == Output::State::Failed)
        co_return giveUp(ExitCode::Usage, "Can't write the fields: " + output.reason() + ".");
    co_return ExitCode::Done;
}

} // namespace

ExitCode fields(const GlobalOptions &global, const FieldsOptions &options)
{
    const auto chosen = chooseProfile(global);
    if (!chosen)
        return giveUp(ExitCode::Usage, chosen.error());
    if (const auto complete = checkForSending(*chosen); !complete)
        return giveUp(ExitCode::Usage, complete.error());
    if (const auto legal = checkLists(listsOf(*chosen, options)); !legal)
        return giveUp(ExitCode::Usage, legal.error());
    return runInEventLoop([&] { return readAll(*chosen, options); });
}

} // namespace smc::cli
