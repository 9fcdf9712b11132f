#include "sandbox_host.h"

#include "background.h"
#include "text.h"

#include <QThreadPool>

#include <utility>

namespace smc::gui {

SandboxHost::SandboxHost(QString stateFile, QObject *parent)
    : QObject(parent)
    , m_server(std::make_shared<sandbox::Server>())
    , m_stateFile(std::move(stateFile))
{
    connect(m_server.get(), &sandbox::Server::changed, this, &SandboxHost::contentChanged);
    connect(m_server.get(), &sandbox::Server::requestHandled, this, [this](const sandbox::RequestLogEntry &entry) {
        m_requests.push_front(entry);
        if (m_requests.size() > LogLength)
            m_requests.pop_back();
        Q_EMIT requestLogged();
    });
}

SandboxHost::~SandboxHost()
{
    m_server->disconnect(this);
    m_server->stop();
    // A read that still runs in the pool must not be the one that destroys the server, in its thread.
    QThreadPool::globalInstance()->waitForDone();
}

Result<void> SandboxHost::start()
{
    if (isRunning())
        return {};
    sandbox::Options options;
    options.stateFile = m_stateFile;
    const Result<QUrl> url = m_server->start(options);
    m_problem = url ? QString() : fromUtf8(url.error().message);
    Q_EMIT stateChanged();
    if (!url)
        return tl::make_unexpected(url.error());
    Q_EMIT contentChanged();
    return {};
}

void SandboxHost::stop()
{
    if (!isRunning())
        return;
    m_server->stop();
    Q_EMIT stateChanged();
}

bool SandboxHost::isRunning() const
{
    return m_server->isRunning();
}

std::string SandboxHost::address() const
{
    return isRunning() ? m_server->url().toString(QUrl::RemovePath).toStdString() : std::string();
}

std::string SandboxHost::organization() const
{
    return m_server->organization();
}

vault::Credentials SandboxHost::credentials() const
{
    if (!isRunning())
        return {};
    return {m_server->apiKey(), m_server->apiSecret()};
}

sandbox::Faults SandboxHost::faults() const
{
    return m_server->faults();
}

void SandboxHost::setFaults(const sandbox::Faults &faults)
{
    m_server->setFaults(faults);
    Q_EMIT stateChanged();
}

void SandboxHost::resetToDemo()
{
    m_server->resetToDemo();
}

QCoro::Task<Result<sandbox::State>> SandboxHost::state() const
{
    return inBackground([server = m_server] { return server->state(); });
}

QCoro::Task<Result<sandbox::RowsPage>> SandboxHost::rows(sandbox::RowsQuery query) const
{
    return inBackground([server = m_server, query = std::move(query)] { return server->rows(query); });
}

} // namespace smc::gui
