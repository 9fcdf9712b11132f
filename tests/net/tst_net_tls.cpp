#include "certificates.h"
#include "net_fixtures.h"
#include "script_server.h"

#include <net/sender.h>
#include <net/sentences.h>

#include <QFile>
#include <QTcpSocket>
#include <QTest>

#include <sys/stat.h>

#include <ctime>
#include <memory>

using namespace smc::net;
using namespace netfixtures;

namespace {

/// What this thread has worked so far; waiting doesn't count, nor what else the machine does.
double spentMs()
{
    timespec spent{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
    return double(spent.tv_sec) * 1e3 + double(spent.tv_nsec) / 1e6;
}

std::unique_ptr<ScriptServer> secureServer(const QString &certificate)
{
    auto server = std::make_unique<ScriptServer>(inTurn({answer("200 OK", "{}")}));
    server->useTls(serverSide(certificate));
    return server;
}

Transport trusting(const QString &caFile)
{
    Transport transport;
    transport.caFile = caFile.toStdString();
    return transport;
}

/// A proxy that knows CONNECT only: it asks `decide` for its answer, and where that is 200 it pipes to `target`.
class ConnectProxy : public ScriptServer
{
public:
    ConnectProxy(const QByteArray &head, quint16 target)
        : ScriptServer([head, target](QTcpSocket *client, const QByteArray &, int) {
            client->write(head);
            if (!head.startsWith("HTTP/1.1 200"))
                return;
            client->disconnect(SIGNAL(readyRead()));
            auto *server = new QTcpSocket(client);
            server->connectToHost(QHostAddress::LocalHost, target);
            QObject::connect(client, &QTcpSocket::readyRead, server,
                             [client, server] { server->write(client->readAll()); });
            QObject::connect(server, &QTcpSocket::readyRead, client,
                             [client, server] { client->write(server->readAll()); });
        })
    {
    }

    QUrl proxyUrl() const { return QUrl(QStringLiteral("http://127.0.0.1:%1").arg(serverPort())); }
};

QUrl farUrl()
{
    return QUrl(QStringLiteral("https://smc.test/Portal/Api/status"));
}

} // namespace

class TlsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSelfSignedCertificateIsRefusedAndNothingIsSent();
    void theExtraCaFileLetsItIn();
    void anotherHostsCertificateIsRefusedEvenIfTrusted();
    void anExpiredCertificateIsRefusedEvenIfTrusted();
    void aServerThatSpeaksNoTlsIsSaidSo();
    void aLargeCaFileIsReadBesideTheThreadThatSends();
    void anUnusableCaFileStopsEverything_data();
    void anUnusableCaFileStopsEverything();
    void anExplicitProxyIsAskedForFarHosts();
    void aProxyThatWantsALoginIsSaidSo();
    void aProxyThatIsNotThereOrSaysNoIsSaidSo();
    void aSocksProxyOfNoSuchNameIsSaidSo();
    void aProxyIsNeverAskedForThisComputer();
    void anUnusableProxyUrlStopsEverything();

private:
    Workshop m_workshop;
};

void TlsTest::aSelfSignedCertificateIsRefusedAndNothingIsSent()
{
    const auto server = secureServer(m_workshop.selfSigned(QStringLiteral("a.pem"), QStringLiteral("IP:127.0.0.1")));
    auto clock = std::make_shared<QuickClock>();
    Sender sender({}, clock);
    const Exchange exchange = send(sender, request(server->url()));
    QVERIFY2(exchange.state == State::Failed && exchange.trouble == Trouble::TlsUntrusted, exchange.sentence.c_str());
    QCOMPARE(exchange.attempts.size(), 1u);
    QVERIFY2(exchange.sentence.find("self-signed") != std::string::npos, exchange.sentence.c_str());
    QVERIFY(adviceFor(exchange.trouble).find("CA file") != std::string::npos);
    // Who it was can be seen all the same.
    QVERIFY(exchange.tls.has_value());
    QCOMPARE(exchange.tls->subject, std::string("CN=a.pem"));
    QVERIFY(server->received.isEmpty());
}

