#include "support.h"

#include <json/writer.h>

#include <QtNetwork/qnetworkreply.h>
#include <QtTest/qsignalspy.h>

namespace smc::sandbox::test {

using namespace Qt::StringLiterals;

QByteArray Answer::header(const QByteArray &name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QByteArray keys(json::Value object)
{
    QByteArrayList names;
    if (object.is(json::Type::Object)) {
        for (const json::Value member : object)
            names << QByteArray::fromStdString(member.key());
    }
    return names.join(',');
}

Sandbox::Sandbox(Options options)
{
    const auto started = server.start(options);
    if (!started)
        qFatal("%s", started.error().message.c_str());
    m_network.setProxy(QNetworkProxy::NoProxy);
}

QByteArray Sandbox::credentials() const
{
    return QByteArray::fromStdString(std::string(server.apiKey().reveal()) + ':' +
                                     std::string(server.apiSecret().reveal()));
}

std::unique_ptr<QNetworkReply> Sandbox::beginWith(const QByteArray &method, const QString &path, const QByteArray &body,
                                                  const std::vector<Header> &headers)
{
    QNetworkRequest request(QUrl(server.url().toString() + u"/Portal/Api"_s + path));
    if (!body.isNull())
        request.setRawHeader("Content-Type", "application/json");
    for (const Header &header : headers)
        request.setRawHeader(header.name, header.value);
    return std::unique_ptr<QNetworkReply>(m_network.sendCustomRequest(request, method, body));
}

std::unique_ptr<QNetworkReply> Sandbox::begin(const QByteArray &method, const QString &path, const QByteArray &body)
{
    return beginWith(method, path, body, {{"X-ApiKey", credentials()}});
}

Answer Sandbox::finish(QNetworkReply &reply)
{
    if (!reply.isFinished()) {
        QSignalSpy finished(&reply, &QNetworkReply::finished);
        finished.wait(60'000);
    }
    Answer answer;
    answer.status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.body = reply.readAll();
    answer.headers = reply.rawHeaderPairs();
    if (!answer.document->parse(answer.body.toStdString()))
        answer.document = std::make_shared<json::Document>();
    return answer;
}

Answer Sandbox::send(const QByteArray &method, const QString &path, const QByteArray &body,
                     const std::vector<Header> &headers)
{
    const auto reply = headers.empty() ? begin(method, path, body) : beginWith(method, path, body, headers);
    return finish(*reply);
}

RawConnection::RawConnection(quint16 port)
{
    m_socket.setProxy(QNetworkProxy::NoProxy);
    m_socket.connectToHost(u"127.0.0.1"_s, port);
    if (!m_socket.waitForConnected(5000))
        qFatal("cannot connect to the sandbox: %s", qPrintable(m_socket.errorString()));
}

void RawConnection::send(const QByteArray &bytes)
{
    m_socket.write(bytes);
    while (m_socket.bytesToWrite() > 0 && m_socket.waitForBytesWritten(5000)) {
    }
}

QByteArray RawConnection::readUntil(const QByteArray &part, int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    m_received += m_socket.readAll();
    while (!m_received.contains(part) && !deadline.hasExpired() && isOpen()) {
        m_socket.waitForReadyRead(static_cast<int>(deadline.remainingTime()));
        m_received += m_socket.readAll();
    }
    return m_received;
}

QByteArray RawConnection::readToEnd(int timeoutMs)
{
    const QDeadlineTimer deadline(timeoutMs);
    m_received += m_socket.readAll();
    while (isOpen() && !deadline.hasExpired()) {
        m_socket.waitForReadyRead(static_cast<int>(deadline.remainingTime()));
        m_received += m_socket.readAll();
    }
    return m_received;
}

QByteArray statusRequest()
{
    return "GET /Portal/Api/status HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
}

QByteArray quoted(const QByteArray &text)
{
    return QByteArray::fromStdString(json::quoted(text.toStdString()));
}

QString listPath(const QString &list, const QString &rest)
{
    return u"/organizations/DEMO/lists/"_s + list + rest;
}

} // namespace smc::sandbox::test
