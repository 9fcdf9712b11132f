// A raw TCP server that answers bytes as a test scripts them, and remembers every byte it was sent.
#pragma once

#include <QByteArray>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QUrl>

#include <functional>
#include <map>
#include <vector>

class ScriptServer : public QTcpServer
{
public:
    /// What to do with the n-th request (from 0), given whole: head and body. May write to the socket at any time
    /// later.
    using Script = std::function<void(QTcpSocket *socket, const QByteArray &request, int number)>;

    explicit ScriptServer(Script script);

    /// From now on connections are TLS.
    void useTls(const QSslConfiguration &tls) { m_tls = tls; }

    /// "http://127.0.0.1:PORT/path", or https where it speaks TLS.
    QUrl url(const QString &path = QStringLiteral("/")) const;

    std::vector<QByteArray> requests; ///< Whole requests in the order of arrival.
    QByteArray received;              ///< Every byte of every connection.
    int connections = 0;

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void read(QTcpSocket *socket);

    std::map<QTcpSocket *, QByteArray> m_pending; ///< Of each connection, what is no whole request yet.
    Script m_script;
    QSslConfiguration m_tls;
};

/// "HTTP/1.1 STATUS\r\n" + headers + Content-Length + body. `headers` are lines, each ended by "\r\n".
QByteArray answer(const QByteArray &status, const QByteArray &body = {}, const QByteArray &headers = {});

/// A script that gives these answers in turn, the last one for ever.
ScriptServer::Script inTurn(std::vector<QByteArray> answers);
