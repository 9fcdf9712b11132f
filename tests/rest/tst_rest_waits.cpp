// How long the client and a sending run wait for an SMC that has no time for them.
#include "rest_fixtures.h"

#include <rest/dispatcher.h>

#include <QCoro/QCoroTask>
#include <QTcpSocket>
#include <QTimer>

#include <script_server.h>

using namespace restfixtures;
using smc::rest::Client;
using smc::rest::Connection;
using smc::rest::Dispatcher;
using smc::rest::EventOutcome;
using smc::rest::nameOf;

namespace {

/// Waits pass at once and are remembered.
class QuickClock : public smc::net::SystemClock
{
public:
    void callAfter(std::chrono::milliseconds wait, QObject *context, std::function<void()> then) override
    {
        waits.push_back(wait);
        QTimer::singleShot(0, context, std::move(then));
    }
    std::vector<std::chrono::milliseconds> waits;
};

/// How many times as long as the patience with one list the waits are together; a part counts as the whole.
std::size_t waitedBy(const QuickClock &clock)
{
    std::chrono::milliseconds all{0};
    for (const std::chrono::milliseconds wait : clock.waits)
        all += wait;
    return static_cast<std::size_t>((all + smc::rest::ListBusyPatience - std::chrono::milliseconds(1)) /
                                    smc::rest::ListBusyPatience);
}

/// With the patience that people have.
Connection connectionTo(const QUrl &url)
{
    Connection connection;
    connection.address = {*smc::destination::AdminUrl::parse(url.toString().toStdString()), "ACME"};
    connection.transport.proxy = smc::net::ProxyUse::None;
    return connection;
}

const QByteArray Busy = answer("429 Too Many Requests", "Another bulk operation is running.");
const QByteArray Good = answer("200 OK", "{\"result_code\":\"Succeeded\",\"number_of_inserted_records\":1}");

/// Sends a row to each of `lists` in turn, each in a request of its own.
std::vector<EventOutcome> sendTo(Client &client, const std::vector<std::string> &lists)
{
    std::vector<EventOutcome> outcomes;
    Dispatcher::Listeners listeners;
    listeners.event = [&](const EventOutcome &outcome) { outcomes.push_back(outcome); };
    Dispatcher run(client, {.limits = {.rows = 1}}, listeners);
    const smc::json::Document none;
    std::size_t event = 0;
    for (const std::string &list : lists) {
        const std::vector deliveries{delivery(Operation::Load, list, {"MAIL"}, {"\"" + std::to_string(event) + "\""})};
        QCoro::waitFor(run.add(event++, none, deliveries));
        QCoro::waitFor(run.flush());
    }
    QCoro::waitFor(run.finish());
    return outcomes;
}

} // namespace

