// Clients that mean no good: the sandbox goes on answering the others.
#include "support.h"

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace smc::sandbox;
using namespace smc::sandbox::test;
namespace json = smc::json;

namespace {

const QString Load = u"/organizations/DEMO/lists/segment_events/data/load?keyFields=MESSAGE_ID&fields=MESSAGE_ID"_s;

Options impatient()
{
    Options options;
    options.limits.headersWithin = 500ms;
    options.limits.requestWithin = 800ms;
    options.limits.idle = 800ms;
    options.limits.answerTakenWithin = 800ms;
    return options;
}

QByteArray postHead(const Sandbox &sandbox, const QByteArray &more)
{
    return "POST /Portal/Api" + Load.toLatin1() + " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-ApiKey: " + sandbox.credentials() +
           "\r\nContent-Type: application/json\r\n" + more + "\r\n";
}

/// Megabytes that a bounded sandbox and its client may need. The address sanitizer keeps what is freed for a while.
#ifdef __SANITIZE_ADDRESS__
constexpr double Spare = 700;
#else
constexpr double Spare = 120;
#endif

/// Megabytes of memory that this process holds.
double residentMegabytes()
{
    long pages = 0;
    if (FILE *file = std::fopen("/proc/self/statm", "r")) {
        if (std::fscanf(file, "%*s %ld", &pages) != 1)
            pages = 0;
        std::fclose(file);
    }
    return static_cast<double>(pages) * 4096 / 1'000'000;
}

} // namespace

class TestSandboxHostile : public QObject
{
    Q_OBJECT

private:
    /// Whether the sandbox does its work for an honest client.
    static bool isWell(Sandbox &sandbox)
    {
        return sandbox.get(u"/organizations/DEMO/lists/USERS_SEGMENT/records"_s).body == R"({"count":100})";
    }

private Q_SLOTS:
    void aBodyOf20MegabytesIsTaken()
    {
        Sandbox sandbox;
        QByteArray rows = "[[\"m-1\"]";
        rows += QByteArray(20'000'000 - rows.size() - 1, ' ') + ']';
        const Answer answer = sandbox.post(Load, rows);
        QVERIFY2(answer.status == 200, answer.body.constData());
        QCOMPARE(answer.number("number_of_inserted_records"), 1);
    }

    void aLargerBodyIsRefusedWithAnErrorBody()
    {
        Sandbox sandbox;
        RawConnection connection(sandbox.port());
        connection.send(postHead(sandbox, "Content-Length: 30000000\r\n"));
        for (int i = 0; i < 30 && connection.isOpen(); ++i)
            connection.send(QByteArray(1'000'000, 'x'));
        const QByteArray answer = connection.readToEnd();
        QVERIFY2(answer.startsWith("HTTP/1.1 413 "), answer.left(200).constData());
        QVERIFY(answer.contains("Connection: close"));
        QVERIFY(answer.contains(R"("error_code":"ERR")"));
        QVERIFY(!connection.isOpen());
        QVERIFY(isWell(sandbox));
    }

    void anEndlessChunkedBodyIsCutOff()
    {
        Sandbox sandbox;
        RawConnection connection(sandbox.port());
        connection.send(postHead(sandbox, "Transfer-Encoding: chunked\r\n"));
        const QByteArray chunk = "F4240\r\n" + QByteArray(1'000'000, 'x') + "\r\n";
        const double before = residentMegabytes();
        for (int i = 0; i < 60 && connection.isOpen(); ++i)
            connection.send(chunk);
        QVERIFY(connection.readToEnd().startsWith("HTTP/1.1 413 "));
        QVERIFY2(residentMegabytes() - before < Spare, qPrintable(QString::number(residentMegabytes() - before)));
        QVERIFY(isWell(sandbox));
    }

