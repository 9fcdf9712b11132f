#include "http_server.h"

#include <algorithm>

#ifdef Q_OS_UNIX
#include <sys/resource.h>
#endif

namespace smc::sandbox {

namespace {

constexpr int DeadlineCheckMs = 250;
constexpr int AcceptAgainMs = 100;
constexpr int Backlog = 1024;

/// Half of the files that this process may open: the rest of the program needs some too.
std::size_t connectionsAllowed(std::size_t wanted)
{
    if (wanted > 0)
        return wanted;
    std::size_t files = 1024;
#ifdef Q_OS_UNIX
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur != RLIM_INFINITY)
        files = limit.rlim_cur;
#endif
    return std::clamp<std::size_t>(files / 2, 16, 4096);
}

} // namespace

HttpServer::HttpServer(const HttpLimits &limits, Handler handler)
    : m_limits(limits)
    , m_maxConnections(connectionsAllowed(limits.connections))
    , m_handler(std::move(handler))
    , m_budget(std::make_shared<BufferBudget>(limits.buffered))
{
    connect(&m_deadlines, &QTimer::timeout, this, &HttpServer::enforceDeadlines);
    m_acceptAgain.setSingleShot(true);
    connect(&m_acceptAgain, &QTimer::timeout, this, &HttpServer::resumeAccepting);
    // Out of file descriptors, Qt stops accepting until it is told to go on.
    connect(this, &QTcpServer::acceptError, this, [this] {
        makeRoom();
        m_acceptAgain.start(AcceptAgainMs);
    });
}

HttpServer::~HttpServer()
{
    close();
    for (auto &[id, connection] : m_connections)
        connection->disconnect(this);
    m_connections.clear();
}

Result<quint16> HttpServer::open(quint16 port)
{
    setListenBacklogSize(Backlog);
    if (!listen(QHostAddress::LocalHost, port)) {
        const bool isTaken = serverError() == QAbstractSocket::AddressInUseError;
        return fail("sandbox_port", "The sandbox cannot listen on port " + std::to_string(port) + ": " +
                                        (isTaken ? "another program has it" : errorString().toStdString()) +
                                        ". Choose another port, or none for a free one.");
    }
    m_deadlines.start(DeadlineCheckMs);
    return serverPort();
}

void HttpServer::incomingConnection(qintptr descriptor)
{
    auto socket = std::make_unique<QTcpSocket>();
    if (!socket->setSocketDescriptor(descriptor))
        return;
    if (m_connections.size() >= m_maxConnections)
        makeRoom();
    if (m_connections.size() >= m_maxConnections) {
        socket->abort();
        return;
    }
    const std::uint64_t id = ++m_lastId;
    auto connection = std::make_unique<HttpConnection>(id, std::move(socket), m_limits, m_budget);
    connect(connection.get(), &HttpConnection::requestArrived, this,
            [this](HttpConnection *from) { m_handler(from->id(), from->takeRequest()); });
    connect(connection.get(), &HttpConnection::closed, this, &HttpServer::forget);
    m_connections.emplace(id, std::move(connection));
}

/// Ends the oldest connection that has brought no request yet, or else the oldest that waits for its next one.
void HttpServer::makeRoom()
{
    HttpConnection *found = nullptr;
    for (const auto &[id, connection] : m_connections) {
        if (!connection->isReceiving())
            continue;
        if (!found)
            found = connection.get();
        if (!connection->hasServed()) {
            found = connection.get();
            break;
        }
    }
    if (found)
        found->drop();
}

void HttpServer::enforceDeadlines()
{
    for (auto next = m_connections.begin(); next != m_connections.end();) {
        HttpConnection *connection = next->second.get();
        ++next; // The connection may go.
        connection->enforceDeadline();
    }
}

void HttpServer::forget(HttpConnection *connection)
{
    const auto found = m_connections.find(connection->id());
    if (found == m_connections.end())
        return;
    // A connection ends inside its own functions: it is deleted once they have returned.
    connection->disconnect(this);
    found->second.release()->deleteLater();
    m_connections.erase(found);
}

void HttpServer::answer(std::uint64_t connection, const HttpAnswer &answer)
{
    const auto found = m_connections.find(connection);
    if (found != m_connections.end())
        found->second->answer(answer);
}

void HttpServer::drop(std::uint64_t connection)
{
    const auto found = m_connections.find(connection);
    if (found != m_connections.end())
        found->second->drop();
}

} // namespace smc::sandbox
