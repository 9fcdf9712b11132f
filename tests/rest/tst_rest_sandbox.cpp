// The room against the sandbox over real HTTP: the whole way from an event's text to its outcome.
#include "rest_fixtures.h"

#include <destination/prepare.h>
#include <rest/dispatcher.h>
#include <sandbox/server.h>

#include <QCoro/QCoroTask>

using namespace restfixtures;
using smc::rest::Client;
using smc::rest::Connection;
using smc::rest::Dispatcher;
using smc::rest::EventOutcome;
using smc::rest::nameOf;

class TstRestSandbox : public QObject
{
    Q_OBJECT

    smc::sandbox::Server m_server;

    Client client(const std::string &organization = "DEMO")
    {
        Connection connection;
        connection.address = {*smc::destination::AdminUrl::parse(m_server.url().toString().toStdString()),
                              organization};
        connection.apiKey = m_server.apiKey();
        connection.apiSecret = m_server.apiSecret();
        connection.transport.proxy = smc::net::ProxyUse::None;
        connection.policy.maxAttempts = 2;
        connection.policy.backoffBase = std::chrono::milliseconds(10);
        connection.policy.busyBackoffBase = std::chrono::milliseconds(10);
        connection.policy.busyPatience = std::chrono::milliseconds(50);
        return Client(connection);
    }

    static smc::destination::Destination destination()
    {
        smc::destination::Destination destination;
        destination.settings.smcAdminUrl = "acme.slgnt.us";
        destination.settings.organization = "DEMO";
        destination.settings.allowedEvents = {"Order Completed"};
        destination.settings.sendGroupEvents = true;
        return destination;
    }

    static std::string group(const std::string &user, const std::string &method = "ADD",
                             const std::string &segment = "SegmentToSMCStatic")
    {
        return "{\"type\":\"group\",\"messageId\":\"g\",\"userId\":\"" + user + R"(","groupId":")" + segment +
               "\",\"traits\":{\"matchkey\":\"MAIL\",\"userlist\":\"USERS_SEGMENT\",\"method\":\"" + method + "\"}}";
    }

    std::vector<EventOutcome> send(const std::vector<std::string> &events, Dispatcher::Options options = {})
    {
        std::vector<EventOutcome> outcomes;
        Client sender = client();
        Dispatcher::Listeners listeners;
        listeners.event = [&outcomes](const EventOutcome &outcome) { outcomes.push_back(outcome); };
        Dispatcher run(sender, options, listeners);
        smc::destination::Preparer preparer(destination());
        const smc::destination::Stamp stamp = smc::destination::makeStamp();
        for (std::size_t i = 0; i < events.size(); ++i)
            QCoro::waitFor(run.add(i, preparer.prepare(events[i], stamp)));
        QCoro::waitFor(run.finish());
        return outcomes;
    }

    static std::string verdicts(const std::vector<EventOutcome> &outcomes)
    {
        std::string text;
        for (const EventOutcome &outcome : outcomes)
            text += (text.empty() ? "" : " ") + std::string(nameOf(outcome.verdict));
        return text;
    }

    void order(const char *fault)
    {
        const auto faults = smc::sandbox::parseFaults({fault});
        QVERIFY(faults);
        m_server.setFaults(*faults);
    }

private Q_SLOTS:
    void initTestCase()
    {
        const auto started = m_server.start(smc::sandbox::Options());
        QVERIFY2(started, started ? "" : started.error().message.c_str());
    }
    void cleanup() { m_server.setFaults({}); }

    void eventsOfAllKindsArrive()
    {
        const auto outcomes =
            send({R"({"type":"identify","messageId":"m1","userId":"u1","traits":{"email":"a@example.com"}})",
                  R"({"type":"track","messageId":"m2","userId":"u1","event":"Order Completed"})",
                  R"({"type":"track","messageId":"m3","userId":"u1","event":"Other"})",
                  R"({"type":"track","messageId":"m4","userId":"u1"})", group("segmenttest@selligent.com")});
        COMPARE_TEXT(verdicts(outcomes), "delivered delivered discarded invalid delivered");
        COMPARE_TEXT(outcomes[2].code, "EVENT_NOT_ALLOWED");
        COMPARE_TEXT(outcomes[3].code, "event_not_defined");
        VERIFY_CONTAINS(outcomes[4].sentence, "SegmentToSMCStatic");
        const auto rows = m_server.rows({"segment_events", {}, 0, 10});
        QVERIFY(rows && rows->total == 2);
        const auto members = m_server.rows({"USERS_SEGMENT", "SegmentToSMCStatic", 0, 10});
        QVERIFY(members && members->total == 1);
    }

