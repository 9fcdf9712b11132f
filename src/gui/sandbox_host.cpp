#include "sandbox_host.h"

#include "background.h"
#include "sandbox/rows_file.h"
#include "text.h"

#include <QPointer>

#include <utility>

namespace smc::gui {

SandboxHost::SandboxHost(QString stateFile, QObject *parent)
    : QObject(parent)
    , m_stateFile(std::move(stateFile))
{
    m_startup.setMaxThreadCount(1);
    connect(&m_server, &sandbox::Server::changed, this, &SandboxHost::contentChanged);
    connect(&m_server, &sandbox::Server::requestHandled, this, [this](const sandbox::RequestLogEntry &entry) {
        m_requests.push_front(entry);
        if (m_requests.size() > LogLength)
            m_requests.pop_back();
        Q_EMIT requestLogged();
    });
}

SandboxHost::~SandboxHost()
{
    m_server.disconnect(this);
    stop();
}

QCoro::Task<Result<void>> SandboxHost::start()
{
    const QPointer<SandboxHost> alive(this);
    const Turns::Turn turn = co_await m_turns.next();
    if (!alive)
        co_return fail("cancelled", {});
    if (isRunning())
        co_return Result<void>{};
    sandbox::Options options;
    options.stateFile = m_stateFile;
    const unsigned stops = m_stops;
    const auto work = [options] { return sandbox::Server::prepare(options); };
    auto task = inBackground(m_startup, work);
    Result<std::shared_ptr<sandbox::Server::Engine>> prepared = co_await task;
    if (!alive)
        co_return fail("cancelled", {});
    if (prepared && stops != m_stops) {
        // Stopped meanwhile. It goes where it was made: a start behind this one must find its file free.
        m_startup.start([engine = std::exchange(*prepared, nullptr)]() mutable { engine.reset(); });
        co_return fail("sandbox_stopped", toUtf8(tr("The sandbox was stopped.")));
    }
    m_problem = prepared ? QString() : fromUtf8(prepared.error().message);
    if (prepared)
        m_server.run(std::exchange(*prepared, nullptr));
    Q_EMIT stateChanged();
    if (!prepared)
        co_return tl::make_unexpected(prepared.error());
    Q_EMIT contentChanged();
    co_return Result<void>{};
}

void SandboxHost::stop()
{
    ++m_stops;
    if (!isRunning())
        return;
    m_startup.start([engine = m_server.takeDown()]() mutable { engine.reset(); });
    Q_EMIT stateChanged();
}

bool SandboxHost::isRunning() const
{
    return m_server.isRunning();
}

std::string SandboxHost::address() const
{
    return isRunning() ? m_server.url().toString(QUrl::RemovePath).toStdString() : std::string();
}

std::string SandboxHost::organization() const
{
    return m_server.organization();
}

vault::Credentials SandboxHost::credentials() const
{
    if (!isRunning())
        return {};
    return {m_server.apiKey(), m_server.apiSecret()};
}

sandbox::Faults SandboxHost::faults() const
{
    return m_server.faults();
}

void SandboxHost::setFaults(const sandbox::Faults &faults)
{
    m_server.setFaults(faults);
    Q_EMIT stateChanged();
}

void SandboxHost::resetToDemo()
{
    m_server.resetToDemo();
}

QCoro::Task<Result<sandbox::State>> SandboxHost::state() const
{
    // By the file's name: the server may be stopped while this is read.
    return inBackground([file = m_server.stateFile(), organization = organization()]() -> Result<sandbox::State> {
        if (file.isEmpty())
            return fail("sandbox_state", "The sandbox is not running.");
        return sandbox::readState(file, organization);
    });
}

QCoro::Task<Result<sandbox::RowsPage>> SandboxHost::rows(sandbox::RowsQuery query) const
{
    return inBackground([file = m_server.stateFile(), query = std::move(query)]() -> Result<sandbox::RowsPage> {
        if (file.isEmpty())
            return fail("sandbox_state", "The sandbox is not running.");
        return sandbox::readRows(file, query);
    });
}

QCoro::Task<Result<qint64>> SandboxHost::exportRows(sandbox::RowsQuery query, QString path) const
{
    return inBackground([file = m_server.stateFile(), query = std::move(query), path = std::move(path)] {
        return writeRows(file, query, path);
    });
}

} // namespace smc::gui