void TlsTest::theExtraCaFileLetsItIn()
{
    const QString certificate = m_workshop.selfSigned(QStringLiteral("b.pem"), QStringLiteral("IP:127.0.0.1"));
    const auto server = secureServer(certificate);
    Sender sender(trusting(certificate));
    const Exchange exchange = send(sender, request(server->url(), "POST", "[]"));
    QVERIFY2(exchange.isSuccess(), exchange.sentence.c_str());
    QVERIFY(server->received.contains(Secret));
    const Timing &timing = exchange.attempts[0].timing;
    QVERIFY(timing.queuedMs && timing.encryptedMs && timing.connectedMs);
    QVERIFY(*timing.queuedMs <= *timing.encryptedMs && *timing.encryptedMs <= *timing.doneMs);
    QVERIFY(exchange.tls.has_value());
    const QSslCertificate own = QSslCertificate::fromPath(certificate).constFirst();
    QCOMPARE(exchange.tls->sha256, own.digest(QCryptographicHash::Sha256).toHex(':').toStdString());
    QCOMPARE(exchange.tls->subject, std::string("CN=b.pem"));
    QCOMPARE(exchange.tls->issuer, std::string("CN=b.pem"));
    QCOMPARE(exchange.tls->names, std::vector<std::string>{"IP:127.0.0.1"});
    QVERIFY2(exchange.tls->protocol.starts_with("TLS 1."), exchange.tls->protocol.c_str());
    QVERIFY(!exchange.tls->cipher.empty());
    QVERIFY(exchange.tls->validFrom < exchange.tls->validUntil);
    // On a connection that stands already there is no new handshake, but still a certificate.
    const Exchange again = send(sender, request(server->url()));
    QVERIFY(!again.attempts[0].timing.encryptedMs || server->connections > 1);
    QVERIFY(again.tls == exchange.tls);
}

void TlsTest::anotherHostsCertificateIsRefusedEvenIfTrusted()
{
    const QString certificate = m_workshop.selfSigned(QStringLiteral("c.pem"), QStringLiteral("DNS:other.example"));
    const auto server = secureServer(certificate);
    Sender sender(trusting(certificate));
    const Exchange exchange = send(sender, request(server->url()));
    QVERIFY2(exchange.trouble == Trouble::TlsHostMismatch, exchange.sentence.c_str());
    QVERIFY(server->received.isEmpty());
}

void TlsTest::anExpiredCertificateIsRefusedEvenIfTrusted()
{
    const QString issuer = m_workshop.selfSigned(QStringLiteral("ca.pem"), QStringLiteral("DNS:ca.example"));
    const auto server =
        secureServer(m_workshop.expired(QStringLiteral("d.pem"), QStringLiteral("IP:127.0.0.1"), issuer));
    Sender sender(trusting(issuer));
    const Exchange exchange = send(sender, request(server->url()));
    QVERIFY2(exchange.trouble == Trouble::TlsExpired, exchange.sentence.c_str());
    QVERIFY(server->received.isEmpty());
}

void TlsTest::aServerThatSpeaksNoTlsIsSaidSo()
{
    QTcpServer plain;
    plain.listen(QHostAddress::LocalHost);
    connect(&plain, &QTcpServer::newConnection, this, [&plain] {
        QTcpSocket *socket = plain.nextPendingConnection();
        socket->write("HTTP/1.1 400 Bad Request\r\n\r\n");
        socket->disconnectFromHost();
    });
    Sender sender;
    Policy policy;
    policy.maxAttempts = 1;
    const Exchange exchange =
        send(sender, request(QUrl(QStringLiteral("https://127.0.0.1:%1/").arg(plain.serverPort()))), policy);
    QVERIFY2(exchange.trouble == Trouble::TlsFailed, exchange.sentence.c_str());
}

