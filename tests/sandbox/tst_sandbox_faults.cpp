// Faults to order: how they are written, and what a client sees of them.
#include "support.h"

using namespace Qt::StringLiterals;
using namespace smc::sandbox;
using namespace smc::sandbox::test;
namespace json = smc::json;

namespace {

const QString Load = u"/organizations/DEMO/lists/segment_events/data/load?keyFields=MESSAGE_ID&fields=MESSAGE_ID"_s;
const QString Count = u"/organizations/DEMO/lists/segment_events/records"_s;

Options withFaults(const std::vector<std::string> &texts)
{
    Options options;
    options.faults = parseFaults(texts).value();
    return options;
}

} // namespace

class TestSandboxFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void faultsAreReadAndWrittenAlike_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<int>("amount");
        QTest::addColumn<int>("first");
        QTest::addColumn<int>("every");
        QTest::newRow("latency") << "latency=500"_ba << 500 << 0 << 1;
        QTest::newRow("the first three") << "503:3"_ba << 0 << 3 << 1;
        QTest::newRow("every tenth") << "429/10"_ba << 0 << 0 << 10;
        QTest::newRow("busy") << "429-busy"_ba << 0 << 0 << 1;
        QTest::newRow("all at once") << "partial=10:4/2"_ba << 10 << 4 << 2;
        for (const char *name : {"401", "drop", "drop-after", "garbage"})
            QTest::newRow(name) << QByteArray(name) << 0 << 0 << 1;
    }

    void faultsAreReadAndWrittenAlike()
    {
        QFETCH(QByteArray, text);
        const auto faults = parseFaults({text.toStdString()});
        QVERIFY2(faults.has_value(), faults ? "" : faults.error().message.c_str());
        const Fault &fault = faults->list.at(0);
        QTEST(fault.amount, "amount");
        QTEST(fault.first, "first");
        QTEST(fault.every, "every");
        QCOMPARE(toText(fault), text.toStdString());
    }

    void unreadableFaultsAreExplained_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("unknown") << "404"_ba
                                 << "fault_unknown"_ba;
        QTest::newRow("empty") << ""_ba
                               << "fault_unknown"_ba;
        QTest::newRow("latency without milliseconds") << "latency"_ba
                                                      << "fault_amount"_ba;
        QTest::newRow("latency of nothing") << "latency=0"_ba
                                            << "fault_amount"_ba;
        QTest::newRow("latency with a unit") << "latency=5s"_ba
                                             << "fault_amount"_ba;
        QTest::newRow("an hour's latency") << "latency=3600000"_ba
                                           << "fault_amount"_ba;
        QTest::newRow("an amount too many") << "503=3"_ba
                                            << "fault_amount"_ba;
        QTest::newRow("no requests") << "503:0"_ba
                                     << "fault_first"_ba;
        QTest::newRow("every nothing-th") << "503/x"_ba
                                          << "fault_every"_ba;
    }

    void unreadableFaultsAreExplained()
    {
        QFETCH(QByteArray, text);
        const auto faults = parseFaults({"503", text.toStdString()});
        QVERIFY(!faults);
        QCOMPARE(faults.error().where, text.toStdString());
        QTEST(QByteArray::fromStdString(faults.error().code), "code");
    }

    void latencyHoldsTheAnswerBack()
    {
        Sandbox sandbox(withFaults({"latency=2000:1"}));
        QElapsedTimer clock;
        clock.start();
        QCOMPARE(sandbox.get(Count).status, 200);
        QVERIFY2(clock.elapsed() >= 2000, qPrintable(QString::number(clock.elapsed())));
        clock.restart();
        QCOMPARE(sandbox.get(Count).status, 200);
        QVERIFY2(clock.elapsed() < 1500, qPrintable(QString::number(clock.elapsed())));
    }

    void othersAreAnsweredMeanwhile()
    {
        Sandbox sandbox(withFaults({"latency=2000:1"}));
        const auto slow = sandbox.begin("GET", Count);
        QTest::qWait(50);
        QCOMPARE(sandbox.get(Count).status, 200);
        QVERIFY(!slow->isFinished());
        QCOMPARE(Sandbox::finish(*slow).status, 200);
    }

    void aRefusedKeyByOrderIsABareString()
    {
        Sandbox sandbox(withFaults({"401:1"}));
        const Answer answer = sandbox.get(Count);
        QCOMPARE(answer.status, 401);
        QVERIFY(answer.json().is(json::Type::String));
        QCOMPARE(sandbox.get(Count).status, 200);
    }

    void theTwoKindsOf429DifferInTheirHeaders()
    {
        Sandbox sandbox(withFaults({"429:1", "429-busy:1"}));
        const Answer quota = sandbox.post(Load, R"([["m"]])");
        QCOMPARE(quota.status, 429);
        QCOMPARE(quota.header("X-RateLimit-Remaining"), "0");
        QVERIFY(quota.header("X-RateLimit-Reset").toInt() > 0);
        QVERIFY(quota.body.startsWith("API calls quota exceeded!"));

        sandbox.server.setFaults(*parseFaults({"429-busy:1"}));
        QCOMPARE(sandbox.get(Count).status, 200);
        const Answer busy = sandbox.post(Load, R"([["m"]])");
        QCOMPARE(busy.status, 429);
        QVERIFY(!busy.hasHeader("X-RateLimit-Remaining"));
        QCOMPARE(sandbox.post(Load, R"([["m"]])").status, 200);
    }

    void unavailableIsAPageAndNoJson()
    {
        Sandbox sandbox(withFaults({"503:3"}));
        for (int i = 0; i < 3; ++i) {
            const Answer answer = sandbox.get(Count);
            QCOMPARE(answer.status, 503);
            QVERIFY(answer.body.startsWith("<html>"));
        }
        QCOMPARE(sandbox.get(Count).status, 200);
    }

    void everySoManyThRequestIsMet()
    {
        Sandbox sandbox(withFaults({"503/3"}));
        QByteArray statuses;
        for (int i = 0; i < 7; ++i)
            statuses += QByteArray::number(sandbox.get(Count).status) + ' ';
        QCOMPARE(statuses, "200 200 503 200 200 503 200 ");
    }

    void aDroppedRequestIsNotDone()
    {
        Sandbox sandbox(withFaults({"drop:1"}));
        RawConnection connection(sandbox.port());
        connection.send("POST /Portal/Api" + Load.toLatin1() +
                        " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-ApiKey: " + sandbox.credentials() +
                        "\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n[[\"m-1\"]]");
        QCOMPARE(connection.readToEnd(), QByteArray());
        QVERIFY(!connection.isOpen());
        QCOMPARE(sandbox.get(Count).body, R"({"count":0})");
    }

    void aRequestDroppedAfterwardsIsDone()
    {
        Sandbox sandbox(withFaults({"drop-after:1"}));
        RawConnection connection(sandbox.port());
        connection.send("POST /Portal/Api" + Load.toLatin1() +
                        " HTTP/1.1\r\nHost: 127.0.0.1\r\nX-ApiKey: " + sandbox.credentials() +
                        "\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n[[\"m-1\"]]");
        QCOMPARE(connection.readToEnd(), QByteArray());
        QCOMPARE(sandbox.get(Count).body, R"({"count":1})");
    }

    void garbageIsNoJson()
    {
        Sandbox sandbox(withFaults({"garbage:1"}));
        const Answer answer = sandbox.post(Load, R"([["m-1"]])");
        QCOMPARE(answer.status, 200);
        QVERIFY(json::locateError(answer.body.toStdString()).has_value());
        QCOMPARE(sandbox.get(Count).body, R"({"count":1})");
    }

    void everySoManyThRowFails()
    {
        Sandbox sandbox(withFaults({"partial=3"}));
        QCOMPARE(sandbox.get(Count).status, 200);
        const Answer answer = sandbox.post(Load, R"([["a"],["b"],["c"],["d"],["e"],["f"],["g"]])");
        QCOMPARE(answer.resultCode(), "PartiallySucceeded");
        QCOMPARE(answer.number("number_of_inserted_records"), 5);
        QCOMPARE(answer.number("number_of_failed_records"), 2);
        const json::Value invalid = answer.json().find("invalid_records");
        QCOMPARE(invalid.at(0).find("record_index").raw(), "2");
        QCOMPARE(invalid.at(1).find("record_index").raw(), "5");
        QCOMPARE(invalid.at(0).find("validation_code").text(), "Unknown");
    }

    void faultsChangeWhileItRuns()
    {
        Sandbox sandbox;
        QCOMPARE(sandbox.get(Count).status, 200);
        const auto faults = parseFaults({"503:1"});
        sandbox.server.setFaults(*faults);
        QVERIFY(sandbox.server.faults() == *faults);
        QCOMPARE(sandbox.get(Count).status, 503);
        QCOMPARE(sandbox.get(Count).status, 200);
        sandbox.server.setFaults(*faults);
        QCOMPARE(sandbox.get(Count).status, 503);
        sandbox.server.setFaults({});
        QCOMPARE(sandbox.get(Count).status, 200);
    }
};

QTEST_GUILESS_MAIN(TestSandboxFaults)
#include "tst_sandbox_faults.moc"
