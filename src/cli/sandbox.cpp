#include "commands.h"
#include "day_option.h"
#include "event_loop.h"
#include "output.h"
#include "say.h"

#include <json/writer.h>
#include <sandbox/server.h>
#include <workspace/interrupt.h>

#include <QCoroSignal>
#include <QFile>
#include <QObject>

#include <utility>

namespace smc::cli {

namespace {

/// Emits once what an Interrupt calls back.
class Ending : public QObject
{
    Q_OBJECT

Q_SIGNALS:
    void wanted();
};

/// What a person or a script needs to talk to the sandbox: the only line on stdout, and the only place with the secret.
std::string announcement(const sandbox::Server &server)
{
    json::Writer writer;
    writer.object([&] {
        writer.member("url", std::string_view(server.url().toString().toStdString()));
        writer.member("organization", std::string_view(server.organization()));
        writer.member("apiKey", server.apiKey().reveal());
        writer.member("apiSecret", server.apiSecret().reveal());
    });
    return writer.take() + '\n';
}

void logRequest(const sandbox::RequestLogEntry &entry)
{
    const std::string status = entry.status > 0 ? std::to_string(entry.status) : "dropped";
    std::string faults;
    for (const sandbox::Fault &fault : entry.faults)
        faults += (faults.empty() ? ", by order: " : ", ") + sandbox::toText(fault);
    say(entry.time.toString(Qt::ISODateWithMs).toStdString() + ' ' + entry.method.toStdString() + ' ' +
        entry.path.toStdString() + ' ' + status + ' ' + std::to_string(entry.ms) + " ms" + faults);
}

Result<sandbox::Options> settingsOf(const SandboxOptions &options)
{
    sandbox::Options settings;
    settings.port = options.port;
    settings.stateFile = QFile::decodeName(options.stateFile.c_str());
    auto faults = sandbox::parseFaults(options.faults);
    if (!faults)
        return tl::make_unexpected(faults.error());
    settings.faults = std::move(*faults);
    if (!options.keyExpires.empty()) {
        const auto lastDay = lastDayOfKey(options.keyExpires);
        if (!lastDay)
            return tl::make_unexpected(lastDay.error());
        settings.account.expires = *lastDay;
    }
    settings.account.cidrs = options.subnets;
    settings.account.rights = options.rights;
    // Who has stored the key of an earlier start need not do so again.
    if (!settings.stateFile.isEmpty())
        settings.keys = sandbox::Options::Keys::OfTheState;
    return settings;
}

QCoro::Task<ExitCode> serve(SandboxOptions options)
{
    const Result<sandbox::Options> settings = settingsOf(options);
    if (!settings)
        co_return giveUp(ExitCode::Usage, settings.error());

    sandbox::Server server;
    if (options.verbose)
        QObject::connect(&server, &sandbox::Server::requestHandled, &server, logRequest);
    Ending ending;
    const workspace::Interrupt interrupt([&] { Q_EMIT ending.wanted(); });

    const auto url = server.start(*settings);
    if (!url)
        co_return giveUp(ExitCode::Usage, url.error());
    Output().write(announcement(server));
    say("The sandbox answers at " + url->toString().toStdString() + ". Ctrl+C ends it.");
    co_await qCoro(&ending, &Ending::wanted);
    server.stop();
    co_return ExitCode::Done;
}

} // namespace

ExitCode runSandbox(const GlobalOptions &, const SandboxOptions &options)
{
    return runInEventLoop([&] { return serve(options); });
}

} // namespace smc::cli

#include "sandbox.moc"