void TlsTest::aLargeCaFileIsReadBesideTheThreadThatSends()
{
    const QString certificate = m_workshop.selfSigned(QStringLiteral("many.pem"), QStringLiteral("IP:127.0.0.1"));
    QFile one(certificate);
    QVERIFY(one.open(QIODevice::ReadOnly));
    const QByteArray pem = one.readAll();
    QFile many(m_workshop.file(QStringLiteral("bundle.pem")));
    QVERIFY(many.open(QIODevice::WriteOnly));
    while (many.size() < (1 << 20))
        many.write(pem);
    many.close();
    const Transport transport = trusting(many.fileName());
    const double before = spentMs();
    QVERIFY(check(transport));
    const double reading = spentMs() - before;

    ScriptServer server(inTurn({answer("200 OK")}));
    const double begin = spentMs();
    Sender sender(transport);
    const Exchange exchange = send(sender, request(server.url()));
    const double spent = spentMs() - begin;
    QVERIFY2(exchange.state == State::Done, exchange.sentence.c_str());
    qInfo("Reading takes %.0f ms; the thread that sends worked for %.0f ms.", reading, spent);
    QVERIFY2(spent < reading / 2, "It was read in the thread that sends.");
}

void TlsTest::anUnusableCaFileStopsEverything_data()
{
    QTest::addColumn<QString>("file");
    QFile noise(m_workshop.file(QStringLiteral("noise.pem")));
    QVERIFY(noise.open(QIODevice::WriteOnly));
    noise.write("-----BEGIN CERTIFICATE-----\nnot one\n-----END CERTIFICATE-----\n");
    QTest::newRow("not there") << m_workshop.file(QStringLiteral("missing.pem"));
    QTest::newRow("no certificate in it") << noise.fileName();
    QTest::newRow("a folder") << QStringLiteral("/");
    QTest::newRow("bytes without an end") << QStringLiteral("/dev/zero");
    // Nobody ever writes into it.
    const QString pipe = m_workshop.file(QStringLiteral("pipe.pem"));
    QCOMPARE(mkfifo(pipe.toLocal8Bit().constData(), 0600), 0);
    QTest::newRow("a pipe") << pipe;
    QFile large(m_workshop.file(QStringLiteral("large.pem")));
    QVERIFY(large.open(QIODevice::WriteOnly) && large.resize(5 << 20));
    QTest::newRow("too large") << large.fileName();
}

void TlsTest::anUnusableCaFileStopsEverything()
{
    QFETCH(QString, file);
    ScriptServer server(inTurn({answer("200 OK")}));
    Sender sender(trusting(file));
    const Exchange exchange = send(sender, request(server.url()));
    QVERIFY(exchange.state == State::Failed && exchange.trouble == Trouble::BadCaFile);
    QVERIFY2(exchange.sentence.find(file.toStdString()) != std::string::npos, exchange.sentence.c_str());
    QCOMPARE(server.connections, 0);
}

void TlsTest::anExplicitProxyIsAskedForFarHosts()
{
    const QString certificate = m_workshop.selfSigned(QStringLiteral("e.pem"), QStringLiteral("DNS:smc.test"));
    const auto server = secureServer(certificate);
    ConnectProxy proxy("HTTP/1.1 200 Connection established\r\n\r\n", server->serverPort());
    Transport transport = trusting(certificate);
    transport.proxy = ProxyUse::Explicit;
    transport.proxyUrl = proxy.proxyUrl();
    Sender sender(transport);
    const Exchange exchange = send(sender, request(farUrl()));
    QVERIFY2(exchange.isSuccess(), exchange.sentence.c_str());
    QVERIFY2(proxy.requests[0].startsWith("CONNECT smc.test:443 HTTP/1.1\r\n"), proxy.requests[0].constData());
    QVERIFY(!proxy.received.contains(Secret));
    QVERIFY(server->received.contains(Secret));
}

