// A small HTTP server for the loopback interface that stays answering under hostile clients.
//
// Qt HttpServer 6.4 bounds neither time nor size, leaves "Expect: 100-continue" unanswered, for which curl waits, and
// closes on broken requests without a word. Sockets that enforce all this in front of it would read HTTP themselves
// first; so the little that is left is here too.
#pragma once

#include "http_connection.h"

#include <base/error.h>

#include <QtCore/qtimer.h>
#include <QtNetwork/qtcpserver.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>

namespace smc::sandbox {

class HttpServer : public QTcpServer
{
    Q_OBJECT

public:
    /// Gets each request with its connection's number, and answers through answer() or drop(), at once or later.
    using Handler = std::function<void(std::uint64_t connection, HttpRequest request)>;

    HttpServer(const HttpLimits &limits, Handler handler);
    ~HttpServer() override;

    /// Listens on 127.0.0.1; port 0 takes a free one. Returns the port. Error: sandbox_port.
    Result<quint16> open(quint16 port);

    /// Does nothing where the client has gone.
    void answer(std::uint64_t connection, const HttpAnswer &answer);
    void drop(std::uint64_t connection);

    std::size_t connectionCount() const { return m_connections.size(); }

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void makeRoom();
    void enforceDeadlines();
    void forget(HttpConnection *connection);

    const HttpLimits m_limits;
    const std::size_t m_maxConnections;
    Handler m_handler;
    std::shared_ptr<BufferBudget> m_budget;
    std::map<std::uint64_t, std::unique_ptr<HttpConnection>> m_connections; ///< Oldest first.
    std::uint64_t m_lastId = 0;
    QTimer m_deadlines;
    QTimer m_acceptAgain;
};

} // namespace smc::sandbox
