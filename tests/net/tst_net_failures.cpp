#include "net_fixtures.h"
#include "script_server.h"

#include <net/sender.h>
#include <net/sentences.h>

#include <QElapsedTimer>
#include <QTcpSocket>
#include <QTest>

#include <memory>

using namespace smc::net;
using namespace netfixtures;
using namespace std::chrono_literals;

namespace {

Policy once()
{
    Policy policy;
    policy.maxAttempts = 1;
    return policy;
}

/// The socket's other end sees a reset, not a proper end.
void reset(QTcpSocket *socket)
{
    socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    socket->abort();
}

quint16 unusedPort()
{
    QTcpServer server;
    server.listen(QHostAddress::LocalHost);
    return server.serverPort();
}

void expect(const Exchange &exchange, State state, Trouble trouble, std::size_t attempts)
{
    QVERIFY2(
        exchange.state == state && exchange.trouble == trouble,
        (std::string(nameOf(exchange.state)) + " " + std::string(nameOf(exchange.trouble)) + ": " + exchange.sentence)
            .c_str());
    QCOMPARE(exchange.attempts.size(), attempts);
    QVERIFY(!exchange.sentence.empty());
    if (attempts > 0)
        QVERIFY(exchange.attempts.back().trouble == trouble || trouble == Trouble::Cancelled);
}

} // namespace

class FailuresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nobodyListens();
    void aHostThatDoesNotExist();
    void aConnectionThatDropsBeforeTheAnswerIsTriedAgain();
    void eachAttemptWithABodyReachesTheServerOnce();
    void whatMustNotHappenTwiceIsSentOnceOverADroppedConnection();
    void aConnectionThatDropsInMidAnswerKeepsWhatCame();
    void aSilentServerTimesOut();
    void aServerThatStopsInMidAnswerTimesOut();
    void aDribblingServerIsNotSilentButHasALimit();
    void whatIsNotHttpIsSaidSo();
    void brokenGzipIsAFailure();
    void aBombIsCutWhereAnAnswerIs();
    void cancelInMidTransferEndsItAtOnce();
    void cancelBeforeTheAnswerEndsItAtOnce();
    void cancelInBackoffEndsItAtOnce();
    void aCancelledTokenSendsNothing();
    void aSenderThatGoesCancelsWhatRuns();
    void aCancelCallbackMayDropEverything();
    void plainHttpToOtherComputersIsRefused_data();
    void plainHttpToOtherComputersIsRefused();
    void badUrlsAreRefused_data();
    void badUrlsAreRefused();
    void headersCannotBeSmuggled_data();
    void headersCannotBeSmuggled();
    void everyTroubleSaysWhatHappenedAndWhatToDo();
};

void FailuresTest::nobodyListens()
{
    auto clock = std::make_shared<QuickClock>();
    Sender sender({}, clock);
    const QUrl url(QStringLiteral("http://127.0.0.1:%1/").arg(unusedPort()));
    const Exchange exchange = send(sender, request(url));
    expect(exchange, State::Failed, Trouble::Refused, 4);
    QVERIFY(!exchange.answer);
    QCOMPARE(clock->waits.size(), 3u);
    QVERIFY(!exchange.attempts[0].timing.connectedMs);
    QVERIFY(exchange.attempts[0].timing.doneMs);
    QVERIFY2(exchange.sentence.find("127.0.0.1") != std::string::npos, exchange.sentence.c_str());
}

void FailuresTest::aHostThatDoesNotExist()
{
    Transport transport;
    transport.proxy = ProxyUse::None;
    Sender sender(transport);
    const Exchange exchange = send(sender, request(QUrl(QStringLiteral("https://no-such-host.invalid/"))), once());
    expect(exchange, State::Failed, Trouble::HostNotFound, 1);
    QVERIFY2(exchange.sentence.find("no-such-host.invalid") != std::string::npos, exchange.sentence.c_str());
}

