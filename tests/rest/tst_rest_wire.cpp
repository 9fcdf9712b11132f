// The client and the sending run against servers that answer what a test scripts.
#include "rest_fixtures.h"

#include <net/curl.h>
#include <net/exchange_json.h>
#include <rest/redacted.h>

#include <QCoro/QCoroTask>
#include <QElapsedTimer>
#include <QTimer>

#include <script_server.h>

using namespace restfixtures;
using smc::rest::Client;
using smc::rest::Connection;
using smc::rest::Dispatcher;
using smc::rest::EventOutcome;
using smc::rest::nameOf;

namespace {

constexpr const char *Key = "kE7+/x9QmT2vLr4u0aBcDeFgHiJkLmNoPqRsTuVwXyZ=";
constexpr const char *Secret = "s3CrEt/+ZyXwVuTsRqPoNmLkJiHgFeDcBa0987654321=";

Connection connectionTo(const QUrl &url)
{
    Connection connection;
    connection.address = {*smc::destination::AdminUrl::parse(url.toString().toStdString()), "Segment Connector"};
    connection.apiKey = smc::SecretString(Key);
    connection.apiSecret = smc::SecretString(Secret);
    connection.transport.proxy = smc::net::ProxyUse::None;
    connection.policy.maxAttempts = 1;
    return connection;
}

const QByteArray Good = answer("200 OK", "{\"result_code\":\"Succeeded\",\"number_of_inserted_records\":1}");

/// Keeps what a run tells.
struct Log
{
    std::vector<std::string> events; ///< "0 delivered"
    std::vector<EventOutcome> outcomes;
    std::vector<std::string> planned;

    Dispatcher::Listeners listeners()
    {
        Dispatcher::Listeners listeners;
        listeners.event = [this](const EventOutcome &outcome) {
            events.push_back(std::to_string(outcome.event) + " " + std::string(nameOf(outcome.verdict)));
            outcomes.push_back(outcome);
        };
        listeners.planned = [this](const smc::rest::Batch &, const smc::net::HttpRequest &request) {
            planned.push_back(request.method + " " + request.url.path().toStdString());
            QVERIFY(request.secret && request.secret->value.isEmpty());
        };
        return listeners;
    }
    std::string text() const
    {
        std::string text;
        for (const std::string &event : events)
            text += (text.empty() ? "" : ", ") + event;
        return text;
    }
};

} // namespace

class TstRestWire : public QObject
{
    Q_OBJECT

    smc::json::Document m_none;

    void add(Dispatcher &run, std::size_t event, const std::string &list = "people")
    {
        const std::string mail = "\"p" + std::to_string(event) + "\"";
        const std::vector deliveries{delivery(Operation::Load, list, {"MAIL"}, {mail})};
        QCoro::waitFor(run.add(event, m_none, deliveries));
    }

private Q_SLOTS:
    void aBatchGoesOutWholeAndItsSecretIsNowhereInTheExchange()
    {
        ScriptServer server(inTurn({Good}));
        Client client(connectionTo(server.url()));
        const smc::rest::Sent sent = QCoro::waitFor(client.send(people(1)));
        COMPARE_TEXT(statuses(sent.outcome), "delivered");
        const QByteArray request = server.requests.at(0);
        QVERIFY2(
            request.startsWith("POST /Portal/Api/organizations/Segment%20Connector/lists/people/data/load?keyFields="
                               "MAIL&fields=MAIL,NAME&mode=Sync&deduplication=ImportLastMatch&data_import_option="
                               "InsertAndUpdate HTTP/1.1\r\n"),
            request.constData());
        QVERIFY(request.endsWith("[[\"p0@example.com\",\"Name 0\"]]"));
        QVERIFY(request.contains(QByteArray("X-ApiKey: ") + Key + ":" + Secret + "\r\n"));
        for (const std::string &text : {exchangeToJson(sent.exchange), toCurl(sent.exchange), toJson(sent.outcome)})
            QVERIFY(text.find(Key) == std::string::npos && text.find(Secret) == std::string::npos);
    }

    void aDeletionCarriesItsBody()
    {
        ScriptServer server(
            inTurn({answer("200 OK", "{\"result_code\":\"Succeeded\",\"number_of_deleted_records\":1}")}));
        Client client(connectionTo(server.url()));
        const smc::rest::Sent sent = QCoro::waitFor(client.send(people(1, Operation::SegmentDelete)));
        COMPARE_TEXT(statuses(sent.outcome), "delivered");
        QVERIFY(server.requests.at(0).startsWith("DELETE /Portal/Api/organizations/Segment%20Connector/lists/people/"
                                                 "segments/gold/data?keyFields="));
        QVERIFY(server.requests.at(0).endsWith("[[\"p0@example.com\",\"Name 0\"]]"));
    }