    void manyLargeBodiesTogetherAreBounded()
    {
        Options options;
        options.limits.buffered = 30'000'000;
        Sandbox sandbox(options);
        std::vector<std::unique_ptr<RawConnection>> connections;
        QByteArrayList statuses;
        const double before = residentMegabytes();
        for (int i = 0; i < 8; ++i) {
            auto connection = std::make_unique<RawConnection>(sandbox.port());
            connection->send(postHead(sandbox, "Content-Length: 15000000\r\n"));
            for (int part = 0; part < 14; ++part)
                connection->send(QByteArray(1'000'000, ' '));
            connections.push_back(std::move(connection));
        }
        int refused = 0;
        for (const auto &connection : connections)
            refused += connection->readUntil("HTTP/1.1 503 ", 300).startsWith("HTTP/1.1 503 ") ? 1 : 0;
        QVERIFY2(refused >= 5, qPrintable(QString::number(refused)));
        QVERIFY2(residentMegabytes() - before < Spare, qPrintable(QString::number(residentMegabytes() - before)));
        QVERIFY(isWell(sandbox));
        connections.clear();
        QTRY_COMPARE(sandbox.post(Load, "[[\"m\"" + QByteArray(15'000'000, ' ') + "]]").status, 200);
    }

    void slowHeadersRunOutOfTime()
    {
        Sandbox sandbox(impatient());
        RawConnection connection(sandbox.port());
        connection.send("GET /Portal/Api/status HTTP/1.1\r\n");
        QElapsedTimer clock;
        clock.start();
        while (connection.isOpen() && clock.elapsed() < 4000) {
            connection.send("X: y\r\n");
            if (connection.readUntil("\r\n\r\n", 100).contains("408"))
                break;
        }
        QVERIFY2(clock.elapsed() < 3000, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(connection.readToEnd().startsWith("HTTP/1.1 408 "));
        QVERIFY(isWell(sandbox));
    }

    void aSlowBodyRunsOutOfTime()
    {
        Sandbox sandbox(impatient());
        RawConnection connection(sandbox.port());
        connection.send(postHead(sandbox, "Content-Length: 1000\r\n"));
        QElapsedTimer clock;
        clock.start();
        while (connection.isOpen() && clock.elapsed() < 5000) {
            connection.send(" ");
            if (connection.readUntil("\r\n\r\n", 100).contains("408"))
                break;
        }
        QVERIFY2(clock.elapsed() < 3000, qPrintable(QString::number(clock.elapsed())));
        QVERIFY(connection.readToEnd().startsWith("HTTP/1.1 408 "));
    }

    void silentConnectionsAreClosed()
    {
        Sandbox sandbox(impatient());
        RawConnection silent(sandbox.port());
        RawConnection idle(sandbox.port());
        idle.send(statusRequest());
        QVERIFY(idle.readUntil("{}").startsWith("HTTP/1.1 200 "));
        RawConnection newlines(sandbox.port());
        newlines.send("\r\n\r\n");
        QCOMPARE(silent.readToEnd(3000), QByteArray());
        QVERIFY(!silent.isOpen());
        idle.readToEnd(3000);
        QVERIFY(!idle.isOpen());
        newlines.readToEnd(3000);
        QVERIFY(!newlines.isOpen());
    }

    void aClientThatTakesNoAnswersIsDropped()
    {
        Sandbox sandbox(impatient());
        QByteArray rows = "[";
        for (int i = 0; i < 2000; ++i)
            rows += (i ? ",[" : "[") + QByteArray::number(i) + ",\"" + QByteArray(4000, 'x') + "\"]";
        rows += ']';
        QCOMPARE(
            sandbox
                .post(listPath(u"segment_events"_s, u"/data/load?keyFields=MESSAGE_ID&fields=MESSAGE_ID,PAYLOAD"_s),
                      rows)
                .status,
            200);
        const QByteArray body = R"({"fields":["PAYLOAD"],"take":10000})";
        const QByteArray request = "POST /Portal/Api/organizations/DEMO/lists/segment_events/data/search HTTP/1.1\r\n"
                                   "Host: 127.0.0.1\r\nX-ApiKey: " +
                                   sandbox.credentials() + "\r\nContent-Type: application/json\r\nContent-Length: " +
                                   QByteArray::number(body.size()) + "\r\n\r\n" + body;
        const double before = residentMegabytes();
        RawConnection connection(sandbox.port());
        connection.socket().setReadBufferSize(1024);
        connection.send(request.repeated(100));
        QTest::qWait(1800);
        QVERIFY2(residentMegabytes() - before < Spare, qPrintable(QString::number(residentMegabytes() - before)));
        connection.socket().setReadBufferSize(0);
        connection.readToEnd();
        QVERIFY(!connection.isOpen());
        QVERIFY(isWell(sandbox));
    }

    void brokenHttpIsAnsweredAndClosed_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArray>("status");
        QTest::newRow("words") << "hello there\r\n\r\n"_ba
                               << "400"_ba;
        QTest::newRow("binary") << QByteArray(5000, '\x01') + '\n' << "400"_ba;
        QTest::newRow("a TLS client") << QByteArray("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\n\n", 13) << "400"_ba;
        QTest::newRow("an endless line") << QByteArray(100'000, 'A') << "414"_ba;
        QTest::newRow("endless headers") << "GET / HTTP/1.1\r\n" + QByteArray("X: y\r\n").repeated(10'000) << "431"_ba;
        QTest::newRow("two lengths")
            << "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab"_ba
            << "400"_ba;
        QTest::newRow("smuggling")
            << "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG"_ba
            << "400"_ba;
        QTest::newRow("HTTP/2") << "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"_ba
                                << "505"_ba;
    }

    void brokenHttpIsAnsweredAndClosed()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(QByteArray, status);
        Sandbox sandbox;
        RawConnection connection(sandbox.port());
        connection.send(bytes);
        const QByteArray answer = connection.readToEnd();
        QVERIFY2(answer.startsWith("HTTP/1.1 " + status), answer.left(100).constData());
        QVERIFY(!connection.isOpen());
        QVERIFY(isWell(sandbox));
    }

    void requestsInOneGoAreAnsweredInOrder()
    {
        Sandbox sandbox;
        sandbox.server.setFaults(*parseFaults({"latency=150:1"}));
        RawConnection connection(sandbox.port());
        connection.send(statusRequest() + "GET /Portal/Api/nothing HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" +
                        statusRequest());
        QByteArray answers;
        QTRY_VERIFY((answers = connection.readUntil("\r\n\r\n{}x", 50)).count("HTTP/1.1 ") == 3);
        QVERIFY(answers.indexOf("404 Not Found") > answers.indexOf("200 OK"));
        QVERIFY(answers.lastIndexOf("200 OK") > answers.indexOf("404 Not Found"));
    }

    void continueIsSentToThoseWhoWait()
    {
        Sandbox sandbox;
        RawConnection connection(sandbox.port());
        connection.send(postHead(sandbox, "Content-Length: 7\r\nExpect: 100-continue\r\n"));
        QCOMPARE(connection.readUntil("\r\n\r\n"), "HTTP/1.1 100 Continue\r\n\r\n");
        connection.send("[[\"m\"]]");
        QVERIFY(connection.readUntil("number_of_deleted_records").contains("HTTP/1.1 200 OK"));
    }

    void aChunkedLoadWorks()
    {
        Sandbox sandbox;
        RawConnection connection(sandbox.port());
        connection.send(postHead(sandbox, "Transfer-Encoding: chunked\r\n"));
        connection.send("3\r\n[[\"\r\n4\r\nm\"]]\r\n0\r");
        QTest::qWait(50);
        connection.send("\n\r\n");
        QVERIFY(connection.readUntil("number_of_deleted_records").contains("\"number_of_inserted_records\":1"));
    }

    void twoThousandConnectionsLeaveItAnswering()
    {
        Options options;
        options.limits.connections = 500;
        Sandbox sandbox(options);
        std::vector<std::unique_ptr<QTcpSocket>> sockets;
        for (int i = 0; i < 2000; ++i) {
            auto socket = std::make_unique<QTcpSocket>();
            socket->setProxy(QNetworkProxy::NoProxy);
            socket->connectToHost(u"127.0.0.1"_s, sandbox.port());
            if (i % 2 == 0)
                socket->write("GET /Portal/Api/status HTTP/1.1\r\nHost: 1");
            sockets.push_back(std::move(socket));
            if (i % 100 == 0) {
                QTest::qWait(5);
                QVERIFY2(isWell(sandbox), qPrintable(QString::number(i)));
            }
        }
        QTest::qWait(200);
        QElapsedTimer clock;
        clock.start();
        QVERIFY(isWell(sandbox));
        QVERIFY2(clock.elapsed() < 2000, qPrintable(QString::number(clock.elapsed())));
    }

    void connectionsThatComeAndGoLeaveNothing()
    {
        Sandbox sandbox;
        for (int i = 0; i < 300; ++i) {
            RawConnection connection(sandbox.port());
            connection.socket().write(i % 3 == 0 ? statusRequest()
                                                 : QByteArray("POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\nab"));
            connection.socket().flush();
            connection.socket().abort();
        }
        QVERIFY(isWell(sandbox));
    }

    void deepJsonIsAnErrorAndNoCrash()
    {
        Sandbox sandbox;
        for (const char *bracket : {"[", "{\"a\":"}) {
            const Answer answer = sandbox.post(Load, QByteArray(bracket).repeated(1'000'000));
            QVERIFY2(answer.status == 400, answer.body.constData());
            QCOMPARE(keys(answer.json()), "errors,result_code,message");
        }
        const QByteArray nested = QByteArray("[").repeated(900) + QByteArray("]").repeated(900);
        const Answer answer = sandbox.post(Load, nested);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.number("number_of_failed_records"), 1);
        QVERIFY(isWell(sandbox));
    }

