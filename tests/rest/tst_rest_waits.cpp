// How long the client and a sending run wait for an SMC that has no time for them.
#include "rest_fixtures.h"

#include <rest/dispatcher.h>

#include <QCoro/QCoroTask>
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

/// With the patience that people have.
Connection connectionTo(const QUrl &url)
{
    Connection connection;
    connection.address = {*smc::destination::AdminUrl::parse(url.toString().toStdString()), "ACME"};
    connection.transport.proxy = smc::net::ProxyUse::None;
    return connection;
}

const QByteArray Good = answer("200 OK", "{\"result_code\":\"Succeeded\",\"number_of_inserted_records\":1}");

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
        std::vector<EventOutcome> outcomes;
        Dispatcher::Listeners listeners;
        listeners.event = [&](const EventOutcome &outcome) { outcomes.push_back(outcome); };
        Dispatcher run(client, {}, listeners);
        const smc::json::Document none;
        std::size_t event = 0;
        for (const char *list : {"people", "others"}) {
            const std::vector deliveries{delivery(Operation::Load, list, {"MAIL"}, {"\"a\""})};
            QCoro::waitFor(run.add(event++, none, deliveries));
        }
        const auto totals = QCoro::waitFor(run.finish());
        QCOMPARE(server.requests.size(), std::size_t(1));
        QVERIFY(clock->waits.empty());
        QCOMPARE(totals.notSent, std::size_t(2));
        for (const EventOutcome &outcome : outcomes) {
            COMPARE_TEXT(std::string(nameOf(outcome.verdict)), "not_sent");
            COMPARE_TEXT(outcome.code, "busy");
            VERIFY_CONTAINS(outcome.sentence, "SMC asks to wait an hour, until ");
        }
    }

    void aListThatIsBusyForAWhileTakesTheRowsInTheEnd()
    {
        std::vector<QByteArray> answers(9, answer("429 Too Many Requests", "Another bulk operation is running."));
        answers.push_back(Good);
        ScriptServer server(inTurn(answers));
        const auto clock = std::make_shared<QuickClock>();
        Client client(connectionTo(server.url()), clock);
        const auto sent = QCoro::waitFor(client.send(people(1)));
        QVERIFY2(sent.outcome.isGood(), sent.outcome.sentence.c_str());
        QCOMPARE(clock->waits.size(), std::size_t(9));
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