    void anAnswerThatEchoesTheSecretDoesNotGiveItAway()
    {
        ScriptServer server(inTurn({answer("400 Bad Request", QByteArray("bad key ") + Secret)}));
        Client client(connectionTo(server.url()));
        const smc::rest::Sent sent = QCoro::waitFor(client.send(people(1)));
        QVERIFY(toJson(sent.outcome).find(Secret) == std::string::npos);
        VERIFY_CONTAINS(sent.outcome.sentence, "bad key ***");
    }

    void outcomesComeInTheOrderOfTheEvents()
    {
        ScriptServer server(
            inTurn({answer("200 OK", "{\"result_code\":\"Succeeded\",\"number_of_inserted_records\":2}")}));
        Client client(connectionTo(server.url()));
        Log log;
        Dispatcher run(client, {}, log.listeners());
        add(run, 0, "first");
        add(run, 1, "second");
        QCoro::waitFor(run.addUnreadable(2, {"not_json", "Line 3 is no JSON.", {}}));
        add(run, 4, "first");
        QVERIFY(log.events.empty());
        const auto totals = QCoro::waitFor(run.finish());
        COMPARE_TEXT(log.text(), "0 delivered, 1 delivered, 2 invalid, 4 delivered");
        COMPARE_TEXT(log.outcomes[2].code, "not_json");
        QCOMPARE(totals.events, std::size_t(4));
        QCOMPARE(totals.requests, std::size_t(2));
        QCOMPARE(totals.rows, std::size_t(3));
        QVERIFY(!totals.isGood());
        QVERIFY(!log.outcomes[0].deliveries.at(0).exchangeId.empty());
    }

    void afterANotLetInNothingMoreOfThatKindIsSent()
    {
        ScriptServer server([](QTcpSocket *socket, const QByteArray &request, int) {
            socket->write(request.contains("/lists/closed/") ? answer("401 Unauthorized", "\"unauthorized.\"") : Good);
        });
        Client client(connectionTo(server.url()));
        Log log;
        Dispatcher::Options options;
        options.limits.rows = 1;
        Dispatcher run(client, options, log.listeners());
        add(run, 0, "closed");
        add(run, 1, "open");
        add(run, 2, "closed");
        const auto totals = QCoro::waitFor(run.finish());
        COMPARE_TEXT(log.text(), "0 not_sent, 1 delivered, 2 not_sent");
        QCOMPARE(server.requests.size(), std::size_t(2));
        COMPARE_TEXT(log.outcomes[2].code, "not_let_in");
        VERIFY_CONTAINS(log.outcomes[2].sentence, "earlier request");
        QVERIFY(totals.couldNotReach);
    }

    void whereNoWayLeadsToSmcNothingMoreIsSent()
    {
        QUrl url;
        {
            ScriptServer gone(inTurn({Good}));
            url = gone.url();
        }
        Client client(connectionTo(url));
        Log log;
        Dispatcher::Options options;
        options.limits.rows = 1;
        Dispatcher run(client, options, log.listeners());
        add(run, 0);
        add(run, 1, "other");
        const auto totals = QCoro::waitFor(run.finish());
        COMPARE_TEXT(log.text(), "0 not_sent, 1 not_sent");
        QCOMPARE(totals.requests, std::size_t(1));
        QVERIFY(totals.couldNotReach);
        COMPARE_TEXT(log.outcomes[1].code, "unreachable");
        for (const EventOutcome &outcome : log.outcomes)
            VERIFY_CONTAINS(outcome.advice, "Check the address and port");
    }

    void whatIsNotSentBehindABrokenConnectionNeedNotBeLookedFor()
    {
        ScriptServer breaking([](QTcpSocket *socket, const QByteArray &, int) { socket->abort(); });
        Client client(connectionTo(breaking.url()));
        Log log;
        Dispatcher::Options options;
        options.limits.rows = 1;
        Dispatcher run(client, options, log.listeners());
        add(run, 0);
        add(run, 1, "other");
        QCoro::waitFor(run.finish());
        COMPARE_TEXT(log.text(), "0 unknown, 1 not_sent");
        QVERIFY2(log.outcomes[0].advice.starts_with("Look first into the list to see what arrived. Try again"),
                 log.outcomes[0].advice.c_str());
        QVERIFY2(log.outcomes[1].advice.starts_with("Try again"), log.outcomes[1].advice.c_str());
    }