void TlsTest::aProxyThatWantsALoginIsSaidSo()
{
    ConnectProxy proxy("HTTP/1.1 407 Login\r\nProxy-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\n\r\n", 0);
    Transport transport;
    transport.proxy = ProxyUse::Explicit;
    transport.proxyUrl = proxy.proxyUrl();
    Sender sender(transport);
    const Exchange exchange = send(sender, request(farUrl()));
    QVERIFY2(exchange.trouble == Trouble::ProxyLogin, exchange.sentence.c_str());
    QCOMPARE(exchange.attempts.size(), 1u);
    QVERIFY2(exchange.sentence.find("proxy 127.0.0.1 ") != std::string::npos, exchange.sentence.c_str());
}

void TlsTest::aProxyThatIsNotThereOrSaysNoIsSaidSo()
{
    Transport transport;
    transport.proxy = ProxyUse::Explicit;
    {
        ConnectProxy gone("", 0);
        transport.proxyUrl = gone.proxyUrl();
    }
    Sender sender(transport, std::make_shared<QuickClock>());
    const Exchange exchange = send(sender, request(farUrl()));
    QVERIFY2(exchange.trouble == Trouble::Proxy, exchange.sentence.c_str());
    QCOMPARE(exchange.attempts.size(), 4u);

    ConnectProxy strict("HTTP/1.1 403 Not for you\r\nContent-Length: 0\r\n\r\n", 0);
    transport.proxyUrl = strict.proxyUrl();
    Sender again(transport, std::make_shared<QuickClock>());
    const Exchange forbidden = send(again, request(farUrl()));
    QVERIFY2(forbidden.trouble == Trouble::Proxy, forbidden.sentence.c_str());
    QVERIFY(!strict.received.contains(Secret));
}

void TlsTest::aSocksProxyOfNoSuchNameIsSaidSo()
{
    Transport transport;
    transport.proxy = ProxyUse::Explicit;
    transport.proxyUrl = QUrl(QStringLiteral("socks5://nowhere.invalid:1080"));
    Policy policy;
    policy.maxAttempts = 1;
    Sender sender(transport);
    const Exchange exchange = send(sender, request(QUrl(QStringLiteral("https://smc.test/"))), policy);
    QVERIFY2(exchange.trouble == Trouble::Proxy, exchange.sentence.c_str());
    QVERIFY2(exchange.sentence.find("The proxy nowhere.invalid can't be used.") == 0, exchange.sentence.c_str());
    QVERIFY2(exchange.sentence.find("it knows no server called smc.test.") != std::string::npos,
             exchange.sentence.c_str());
}

void TlsTest::aProxyIsNeverAskedForThisComputer()
{
    ScriptServer server(inTurn({answer("200 OK", "{}")}));
    ConnectProxy proxy("HTTP/1.1 500 Never\r\n\r\n", 0);
    Transport transport;
    transport.proxy = ProxyUse::Explicit;
    transport.proxyUrl = proxy.proxyUrl();
    Sender sender(transport);
    QVERIFY(send(sender, request(server.url())).isSuccess());
    QCOMPARE(proxy.connections, 0);
}

void TlsTest::anUnusableProxyUrlStopsEverything()
{
    for (const char *url : {"", "proxy.example:3128", "ftp://proxy.example", "http://"}) {
        Transport transport;
        transport.proxy = ProxyUse::Explicit;
        transport.proxyUrl = QUrl(QString::fromLatin1(url));
        Sender sender(transport);
        const Exchange exchange = send(sender, request(farUrl()));
        QVERIFY2(exchange.trouble == Trouble::BadProxyUrl, url);
        QVERIFY(exchange.attempts.empty());
    }
}

QTEST_GUILESS_MAIN(TlsTest)
#include "tst_net_tls.moc"
