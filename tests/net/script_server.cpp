#include "script_server.h"

#include <QSslSocket>

#include <algorithm>

ScriptServer::ScriptServer(Script script)
    : m_script(std::move(script))
{
    listen(QHostAddress::LocalHost);
}

QUrl ScriptServer::url(const QString &path) const
{
    const QString scheme = m_tls.isNull() ? QStringLiteral("http") : QStringLiteral("https");
    return QUrl(QStringLiteral("%1://127.0.0.1:%2%3").arg(scheme).arg(serverPort()).arg(path));
}

void ScriptServer::incomingConnection(qintptr descriptor)
{
    ++connections;
    QTcpSocket *socket = nullptr;
    if (m_tls.isNull()) {
        socket = new QTcpSocket(this);
        socket->setSocketDescriptor(descriptor);
    } else {
        auto *secure = new QSslSocket(this);
        secure->setSocketDescriptor(descriptor);
        secure->setSslConfiguration(m_tls);
        secure->startServerEncryption();
        socket = secure;
    }
    connect(socket, &QTcpSocket::readyRead, this, [this, socket] { read(socket); });
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    connect(socket, &QObject::destroyed, this, [this, socket] { m_pending.erase(socket); });
}

void ScriptServer::read(QTcpSocket *socket)
{
    const QByteArray piece = socket->readAll();
    received += piece;
    QByteArray &pending = m_pending[socket];
    pending += piece;
    for (;;) {
        const qsizetype headEnd = pending.indexOf("\r\n\r\n");
        if (headEnd < 0)
            break;
        qsizetype length = 0;
        for (const QByteArray &line : pending.left(headEnd).split('\n')) {
            if (line.toLower().startsWith("content-length:"))
                length = line.mid(15).trimmed().toLongLong();
        }
        if (pending.size() < headEnd + 4 + length)
            break;
        requests.push_back(pending.left(headEnd + 4 + length));
        pending.remove(0, headEnd + 4 + length);
        m_script(socket, requests.back(), int(requests.size()) - 1);
    }
}

QByteArray answer(const QByteArray &status, const QByteArray &body, const QByteArray &headers)
{
    return "HTTP/1.1 " + status + "\r\n" + headers + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" +
           body;
}

ScriptServer::Script inTurn(std::vector<QByteArray> answers)
{
    return [answers](QTcpSocket *socket, const QByteArray &, int number) {
        socket->write(answers[std::min(std::size_t(number), answers.size() - 1)]);
    };
}
