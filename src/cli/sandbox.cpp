#include "commands.h"
#include "event_loop.h"
#include "output.h"
#include "say.h"

#include <json/writer.h>
#include <sandbox/server.h>
#include <workspace/interrupt.h>

#include <QCoroSignal>
#include <QFile>
#include <QObject>

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
    say(entry.time.toString(Qt::ISODateWithMs).toStdString() + ' ' + entry.method.toStdString() + ' ' +
        entry.path.toStdString() + ' ' + status + ' ' + std::to_string(entry.ms) + " ms");
}

QCoro::Task<ExitCode> serve(SandboxOptions options)
{
    const auto faults = sandbox::parseFaults(options.faults);
    if (!faults)
        co_return giveUp(ExitCode::Usage, faults.error());
    sandbox::Options settings;
    settings.port = options.port;
    settings.stateFile = QFile::decodeName(options.stateFile.c_str());
    settings.faults = *faults;

    sandbox::Server server;
    if (options.verbose)
        QObject::connect(&server, &sandbox::Server::requestHandled, &server, logRequest);
    Ending ending;
    const workspace::Interrupt interrupt([&] { Q_EMIT ending.wanted(); });

    const auto url = server.start(settings);
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