class TstRestWaits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whereSmcAsksForALongWaitNothingMoreIsSent()
    {
        ScriptServer server(inTurn({answer("429 Too Many Requests", "later", "Retry-After: 3600\r\n"), Good}));
        const auto clock = std::make_shared<QuickClock>();
        Client client(connectionTo(server.url()), clock);
        const std::vector<EventOutcome> outcomes = sendTo(client, {"people", "others"});
        QCOMPARE(server.requests.size(), std::size_t(1));
        QVERIFY(clock->waits.empty());
        QCOMPARE(outcomes.size(), std::size_t(2));
        for (const EventOutcome &outcome : outcomes) {
            COMPARE_TEXT(std::string(nameOf(outcome.verdict)), "not_sent");
            COMPARE_TEXT(outcome.code, "busy");
            VERIFY_CONTAINS(outcome.sentence, "SMC asks to wait an hour, until ");
        }
    }

    void howLongAWaitIsTooLongIsForTheConnectionToSay()
    {
        Connection hasty = connectionTo({});
        hasty.policy.maxRetryWait = std::chrono::seconds(5);
        Connection patient = connectionTo({});
        patient.policy.maxRetryWait = std::chrono::hours(2);
        for (const auto &[connection, wait, requests] :
             {std::tuple(hasty, "30", std::size_t(1)), std::tuple(patient, "3600", std::size_t(8))}) {
            ScriptServer server(
                inTurn({answer("429 Too Many Requests", "later", "Retry-After: " + QByteArray(wait) + "\r\n")}));
            Connection there = connection;
            there.address = connectionTo(server.url()).address;
            Client client(there, std::make_shared<QuickClock>());
            const std::vector<EventOutcome> outcomes = sendTo(client, {"people", "others"});
            QCOMPARE(server.requests.size(), requests);
            QCOMPARE(outcomes.size(), std::size_t(2));
            for (const EventOutcome &outcome : outcomes) {
                const bool isTooLong = contains(outcome.sentence, "That is too long to wait for");
                QVERIFY2(isTooLong == (requests == 1), outcome.sentence.c_str());
            }
        }
    }

    void aListThatIsBusyForAWhileTakesTheRowsInTheEnd()
    {
        std::vector<QByteArray> answers(9, Busy);
        answers.push_back(Good);
        ScriptServer server(inTurn(answers));
        const auto clock = std::make_shared<QuickClock>();
        Client client(connectionTo(server.url()), clock);
        const auto sent = QCoro::waitFor(client.send(people(1)));
        QVERIFY2(sent.outcome.isGood(), sent.outcome.sentence.c_str());
        QCOMPARE(clock->waits.size(), std::size_t(9));
    }

    void aListThatStaysBusyIsWaitedForOnceInARun()
    {
        ScriptServer server(inTurn({Busy}));
        const auto clock = std::make_shared<QuickClock>();
        Client client(connectionTo(server.url()), clock);
        const auto outcomes = sendTo(client, {"people", "People", "people", "people"});
        QCOMPARE(outcomes.size(), std::size_t(4));
        QCOMPARE(waitedBy(*clock), std::size_t(1));
        QCOMPARE(server.requests.size(), clock->waits.size() + 4);
        for (const EventOutcome &outcome : outcomes)
            COMPARE_TEXT(std::string(nameOf(outcome.verdict)), "not_sent");
    }

    void eachListIsWaitedFor()
    {
        ScriptServer server(inTurn({Busy}));
        const auto clock = std::make_shared<QuickClock>();
        Client client(connectionTo(server.url()), clock);
        sendTo(client, {"people", "others", "people"});
        QCOMPARE(waitedBy(*clock), std::size_t(2));
    }

    void aListThatWasFreeInBetweenIsWaitedForAgain()
    {
        // The first row finds no way in, the second one does, the third has to wait again.
        std::size_t rows = 0;
        ScriptServer server([&rows](QTcpSocket *socket, const QByteArray &request, int) {
            const bool isSecond = request.contains("\"1\"");
            rows += isSecond ? 1 : 0;
            socket->write(isSecond ? Good : Busy);
        });
        const auto clock = std::make_shared<QuickClock>();
        Client client(connectionTo(server.url()), clock);
        const auto outcomes = sendTo(client, {"people", "people", "people"});
        QCOMPARE(rows, std::size_t(1));
        COMPARE_TEXT(std::string(nameOf(outcomes.at(1).verdict)), "delivered");
        QCOMPARE(waitedBy(*clock), std::size_t(2));
    }

    void readingIsNotPatientWithABusyServer()
    {
        ScriptServer server(inTurn({answer("429 Too Many Requests")}));
        const auto clock = std::make_shared<QuickClock>();
        Client client(connectionTo(server.url()), clock);
        QVERIFY(!QCoro::waitFor(client.fields("people")).value);
        QCOMPARE(clock->waits.size(), std::size_t(3));
    }
};

QTEST_GUILESS_MAIN(TstRestWaits)
#include "tst_rest_waits.moc"