    void bodiesThatAreNoJsonAreExplained_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("nothing") << ""_ba;
        QTest::newRow("words") << "hello"_ba;
        QTest::newRow("invalid UTF-8") << "[[\"\xff\xfe\"]]"_ba;
        QTest::newRow("a lone surrogate in raw bytes") << "[[\"\xed\xa0\x80\"]]"_ba;
        QTest::newRow("two values") << "[] []"_ba;
        QTest::newRow("a NUL") << QByteArray("[[\"a\0b\"]]", 9);
        QTest::newRow("cut off") << "[[\"a\"],"_ba;
    }

    void bodiesThatAreNoJsonAreExplained()
    {
        QFETCH(QByteArray, body);
        Sandbox sandbox;
        const Answer answer = sandbox.post(Load, body);
        QVERIFY2(answer.status == 400, answer.body.constData());
        QVERIFY2(answer.problem().starts_with("The body is not JSON"), answer.problem().c_str());
    }

    void namesAreNeverPartOfSql_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("a quote") << u"x\"; DROP TABLE smc_lists; --"_s;
        QTest::newRow("an apostrophe") << u"x' OR '1'='1"_s;
        QTest::newRow("a table of the sandbox's own") << u"../smc_lists"_s;
        QTest::newRow("a NUL") << u"segment_events%00x"_s;
        QTest::newRow("bytes that are no UTF-8") << u"%ff%fe"_s;
        QTest::newRow("a percent sign") << u"%"_s;
        QTest::newRow("very long") << QString(5000, u'a');
    }

    void namesAreNeverPartOfSql()
    {
        QFETCH(QString, name);
        Sandbox sandbox;
        const QByteArray path = QUrl::toPercentEncoding(name, "%");
        const auto statusOf = [&](const QByteArray &method, const QByteArray &target, const QByteArray &body) {
            RawConnection connection(sandbox.port());
            connection.send(method + " /Portal/Api/organizations/DEMO/lists/" + target +
                            " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + "X-ApiKey: " + sandbox.credentials() +
                            "\r\nConnection: close\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" +
                            body);
            return connection.readToEnd().mid(9, 3).toInt();
        };
        QCOMPARE(statusOf("GET", path, {}), 404);
        QCOMPARE(statusOf("DELETE", path, {}), 404);
        QCOMPARE(statusOf("DELETE", "USERS_SEGMENT/segments/" + path, {}), 404);
        QCOMPARE(statusOf("DELETE", "USERS_SEGMENT/fields/" + path, {}), 400);
        QCOMPARE(statusOf("DELETE", "USERS_SEGMENT/records/" + path, {}), 400);
        QCOMPARE(statusOf("POST", "USERS_SEGMENT/data/load?keyFields=" + path + "&fields=" + path, "[[1]]"), 400);
        const QByteArray text = quoted(name.toUtf8());
        QCOMPARE(statusOf("PUT", "USERS_SEGMENT/fields/CITY", "{\"name\":" + text + "}"), 400);
        QCOMPARE(
            statusOf("POST", "USERS_SEGMENT/fields", "{\"fields\":[{\"data_type\":\"Text\",\"name\":" + text + "}]}"),
            400);
        QCOMPARE(statusOf("PUT", "USERS_SEGMENT", "{\"api_name\":" + text + "}"), 400);
        QVERIFY(isWell(sandbox));
        QCOMPARE(sandbox.server.state()->lists.size(), 2U);
    }
};

QTEST_GUILESS_MAIN(TestSandboxHostile)
#include "tst_sandbox_hostile.moc"