    void aPersonGoesIntoASegmentAndOutAgain()
    {
        COMPARE_TEXT(verdicts(send({group("segmenttest@selligent.com"), group("segmenttest@selligent.com", "REMOVE")})),
                     "delivered delivered");
        const auto members = m_server.rows({"USERS_SEGMENT", "SegmentToSMCStatic", 0, 10});
        QVERIFY(members && members->total == 0);
    }

    void aDryRunSaysWhereAPersonWouldGoAndWhatTheyWouldLeave()
    {
        Dispatcher::Options dry;
        dry.mode = Dispatcher::Mode::DryRun;
        const auto outcomes =
            send({group("segmenttest@selligent.com"), group("segmenttest@selligent.com", "REMOVE")}, dry);
        COMPARE_TEXT(verdicts(outcomes), "planned planned");
        COMPARE_TEXT(outcomes[0].sentence,
                     "Would be put into the static segment SegmentToSMCStatic of the list USERS_SEGMENT.");
        COMPARE_TEXT(outcomes[1].sentence,
                     "Would be taken out of the static segment SegmentToSMCStatic of the list USERS_SEGMENT.");
    }

    void aPersonWhoIsNotInTheListIsNotFound()
    {
        const auto outcomes = send({group("nobody@example.com")});
        COMPARE_TEXT(verdicts(outcomes), "not_found");
        COMPARE_TEXT(outcomes[0].sentence,
                     "SMC knows no record in the list USERS_SEGMENT with MAIL “nobody@example.com”.");
        COMPARE_TEXT(outcomes[0].code, "record_not_found");
    }

    void ofTwoEventsWithTheSameKeyInOneRequestTheLastIsKept()
    {
        const auto outcomes = send({R"({"type":"identify","messageId":"twice","userId":"u1"})",
                                    R"({"type":"identify","messageId":"other","userId":"u1"})",
                                    R"({"type":"identify","messageId":"TWICE","userId":"u2"})"});
        COMPARE_TEXT(verdicts(outcomes), "duplicate delivered delivered");
        COMPARE_TEXT(outcomes[0].sentence,
                     "SMC kept only the last of 2 rows with this MESSAGE_ID, so this one was not stored.");
        QVERIFY(outcomes[0].advice.empty());
    }

    void amongSeveralTheOneWhoWasNotFoundIsFoundOutByAskingAgain()
    {
        const std::vector<std::string> events = {group("segmenttest@selligent.com"), group("nobody@example.com"),
                                                 group("segmenttest@selligent.com"), group("none@example.com"),
                                                 group("segmenttest@selligent.com")};
        COMPARE_TEXT(verdicts(send(events)), "delivered not_found delivered not_found delivered");
    }

    void withoutAskingAgainItIsNotKnownWhoWasNotFound()
    {
        const std::vector<std::string> events = {group("segmenttest@selligent.com"), group("nobody@example.com")};
        Dispatcher::Options once;
        once.askAgain = 0;
        COMPARE_TEXT(verdicts(send(events, once)), "unknown unknown");
        // A removal that is done twice finds nobody the second time: it is not asked again.
        send({group("segmenttest@selligent.com")});
        COMPARE_TEXT(
            verdicts(send({group("segmenttest@selligent.com", "REMOVE"), group("nobody@example.com", "REMOVE")})),
            "unknown unknown");
        Dispatcher::Options oneByOne;
        oneByOne.limits.rows = 1;
        COMPARE_TEXT(verdicts(send(events, oneByOne)), "delivered not_found");
    }

    void aValueThatIsTooLongLeadsBackToItsPlace()
    {
        const std::string text =
            "{\"type\":\"identify\",\"messageId\":\"m9\",\"userId\":\"" + std::string(300, 'u') + "\"}";
        const auto outcomes = send({R"({"type":"identify","messageId":"m8","userId":"u8"})", text});
        COMPARE_TEXT(verdicts(outcomes), "delivered refused");
        COMPARE_TEXT(outcomes[1].code, "MaxStringLengthExceeded"); // As where it is found before it is sent.
        const auto &troubles = outcomes[1].deliveries.at(0).row.troubles;
        QCOMPARE(troubles.size(), std::size_t(1));
        COMPARE_TEXT(troubles[0].column + " " + troubles[0].validationCode + " " + troubles[0].path,
                     "USER_ID MaxStringLengthExceeded /userId");
        COMPARE_TEXT(std::string(troubles[0].span.of(text)), ("\"" + std::string(300, 'u') + "\"").c_str());
    }

    void aSegmentThatDoesNotExistIsNamed()
    {
        const auto outcomes = send({group("segmenttest@selligent.com", "ADD", "Nowhere")});
        COMPARE_TEXT(verdicts(outcomes), "refused");
        COMPARE_TEXT(outcomes[0].code, "not_found");
        VERIFY_CONTAINS(outcomes[0].sentence, "Nowhere");
    }

