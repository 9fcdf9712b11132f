// How long a request waits before it is sent again, and when it is not.
#include "net_fixtures.h"
#include "script_server.h"

#include <net/sender.h>

#include <QElapsedTimer>
#include <QTest>

#include <cmath>

using namespace smc::net;
using namespace std::chrono_literals;
using namespace netfixtures;

namespace {

QString text(const std::string &bytes)
{
    return QString::fromStdString(bytes);
}

} // namespace

class WaitsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theQuotasResetIsWaitedFor();
    void retryAfterAsADateIsWaitedFor();
    void whoeverAsksForALongWaitIsNotAskedAgain_data();
    void whoeverAsksForALongWaitIsNotAskedAgain();
    void aBusyListIsWaitedForLongerThanABrokenServer();
    void patienceWithABusyListEnds();
    void withoutPatienceABusyListIsTriedOnce();
    void theWaitForABusyListIsCancelledAtOnce();
};

void WaitsTest::theQuotasResetIsWaitedFor()
{
    ScriptServer server(inTurn({answer("429 Too Many Requests", "API calls quota exceeded!",
                                       "X-RateLimit-Limit: 2500, 2500;w=60\r\nX-RateLimit-Remaining: 0\r\n"
                                       "X-RateLimit-Reset: 1\r\n"),
                                answer("200 OK", "{}")}));
    Sender sender; // The real clock: the wait is real.
    QElapsedTimer timer;
    timer.start();
    const Exchange exchange = send(sender, request(server.url()));
    QVERIFY(exchange.isSuccess());
    QVERIFY2(timer.elapsed() >= 1000, qPrintable(QString::number(timer.elapsed())));
    QVERIFY(exchange.attempts[0].waitReason == WaitReason::RateLimitReset);
    QCOMPARE(exchange.attempts[0].wait, 1000ms);
    QVERIFY(exchange.duration() >= 1000ms);
}

void WaitsTest::retryAfterAsADateIsWaitedFor()
{
    ScriptServer server(inTurn({answer("503 Busy", {}, "Retry-After: Thu, 01 Jan 2026 00:00:42 GMT\r\n"),
                                answer("503 Busy", {}, "Retry-After: 60\r\n"), answer("200 OK", "{}")}));
    auto clock = std::make_shared<QuickClock>();
    Sender sender({}, clock);
    Policy policy;
    policy.maxRetryWait = 60s;
    QVERIFY(send(sender, request(server.url()), policy).isSuccess());
    QCOMPARE(clock->waits, (std::vector<std::chrono::milliseconds>{42s, 60s}));
}

void WaitsTest::whoeverAsksForALongWaitIsNotAskedAgain_data()
{
    QTest::addColumn<QByteArray>("first");
    QTest::newRow("an hour") << answer("429 Busy", "later", "Retry-After: 3600\r\n");
    QTest::newRow("a date") << answer("503 Busy", "later", "Retry-After: Thu, 01 Jan 2026 00:01:31 GMT\r\n");
    QTest::newRow("the quota") << answer("429 Busy", "later", "X-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: 91\r\n");
}

void WaitsTest::whoeverAsksForALongWaitIsNotAskedAgain()
{
    QFETCH(QByteArray, first);
    ScriptServer server(inTurn({first, answer("200 OK", "{}")}));
    auto clock = std::make_shared<QuickClock>();
    Sender sender({}, clock);
    const Policy policy;
    const Exchange exchange = send(sender, request(server.url(), "POST", "[]"), policy);
    QCOMPARE(server.requests.size(), 1u);
    QVERIFY(clock->waits.empty());
    QVERIFY(exchange.state == State::Done);
    QCOMPARE(text(exchange.answer->body), QStringLiteral("later"));
    QVERIFY(exchange.attempts.back().next == Next::Nothing);
    QVERIFY(exchange.attempts.back().tooLongWait > policy.maxRetryWait);
    QCOMPARE(exchange.duration().count(), std::llround(*exchange.attempts.back().timing.doneMs));
}

void WaitsTest::aBusyListIsWaitedForLongerThanABrokenServer()
{
    const QByteArray busy = answer("429 Too Many Requests", "Another bulk operation");
    std::vector<QByteArray> answers(9, busy);
    answers.insert(answers.end(), 3, answer("503 Unavailable")); // Those have their attempts left.
    answers.push_back(answer("200 OK", "{}"));
    ScriptServer server(inTurn(answers));
    auto clock = std::make_shared<QuickClock>();
    Sender sender({}, clock);
    Policy policy;
    policy.busyPatience = 75s;
    const Exchange exchange = send(sender, request(server.url(), "POST", "[]"), policy);
    QVERIFY2(exchange.isSuccess(), exchange.sentence.c_str());
    QCOMPARE(server.requests.size(), 13u);
    const std::vector<std::chrono::milliseconds> first(clock->waits.begin(), clock->waits.begin() + 6);
    QCOMPARE(first, (std::vector<std::chrono::milliseconds>{750ms, 1500ms, 3000ms, 6000ms, 7500ms, 7500ms}));
}

void WaitsTest::patienceWithABusyListEnds()
{
    ScriptServer server(inTurn({answer("429 Too Many Requests", "Another bulk operation")}));
    auto clock = std::make_shared<QuickClock>();
    Sender sender({}, clock);
    Policy policy;
    policy.busyPatience = 75s;
    const Exchange exchange = send(sender, request(server.url(), "POST", "[]"), policy);
    QVERIFY(exchange.state == State::Done);
    QCOMPARE(exchange.answer->status, 429);
    std::chrono::milliseconds waited{0};
    for (const auto wait : clock->waits)
        waited += wait;
    QVERIFY2(waited >= 60s && waited <= 75s, qPrintable(QString::number(waited.count())));

    policy.maxAttempts = 1;
    QCOMPARE(send(sender, request(server.url(), "POST", "[]"), policy).attempts.size(), 1u);
}

void WaitsTest::withoutPatienceABusyListIsTriedOnce()
{
    ScriptServer server(inTurn({answer("429 Too Many Requests", "Another bulk operation")}));
    Sender sender({}, std::make_shared<QuickClock>());
    Policy policy;
    policy.busyPatience = 0s;
    QCOMPARE(send(sender, request(server.url(), "POST", "[]"), policy).attempts.size(), 1u);
    policy.busyPatience.reset(); // As any other answer that is worth another attempt.
    QCOMPARE(send(sender, request(server.url(), "POST", "[]"), policy).attempts.size(),
             std::size_t(policy.maxAttempts));
}

void WaitsTest::theWaitForABusyListIsCancelledAtOnce()
{
    /// Whoever waits by it waits for ever.
    class StoppedClock : public QuickClock
    {
    public:
        explicit StoppedClock(CancelSource &theCancel)
            : cancel(theCancel)
        {
        }
        void callAfter(std::chrono::milliseconds wait, QObject *context, std::function<void()>) override
        {
            waits.push_back(wait);
            if (waits.size() == 1)
                QTimer::singleShot(0, context, [this] { cancel.cancel(); });
        }
        CancelSource &cancel;
    };
    CancelSource cancel;
    ScriptServer server(inTurn({answer("429 Too Many Requests", "Another bulk operation")}));
    Sender sender({}, std::make_shared<StoppedClock>(cancel));
    Policy policy;
    policy.busyPatience = 75s;
    const Exchange exchange = send(sender, request(server.url(), "POST", "[]"), policy, cancel.token());
    QVERIFY(exchange.state == State::Cancelled);
    QCOMPARE(server.requests.size(), 1u);
}

QTEST_GUILESS_MAIN(WaitsTest)
#include "tst_net_waits.moc"
