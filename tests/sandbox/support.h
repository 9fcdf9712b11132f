// What the sandbox's tests share: a running sandbox, an HTTP client, and a raw connection for what no client sends.
#pragma once

#include <json/document.h>
#include <sandbox/server.h>

#include <QtNetwork/qnetworkaccessmanager.h>
#include <QtNetwork/qnetworkproxy.h>
#include <QtNetwork/qnetworkreply.h>
#include <QtNetwork/qtcpsocket.h>
#include <QtTest/qtest.h>

#include <memory>
#include <string>
#include <vector>

namespace smc::sandbox::test {

struct Header
{
    QByteArray name;
    QByteArray value;
};

struct Answer
{
    int status = 0; ///< 0: there was none.
    QByteArray body;
    QList<QNetworkReply::RawHeaderPair> headers;
    std::shared_ptr<json::Document> document = std::make_shared<json::Document>();

    /// The body as JSON; none where it is not JSON.
    json::Value json() const { return document->root(); }
    QByteArray header(const QByteArray &name) const;
    bool hasHeader(const QByteArray &name) const { return !header(name).isNull(); }

    std::string text(std::string_view member) const { return json().find(member).text(); }
    qint64 number(std::string_view member) const { return json().find(member).integer().value_or(-1); }
    std::string resultCode() const { return text("result_code"); }
    /// The first error's description.
    std::string problem() const { return json().find("errors").at(0).find("description").text(); }
};

/// The names of an object's members, joined: "name,length,data_type".
QByteArray keys(json::Value object);

/// A sandbox with a client that knows its key.
class Sandbox
{
public:
    explicit Sandbox(Options options = {});

    Server server;

    /// `path` goes behind /Portal/Api; without a body none is sent.
    Answer send(const QByteArray &method, const QString &path, const QByteArray &body = {},
                const std::vector<Header> &headers = {});
    Answer get(const QString &path) { return send("GET", path); }
    Answer post(const QString &path, const QByteArray &body) { return send("POST", path, body); }
    Answer put(const QString &path, const QByteArray &body) { return send("PUT", path, body); }
    Answer del(const QString &path, const QByteArray &body = {}) { return send("DELETE", path, body); }

    /// Sends without waiting.
    std::unique_ptr<QNetworkReply> begin(const QByteArray &method, const QString &path, const QByteArray &body = {});
    /// The same with other headers in place of the key's.
    std::unique_ptr<QNetworkReply> beginWith(const QByteArray &method, const QString &path, const QByteArray &body,
                                             const std::vector<Header> &headers);
    static Answer finish(QNetworkReply &reply);

    QByteArray credentials() const; ///< "key:secret"
    quint16 port() const { return static_cast<quint16>(server.url().port()); }

private:
    QNetworkAccessManager m_network;
};

/// A connection to the sandbox that sends any bytes.
class RawConnection
{
public:
    explicit RawConnection(quint16 port);

    void send(const QByteArray &bytes);
    /// What has come once `part` is among it, the other side has closed, or time is up.
    QByteArray readUntil(const QByteArray &part, int timeoutMs = 5000);
    /// What has come once the other side has closed, or time is up.
    QByteArray readToEnd(int timeoutMs = 5000);
    bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    QTcpSocket &socket() { return m_socket; }

private:
    QTcpSocket m_socket;
    QByteArray m_received;
};

/// "GET /Portal/Api/status HTTP/1.1" with a Host header.
QByteArray statusRequest();

/// `text` as a JSON string.
QByteArray quoted(const QByteArray &text);

/// "/organizations/DEMO/lists/…"
QString listPath(const QString &list, const QString &rest = {});

} // namespace smc::sandbox::test