    void faultsToOrderAreTold_data()
    {
        QTest::addColumn<QByteArray>("fault");
        QTest::addColumn<QByteArray>("verdict");
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("wrong key") << QByteArray("401") << QByteArray("not_sent") << QByteArray("not_let_in");
        QTest::newRow("maintenance") << QByteArray("503") << QByteArray("not_sent") << QByteArray("unavailable");
        QTest::newRow("busy list") << QByteArray("429-busy") << QByteArray("not_sent") << QByteArray("busy");
        QTest::newRow("dropped after the work")
            << QByteArray("drop-after") << QByteArray("unknown") << QByteArray("unreachable");
        QTest::newRow("garbage") << QByteArray("garbage") << QByteArray("unknown") << QByteArray("unreadable");
        QTest::newRow("row fails") << QByteArray("partial=1") << QByteArray("refused") << QByteArray("refused");
        QTest::newRow("once unavailable") << QByteArray("503:1") << QByteArray("delivered") << QByteArray("");
    }
    void faultsToOrderAreTold()
    {
        QFETCH(QByteArray, fault);
        QFETCH(QByteArray, verdict);
        QFETCH(QByteArray, code);
        order(fault.constData());
        const auto outcomes = send({R"({"type":"identify","messageId":"f","userId":"u1"})"});
        COMPARE_TEXT(verdicts(outcomes), verdict);
        COMPARE_TEXT(outcomes[0].code, code);
    }

    void manyEventsTravelInFewRequests()
    {
        std::vector<std::string> events;
        for (int i = 0; i < 3000; ++i)
            events.push_back("{\"type\":\"identify\",\"messageId\":\"many" + std::to_string(i) +
                             "\",\"userId\":\"u\"}");
        Client sender = client();
        Dispatcher run(sender, {}, {});
        smc::destination::Preparer preparer(destination());
        for (std::size_t i = 0; i < events.size(); ++i)
            QCoro::waitFor(run.add(i, preparer.prepare(events[i])));
        const auto totals = QCoro::waitFor(run.finish());
        QCOMPARE(totals.delivered, std::size_t(3000));
        QCOMPARE(totals.requests, std::size_t(2));
    }

    void theConnectionTestPassesStepByStep()
    {
        Client tester = client();
        const auto report = QCoro::waitFor(tester.testConnection("segment_events"));
        QVERIFY2(report.isGood(), toJson(report).c_str());
        QVERIFY(report.eventsListFields.size() > 5);
        COMPARE_TEXT(report.organization->name, "DEMO");

        const auto wrongList = QCoro::waitFor(tester.testConnection("nope"));
        QVERIFY(wrongList.steps[1].state == smc::rest::ConnectionStep::State::Ok);
        QVERIFY(wrongList.steps[2].state == smc::rest::ConnectionStep::State::Failed);
        VERIFY_CONTAINS(wrongList.steps[2].sentence, "nope");

        Client stranger = client("OTHER");
        const auto wrongOrganization = QCoro::waitFor(stranger.testConnection("segment_events"));
        QVERIFY(wrongOrganization.steps[1].state == smc::rest::ConnectionStep::State::Failed);
    }

    void whatAnSmcHoldsCanBeAskedFor()
    {
        Client asker = client();
        const auto lists = QCoro::waitFor(asker.lists());
        QVERIFY2(lists.value && lists.value->size() >= 2, lists.outcome.sentence.c_str());
        const auto fields = QCoro::waitFor(asker.fields("USERS_SEGMENT"));
        QVERIFY(fields.value && !fields.value->empty());
        const auto segments = QCoro::waitFor(asker.segments("USERS_SEGMENT"));
        QVERIFY(segments.value && segments.value->size() == 1);
        COMPARE_TEXT(segments.value->front().apiName + " " + segments.value->front().type, "SegmentToSMCStatic Static");
        const auto count = QCoro::waitFor(asker.recordCount("USERS_SEGMENT"));
        QVERIFY(count.value && *count.value == 100);
        const auto list = QCoro::waitFor(asker.list("USERS_SEGMENT"));
        QVERIFY(list.value);
        COMPARE_TEXT(list.value->type, "Userlist");
        const auto segment = QCoro::waitFor(asker.segment("USERS_SEGMENT", "SegmentToSMCStatic"));
        QVERIFY(segment.value);
        const auto nothing = QCoro::waitFor(asker.fields("nope"));
        QVERIFY(!nothing.value);
    }
};

QTEST_GUILESS_MAIN(TstRestSandbox)
#include "tst_rest_sandbox.moc"