void FailuresTest::aConnectionThatDropsBeforeTheAnswerIsTriedAgain()
{
    int dropped = 0;
    ScriptServer server([&dropped](QTcpSocket *socket, const QByteArray &, int) {
        if (dropped < 3) {
            ++dropped;
            reset(socket);
        } else {
            socket->write(answer("200 OK", "{}"));
        }
    });
    auto clock = std::make_shared<QuickClock>();
    Sender sender({}, clock);
    const Exchange exchange = send(sender, request(server.url(), "POST", "[]"));
    QVERIFY2(exchange.isSuccess(), exchange.sentence.c_str());
    QVERIFY(exchange.attempts.size() > 1);
    QVERIFY(exchange.attempts[0].trouble == Trouble::Dropped);
    QVERIFY(exchange.attempts[0].next == Next::Retry);
}

void FailuresTest::eachAttemptWithABodyReachesTheServerOnce()
{
    for (const char *method : {"POST", "PUT", "PATCH", "DELETE"}) {
        ScriptServer server([](QTcpSocket *socket, const QByteArray &, int number) {
            if (number < 2)
                reset(socket); // The first on a fresh connection, of which Qt thinks that it may be stale.
            else
                socket->write(answer("200 OK", "{}"));
        });
        auto clock = std::make_shared<QuickClock>();
        Sender sender({}, clock);
        const Exchange exchange = send(sender, request(server.url(), method, "[[1]]"));
        QVERIFY2(exchange.isSuccess(), exchange.sentence.c_str());
        QCOMPARE(server.requests.size(), exchange.attempts.size());
        QCOMPARE(exchange.attempts.size(), 3u);
        for (const std::size_t dropped : {0u, 1u}) {
            QVERIFY(exchange.attempts[dropped].trouble == Trouble::Dropped);
            QVERIFY(exchange.attempts[dropped].waitReason == WaitReason::Backoff);
        }
        QCOMPARE(clock->waits.size(), 2u);
        for (const QByteArray &asked : server.requests)
            QVERIFY2(asked.endsWith("\r\n\r\n[[1]]"), asked.constData());
    }
}

void FailuresTest::whatMustNotHappenTwiceIsSentOnceOverADroppedConnection()
{
    for (const char *method : {"POST", "PUT", "DELETE"}) {
        ScriptServer server([](QTcpSocket *socket, const QByteArray &, int number) {
            if (number == 0)
                socket->write(answer("200 OK", "{}"));
            else
                reset(socket);
        });
        Sender sender({}, std::make_shared<QuickClock>());
        Policy policy;
        policy.repeat = Repeat::OnlyIfUnsent;
        const Exchange good = send(sender, request(server.url(), method, "{\"a\":1}"), policy);
        QVERIFY2(good.isSuccess(), good.sentence.c_str());
        QVERIFY2(server.requests[0].endsWith("\r\n\r\n{\"a\":1}"), server.requests[0].constData());

        expect(send(sender, request(server.url(), method, "{}"), policy), State::Failed, Trouble::Dropped, 1);
        QCOMPARE(server.requests.size(), 2u);
    }
}

void FailuresTest::aConnectionThatDropsInMidAnswerKeepsWhatCame()
{
    ScriptServer server([](QTcpSocket *socket, const QByteArray &, int) {
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nhalf " + QByteArray(Secret).left(20));
        socket->disconnectFromHost();
    });
    Sender sender;
    const Exchange exchange = send(sender, request(server.url()), once());
    expect(exchange, State::Failed, Trouble::Dropped, 1);
    QCOMPARE(exchange.answer->status, 200);
    QCOMPARE(QString::fromStdString(exchange.answer->body), QStringLiteral("half ***"));
    QVERIFY(exchange.answer->truncated);
    QVERIFY(!exchange.isSuccess());
}