    void cancelEndsARunAtOnceAndEveryEventStillGetsAnOutcome()
    {
        smc::net::CancelSource cancel;
        ScriptServer silent([&](QTcpSocket *socket, const QByteArray &, int) {
            QTimer::singleShot(100, socket, [&] { cancel.cancel(); });
        });
        Client client(connectionTo(silent.url()));
        Log log;
        Dispatcher::Options options;
        options.limits.rows = 1;
        Dispatcher run(client, options, log.listeners(), cancel.token());
        QElapsedTimer timer;
        timer.start();
        add(run, 0);
        add(run, 1);
        const auto totals = QCoro::waitFor(run.finish());
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
        COMPARE_TEXT(log.text(), "0 unknown, 1 not_sent");
        COMPARE_TEXT(log.outcomes[1].sentence, "Cancelled before it was sent, so SMC has not got it.");
        COMPARE_TEXT(log.outcomes[1].advice, "Send it again when you want SMC to have it.");
        QCOMPARE(totals.events, std::size_t(2));
        QCOMPARE(silent.requests.size(), std::size_t(1));
    }

    void anOutcomeForPrintHoldsNoSecretAndStaysJson()
    {
        smc::net::Redactor redactor;
        redactor.add(smc::SecretString("k3y-of-tests:12345678"));
        EventOutcome outcome;
        outcome.verdict = smc::rest::EventVerdict::Planned;
        outcome.code = "k3y";
        outcome.sentence = "The value \u201ck3y-of-tests\u201d, and \u201c123456\u2026\u201d.";
        outcome.problems.push_back(
            {"duplicate_key", smc::segment::Severity::Warning, "/k3y-of-tests", {}, "k3y-of-tests"});
        smc::rest::DeliveryOutcome &delivery = outcome.deliveries.emplace_back();
        delivery.columns = {"A", "B", "C", "D"};
        delivery.cells = {"\"k3y-of-tests\"", "12345678", "1.00", "null"};
        smc::rest::FieldTrouble &trouble = delivery.row.troubles.emplace_back();
        trouble.valueJson = "12345678";
        trouble.sentence = trouble.message = "12345678";

        const std::string line = smc::rest::toJson(redacted(outcome, redactor));
        smc::json::Document document;
        QVERIFY2(document.parse(line), line.c_str());
        QVERIFY2(line.find("k3y-of") == std::string::npos && line.find("1234") == std::string::npos, line.c_str());
        const smc::json::Value row = (*document.root().find("deliveries").begin()).find("row");
        COMPARE_TEXT(std::string(row.raw()), R"(["***","***",1.00,null])");
        QVERIFY(smc::rest::toJson(redacted(outcome, smc::net::Redactor())) == smc::rest::toJson(outcome));
    }

    void anOutcomeKeepsItsShapeAndItsWordsWhereASecretIsOneOfThem()
    {
        smc::net::Redactor redactor;
        redactor.add(smc::SecretString("wrong:message"));
        smc::rest::Outcome outcome;
        outcome.sentence = "SMC says “wrong”, as it does for a wrong key.";
        outcome.words = "wrong";
        outcome.rows.emplace_back().sentence = "A message.";
        outcome.rows.back().troubles.emplace_back().valueJson = "\"wrong\"";
        const std::string line = smc::rest::toJson(redacted(outcome, redactor));
        smc::json::Document document;
        QVERIFY2(document.parse(line), line.c_str());
        COMPARE_TEXT(document.root().find("message").text(), "SMC says “***”, as it does for a wrong key.");
        COMPARE_TEXT(document.root().find("words").text(), "***");
        const smc::json::Value row = *document.root().find("rows").begin();
        COMPARE_TEXT(row.find("message").text(), "A message.");
        VERIFY_CONTAINS(line, "\"***\"");
    }

    void aDryRunSendsNothing()
    {
        ScriptServer server(inTurn({Good}));
        Client client(connectionTo(server.url()));
        Log log;
        Dispatcher::Options options;
        options.mode = Dispatcher::Mode::DryRun;
        Dispatcher run(client, options, log.listeners());
        add(run, 0);
        add(run, 1);
        const auto totals = QCoro::waitFor(run.finish());
        COMPARE_TEXT(log.text(), "0 planned, 1 planned");
        QCOMPARE(totals.requests, std::size_t(1));
        QCOMPARE(server.connections, 0);
        COMPARE_TEXT(log.planned.at(0), "POST /Portal/Api/organizations/Segment Connector/lists/people/data/load");
        COMPARE_TEXT(log.outcomes[0].sentence, "Would be sent to the list people.");
    }

