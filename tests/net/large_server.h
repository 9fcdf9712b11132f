// A server that answers each request with a body of any size, as fast as it is taken, from a thread of its own.
#pragma once

#include <QTcpServer>
#include <QTcpSocket>
#include <QThread>

#include <atomic>
#include <memory>
#include <string>

namespace smc::net::test {

/// The body is a JSON array in which `quoted` stands every few hundred kilobytes, at ever other offsets.
class LargeServer
{
public:
    LargeServer(qint64 bytes, QByteArray quoted, QByteArray head = "HTTP/1.1 200 OK\r\nContent-Type: application/json")
        : m_piece(pieceWith(quoted))
        , m_head(std::move(head))
    {
        m_server.moveToThread(&m_thread);
        m_thread.start();
        run([this, bytes] {
            m_server.listen(QHostAddress::LocalHost);
            QObject::connect(&m_server, &QTcpServer::newConnection, &m_server, [this, bytes] { answer(bytes); });
        });
    }
    ~LargeServer()
    {
        run([this] {
            m_server.close();
            qDeleteAll(m_server.findChildren<QTcpSocket *>());
            m_server.moveToThread(nullptr);
        });
        m_thread.quit();
        m_thread.wait();
    }
    LargeServer(const LargeServer &) = delete;
    LargeServer &operator=(const LargeServer &) = delete;

    /// What has left for the client, in bytes: 0 until a request is there. From any thread.
    qint64 sent() const { return m_sent; }

    std::string url() const { return "http://127.0.0.1:" + std::to_string(m_server.serverPort()); }

private:
    template <typename Work>
    void run(Work work)
    {
        QMetaObject::invokeMethod(&m_server, work, Qt::BlockingQueuedConnection);
    }

    static QByteArray pieceWith(const QByteArray &quoted)
    {
        QByteArray text;
        int number = 0;
        while (text.size() < 300'001)
            text += "{\"row\":" + QByteArray::number(++number) + ",\"said\":\"nothing of interest\"},";
        return text + "{\"quotes\":\"" + quoted + "\"},";
    }

    void answer(qint64 bytes)
    {
        QTcpSocket *socket = m_server.nextPendingConnection();
        socket->setParent(&m_server);
        auto left = std::make_shared<qint64>(-1);
        const auto fill = [this, socket, left] {
            while (*left > 0 && socket->bytesToWrite() < (4 << 20)) {
                socket->write(m_piece);
                *left -= m_piece.size();
                m_sent += m_piece.size();
                if (*left <= 0) {
                    socket->write("{}]");
                    socket->disconnectFromHost();
                }
            }
        };
        QObject::connect(socket, &QTcpSocket::readyRead, socket, [this, socket, bytes, left, fill] {
            socket->readAll();
            if (*left != -1)
                return;
            *left = bytes;
            socket->write(m_head + "\r\nConnection: close\r\n\r\n[");
            fill();
        });
        QObject::connect(socket, &QTcpSocket::bytesWritten, socket, fill);
    }

    QByteArray m_piece;
    QByteArray m_head;
    std::atomic<qint64> m_sent = 0;
    QThread m_thread;
    QTcpServer m_server;
};

} // namespace smc::net::test