void FailuresTest::aSilentServerTimesOut()
{
    ScriptServer server([](QTcpSocket *, const QByteArray &, int) {});
    auto clock = std::make_shared<QuickClock>();
    Sender sender({}, clock);
    Policy policy;
    policy.timeout = 150ms;
    policy.maxAttempts = 2;
    QElapsedTimer timer;
    timer.start();
    const Exchange exchange = send(sender, request(server.url()), policy);
    expect(exchange, State::TimedOut, Trouble::TimedOut, 2);
    QVERIFY2(timer.elapsed() >= 280 && timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(!exchange.answer);
    QVERIFY2(exchange.sentence.find("0.15 s") != std::string::npos, exchange.sentence.c_str());
}

void FailuresTest::aServerThatStopsInMidAnswerTimesOut()
{
    ScriptServer server([](QTcpSocket *socket, const QByteArray &, int) {
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nbegun");
    });
    Sender sender;
    Policy policy = once();
    policy.timeout = 200ms;
    const Exchange exchange = send(sender, request(server.url()), policy);
    expect(exchange, State::TimedOut, Trouble::TimedOut, 1);
    QCOMPARE(exchange.answer->status, 200);
    QVERIFY(exchange.answer->truncated);
    QCOMPARE(QString::fromStdString(exchange.answer->body), QStringLiteral("begun"));
}

void FailuresTest::aDribblingServerIsNotSilentButHasALimit()
{
    ScriptServer server([](QTcpSocket *socket, const QByteArray &, int) {
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
        auto *timer = new QTimer(socket);
        QObject::connect(timer, &QTimer::timeout, socket, [socket] { socket->write("x"); });
        timer->start(60);
    });
    Sender sender;
    Policy policy = once();
    policy.timeout = 300ms;
    QVERIFY(send(sender, request(server.url()), policy).isSuccess());

    policy.attemptLimit = 250ms;
    expect(send(sender, request(server.url()), policy), State::TimedOut, Trouble::TimedOut, 1);
}

void FailuresTest::whatIsNotHttpIsSaidSo()
{
    for (const char *garbage :
         {"SSH-2.0-OpenSSH_9.2\r\n\r\n", "\x15\x03\x01\x02\x02\r\n\r\n", "HTTP/x.y abc\r\n\r\n"}) {
        ScriptServer server([garbage](QTcpSocket *socket, const QByteArray &, int) {
            socket->write(garbage);
            socket->disconnectFromHost();
        });
        Sender sender;
        const Exchange exchange = send(sender, request(server.url()), once());
        QVERIFY(exchange.state == State::Failed);
        QVERIFY2(exchange.trouble == Trouble::NotHttp || exchange.trouble == Trouble::Dropped,
                 exchange.sentence.c_str());
        QVERIFY(!exchange.answer);
    }
}

void FailuresTest::brokenGzipIsAFailure()
{
    ScriptServer server(inTurn({answer("200 OK", "this is no gzip at all", "Content-Encoding: gzip\r\n")}));
    Sender sender;
    const Exchange exchange = send(sender, request(server.url()), once());
    QVERIFY2(exchange.state == State::Failed, exchange.sentence.c_str());
    QVERIFY(!exchange.isSuccess());
    QCOMPARE(exchange.answer->status, 200);
    QVERIFY(exchange.answer->truncated);
}

void FailuresTest::aBombIsCutWhereAnAnswerIs()
{
    // qCompress gives a zlib stream behind four bytes of length: HTTP's "deflate".
    const QByteArray bomb = qCompress(QByteArray(200'000'000, '0'), 9).mid(4);
    ScriptServer server(inTurn({answer("200 OK", bomb, "Content-Encoding: deflate\r\n")}));
    Sender sender;
    Policy policy = once();
    policy.maxAnswerBytes = 1'000'000;
    const Exchange exchange = send(sender, request(server.url()), policy);
    QVERIFY2(exchange.state == State::Done, exchange.sentence.c_str());
    QVERIFY(exchange.answer->truncated);
    QCOMPARE(exchange.answer->body.size(), 1'000'000u);
}

void FailuresTest::cancelInMidTransferEndsItAtOnce()
{
    CancelSource cancel;
    QElapsedTimer timer;
    ScriptServer server([&](QTcpSocket *socket, const QByteArray &, int) {
        socket->write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nbegun");
        QTimer::singleShot(300, socket, [&] {
            timer.start();
            cancel.cancel();
        });
    });
    Sender sender;
    const Exchange exchange = send(sender, request(server.url()), {}, cancel.token());
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    expect(exchange, State::Cancelled, Trouble::Cancelled, 1);
    QCOMPARE(exchange.answer->status, 200);
    QVERIFY(exchange.answer->truncated);
}

void FailuresTest::cancelBeforeTheAnswerEndsItAtOnce()
{
    CancelSource cancel;
    ScriptServer server([&cancel](QTcpSocket *, const QByteArray &, int) { cancel.cancel(); });
    Sender sender;
    const Exchange exchange = send(sender, request(server.url(), "POST", "[]"), {}, cancel.token());
    expect(exchange, State::Cancelled, Trouble::Cancelled, 1);
    QVERIFY(!exchange.answer);
}

void FailuresTest::cancelInBackoffEndsItAtOnce()
{
    CancelSource cancel;
    QElapsedTimer timer;
    ScriptServer server([&](QTcpSocket *socket, const QByteArray &, int) {
        socket->write(answer("503 Busy", "wait", "Retry-After: 60\r\n"));
        QTimer::singleShot(300, socket, [&] {
            timer.start();
            cancel.cancel();
        });
    });
    Sender sender; // The real clock: without cancel this takes a minute.
    const Exchange exchange = send(sender, request(server.url()), {}, cancel.token());
    QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(exchange.state == State::Cancelled);
    QCOMPARE(exchange.attempts.size(), 1u);
    QCOMPARE(exchange.answer->status, 503);
    QVERIFY2(exchange.duration() < 5s, "the wait that was cut short counts as long as it was");
}

void FailuresTest::aCancelledTokenSendsNothing()
{
    ScriptServer server(inTurn({answer("200 OK")}));
    Sender sender;
    CancelSource cancel;
    cancel.cancel();
    const Exchange exchange = send(sender, request(server.url()), {}, cancel.token());
    expect(exchange, State::Cancelled, Trouble::Cancelled, 0);
    QCOMPARE(server.connections, 0);
}

void FailuresTest::aSenderThatGoesCancelsWhatRuns()
{
    ScriptServer silent([](QTcpSocket *, const QByteArray &, int) {});
    ScriptServer busy(inTurn({answer("503 Busy", {}, "Retry-After: 60\r\n")}));
    auto sender = std::make_unique<Sender>();
    QCoro::Task<Exchange> waiting = sender->send(request(silent.url()));
    QCoro::Task<Exchange> pausing = sender->send(request(busy.url()));
    QTRY_COMPARE(busy.requests.size(), 1u);
    QTest::qWait(50);
    sender.reset();
    QVERIFY(QCoro::waitFor(waiting).state == State::Cancelled);
    QVERIFY(QCoro::waitFor(pausing).state == State::Cancelled);
}

void FailuresTest::aCancelCallbackMayDropEverything()
{
    auto cancel = std::make_unique<CancelSource>();
    const CancelToken token = cancel->token();
    int calls = 0;
    CancelToken::Registration other;
    auto first = token.onCancel([&] {
        ++calls;
        other = {};
        cancel.reset();
    });
    other = token.onCancel([&calls] { calls += 100; });
    cancel->cancel();
    QCOMPARE(calls, 1);
    QVERIFY(token.isCancelled());
    const auto late = token.onCancel([&calls] { ++calls; });
    QCOMPARE(calls, 2);
    QVERIFY(!CancelToken().isCancelled());
}

void FailuresTest::plainHttpToOtherComputersIsRefused_data()
{
    QTest::addColumn<QString>("url");
    for (const char *url : {"http://acme.slgnt.us/Portal/Api", "http://192.168.1.10/", "http://localhost.evil.example/",
                            "http://[2001:db8::1]/", "http://0.0.0.0/", "http://127.0.0.1.nip.io/"})
        QTest::newRow(url) << QString::fromLatin1(url);
}

void FailuresTest::plainHttpToOtherComputersIsRefused()
{
    QFETCH(QString, url);
    Sender sender;
    const Exchange exchange = send(sender, request(QUrl(url)));
    expect(exchange, State::Failed, Trouble::PlainHttp, 0);
    QVERIFY(exchange.sentence.starts_with("Nothing was sent"));
    QVERIFY(adviceFor(exchange.trouble).find("https") != std::string::npos);
}

void FailuresTest::badUrlsAreRefused_data()
{
    QTest::addColumn<QString>("url");
    for (const char *url : {"", "acme.slgnt.us", "/Portal/Api", "ftp://acme.slgnt.us/", "file:///etc/passwd",
                            "https://", "https://user:hunter22secret@acme.slgnt.us/", "https://:0:0/"})
        QTest::newRow(url) << QString::fromLatin1(url);
}

void FailuresTest::badUrlsAreRefused()
{
    QFETCH(QString, url);
    Sender sender;
    const Exchange exchange = send(sender, request(QUrl(url)));
    expect(exchange, State::Failed, Trouble::BadUrl, 0);
    QVERIFY(exchange.sentence.find("hunter22secret") == std::string::npos);
    QVERIFY(!exchange.request.url.toString().contains(QStringLiteral("hunter22secret")));
}

void FailuresTest::headersCannotBeSmuggled_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("value");
    QTest::newRow("line break in a value") << QStringLiteral("X-A") << QStringLiteral("a\r\nX-B: b");
    QTest::newRow("bare line feed") << QStringLiteral("X-A") << QStringLiteral("a\nb");
    QTest::newRow("NUL") << QStringLiteral("X-A") << QString(QChar(0));
    QTest::newRow("name with a colon") << QStringLiteral("X:A") << QStringLiteral("a");
    QTest::newRow("name with a line break") << QStringLiteral("X\r\nA") << QStringLiteral("a");
    QTest::newRow("no name") << QString() << QStringLiteral("a");
}

