#include "instance_server.h"

#include "../text.h"

#include <workspace/files.h>

#include <QLocalSocket>
#include <QRandomGenerator>
#include <QTimer>

namespace smc::gui {

namespace {

constexpr std::size_t MostAddressBytes = 200;

QString newAddress()
{
    quint32 numbers[4];
    QRandomGenerator::system()->generate(std::begin(numbers), std::end(numbers));
    QString name = QStringLiteral("smc-console-");
    for (const quint32 number : numbers)
        name += QStringLiteral("%1").arg(number, 8, 16, QLatin1Char('0'));
    return name;
}

} // namespace

InstanceServer::InstanceServer(std::string workspaceFolder, QObject *parent)
    : QObject(parent)
    , m_folder(std::move(workspaceFolder))
{
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.setMaxPendingConnections(MostConnections);
    connect(&m_server, &QLocalServer::newConnection, this, &InstanceServer::accept);
}

InstanceServer::~InstanceServer()
{
    if (!m_server.isListening())
        return;
    m_server.close();
    static_cast<void>(workspace::removeFile(addressFile(m_folder)));
}

void InstanceServer::removeStale() const
{
    const auto left = workspace::readFile(addressFile(m_folder), MostAddressBytes);
    if (left && *left && isInstanceAddress(**left))
        QLocalServer::removeServer(fromUtf8(**left));
}

Result<void> InstanceServer::listen()
{
    removeStale();
    const QString address = newAddress();
    if (!m_server.listen(address))
        return fail("instance_not_listening", toUtf8(m_server.errorString()));
    const Result<void> written = workspace::writeAtomically(addressFile(m_folder), toUtf8(address));
    if (!written)
        m_server.close();
    return written;
}

std::string InstanceServer::address() const
{
    return toUtf8(m_server.serverName());
}

void InstanceServer::accept()
{
    while (QLocalSocket *socket = m_server.nextPendingConnection()) {
        if (m_open >= MostConnections) {
            delete socket;
            continue;
        }
        ++m_open;
        socket->setReadBufferSize(static_cast<qint64>(MostSummonsBytes) + 1);
        connect(socket, &QObject::destroyed, this, [this] { --m_open; });
        connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
        connect(socket, &QLocalSocket::readyRead, this, [this, socket] { read(socket); });
        // Who says nothing, or byte by byte, does not keep a place.
        QTimer::singleShot(PatienceMs, socket, [socket] {
            socket->abort();
            socket->deleteLater();
        });
        read(socket);
    }
}

void InstanceServer::read(QLocalSocket *socket)
{
    if (!socket->canReadLine()) {
        if (socket->bytesAvailable() > static_cast<qint64>(MostSummonsBytes))
            socket->abort();
        return;
    }
    const QByteArray line = socket->readLine(static_cast<qint64>(MostSummonsBytes) + 1);
    const Result<Summons> summons =
        summonsFrom(std::string_view(line.constData(), static_cast<std::size_t>(line.size())));
    socket->disconnect(this);
    connect(socket, &QObject::destroyed, this, [this] { --m_open; });
    socket->write(summons ? "ok\n" : "no\n");
    socket->disconnectFromServer();
    if (summons)
        Q_EMIT summoned(*summons);
}

} // namespace smc::gui