    void cancelWhileAskingAgainClaimsNothing()
    {
        smc::net::CancelSource cancel;
        ScriptServer server([&cancel](QTcpSocket *socket, const QByteArray &, int number) {
            if (number == 0)
                socket->write(answer("200 OK",
                                     "{\"result_code\":\"PartiallySucceeded\",\"number_of_inserted_records\":3,"
                                     "\"number_of_records_not_found\":1}"));
            else
                cancel.cancel();
        });
        Client client(connectionTo(server.url()));
        Log log;
        Dispatcher run(client, {}, log.listeners(), cancel.token());
        for (std::size_t i = 0; i < 4; ++i)
            add(run, i);
        const auto totals = QCoro::waitFor(run.finish());
        COMPARE_TEXT(log.text(), "0 unknown, 1 unknown, 2 unknown, 3 unknown");
        QCOMPARE(totals.requests, std::size_t(2));
        QCOMPARE(totals.rows, std::size_t(4));
    }

    void askingAgainEndsWhereAnswersNeverBecomeClear()
    {
        ScriptServer server(
            inTurn({answer("200 OK", "{\"result_code\":\"PartiallySucceeded\",\"number_of_inserted_records\""
                                     ":1,\"number_of_failed_records\":1}")}));
        Client client(connectionTo(server.url()));
        Log log;
        Dispatcher::Options options;
        options.askAgain = 10;
        Dispatcher run(client, options, log.listeners());
        for (std::size_t i = 0; i < 100; ++i)
            add(run, i);
        const auto totals = QCoro::waitFor(run.finish());
        QCOMPARE(totals.unknown, std::size_t(100));
        QCOMPARE(server.requests.size(), std::size_t(11));
    }

    void eventsThatWaitForOthersAreBounded()
    {
        ScriptServer server(inTurn({Good}));
        Client client(connectionTo(server.url()));
        Log log;
        Dispatcher::Options options;
        options.waitingEvents = 10;
        Dispatcher run(client, options, log.listeners());
        add(run, 0);
        for (std::size_t i = 1; i < 9; ++i)
            QCoro::waitFor(run.addUnreadable(i, {"not_json", "No.", {}}));
        QVERIFY(log.events.empty());
        QCoro::waitFor(run.addUnreadable(9, {"not_json", "No.", {}}));
        QCOMPARE(log.events.size(), std::size_t(10));
        QCOMPARE(server.requests.size(), std::size_t(1));
    }

    void aRunThatGoesAwayEndsWithoutTelling()
    {
        ScriptServer silent([](QTcpSocket *, const QByteArray &, int) {});
        Client client(connectionTo(silent.url()));
        Log log;
        auto run = std::make_unique<Dispatcher>(client, Dispatcher::Options{}, log.listeners());
        add(*run, 0);
        auto flushing = run->flush();
        QTRY_COMPARE(silent.requests.size(), std::size_t(1));
        run.reset();
        QCoro::waitFor(std::move(flushing));
        QVERIFY(log.events.empty());
    }

    void aConnectionTestTellsAWebSiteFromAnSmc()
    {
        ScriptServer site(inTurn({answer("404 Not Found", "<html><title>Nothing here</title></html>")}));
        Client client(connectionTo(site.url()));
        const auto report = QCoro::waitFor(client.testConnection("segment_events"));
        QCOMPARE(report.steps.size(), std::size_t(3));
        QVERIFY(!report.isGood());
        QVERIFY(report.steps[0].state == smc::rest::ConnectionStep::State::Failed);
        VERIFY_CONTAINS(report.steps[0].sentence, "SMC's API is not there");
        QVERIFY(report.steps[1].state == smc::rest::ConnectionStep::State::Skipped);
        QVERIFY(report.steps[2].state == smc::rest::ConnectionStep::State::Skipped);
        QCOMPARE(site.requests.size(), std::size_t(1));
    }

    void withoutAKeyTheTestStopsBeforeAskingForTheOrganization()
    {
        ScriptServer server(inTurn({answer("200 OK", "{}")}));
        Connection connection = connectionTo(server.url());
        connection.apiSecret = {};
        Client client(connection);
        const auto report = QCoro::waitFor(client.testConnection("segment_events"));
        QVERIFY(report.steps[0].state == smc::rest::ConnectionStep::State::Ok);
        QVERIFY(report.steps[1].state == smc::rest::ConnectionStep::State::Failed);
        VERIFY_CONTAINS(report.steps[1].sentence, "missing");
        QCOMPARE(server.requests.size(), std::size_t(1));
    }
};

QTEST_GUILESS_MAIN(TstRestWire)
#include "tst_rest_wire.moc"