void FailuresTest::headersCannotBeSmuggled()
{
    QFETCH(QString, name);
    QFETCH(QString, value);
    ScriptServer server(inTurn({answer("200 OK")}));
    Sender sender;
    HttpRequest asked = request(server.url());
    asked.headers.push_back({name.toStdString(), value.toStdString()});
    expect(send(sender, asked), State::Failed, Trouble::BadHeader, 0);

    HttpRequest secret = request(server.url());
    secret.secret->value = smc::SecretString(std::string(Key) + "\n:" + Secret);
    const Exchange exchange = send(sender, secret);
    expect(exchange, State::Failed, Trouble::BadHeader, 0);
    QVERIFY(exchange.sentence.find(Key) == std::string::npos);

    HttpRequest method = request(server.url(), "GET / HTTP/1.1\r\nX: ");
    expect(send(sender, method), State::Failed, Trouble::BadHeader, 0);
    QCOMPARE(server.connections, 0);
}

void FailuresTest::everyTroubleSaysWhatHappenedAndWhatToDo()
{
    QVERIFY(sentenceFor(Trouble::None, "host").empty());
    for (int i = int(Trouble::None) + 1; i <= int(Trouble::Other); ++i) {
        const std::string sentence = sentenceFor(Trouble(i), "acme.slgnt.us", "detail");
        QVERIFY2(sentence.size() > 40 && sentence.ends_with('.') && sentence.find("..") == std::string::npos,
                 sentence.c_str());
        QVERIFY2(sentenceFor(Trouble(i), {}).find("  ") == std::string::npos, sentence.c_str());
        QVERIFY(i == int(Trouble::Other) || nameOf(Trouble(i)) != "other");
        // What to do stands for itself: the sentence tells only what happened.
        const std::string advice = adviceFor(Trouble(i));
        QVERIFY2(Trouble(i) == Trouble::Cancelled ? advice.empty() : advice.size() > 8 && advice.ends_with('.'),
                 advice.c_str());
        QVERIFY2(Trouble(i) == Trouble::Cancelled || sentence.find(advice) == std::string::npos, sentence.c_str());
        for (const char *order : {"Check ", "Try again", "Choose ", "Use ", "Enter ", "Write "})
            QVERIFY2(sentence.find(order) == std::string::npos, sentence.c_str());
    }
}

QTEST_GUILESS_MAIN(FailuresTest)
#include "tst_net_failures.moc"
