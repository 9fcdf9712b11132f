#include <net/clock.h>
#include <net/retry.h>

#include <QElapsedTimer>
#include <QObject>
#include <QTest>

using namespace smc::net;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

const UtcTime Now(milliseconds(784'111'770'000)); // Sun, 06 Nov 1994 08:49:30 GMT

} // namespace

class RetryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void busyAndBrokenServersAreAskedAgainAndOthersNever()
    {
        for (const int status : {408, 429, 500, 502, 503, 504, 599})
            QVERIFY2(isRetriable(status), qPrintable(QString::number(status)));
        for (const int status : {0, 200, 204, 301, 400, 401, 403, 404, 405, 409, 422, 501, 600})
            QVERIFY2(!isRetriable(status), qPrintable(QString::number(status)));
    }

    void brokenConnectionsAreTriedAgainAndRefusedCertificatesNever()
    {
        for (const Trouble trouble : {Trouble::Refused, Trouble::Dropped, Trouble::TimedOut, Trouble::HostNotFound})
            QVERIFY2(isRetriable(trouble), nameOf(trouble).data());
        for (const Trouble trouble : {Trouble::TlsUntrusted, Trouble::TlsExpired, Trouble::TlsHostMismatch,
                                      Trouble::Cancelled, Trouble::RedirectElsewhere, Trouble::PlainHttp})
            QVERIFY2(!isRetriable(trouble), nameOf(trouble).data());
    }

    void retryAfterIsReadAsSecondsOrAsAnyOfTheThreeDates_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<qint64>("expected");
        QTest::newRow("seconds") << QByteArray("120") << qint64(120'000);
        QTest::newRow("zero") << QByteArray("0") << qint64(0);
        QTest::newRow("spaces around") << QByteArray(" 7 ") << qint64(7'000);
        QTest::newRow("IMF-fixdate") << QByteArray("Sun, 06 Nov 1994 08:49:37 GMT") << qint64(7'000);
        QTest::newRow("RFC 850") << QByteArray("Sunday, 06-Nov-94 08:49:37 GMT") << qint64(7'000);
        QTest::newRow("asctime") << QByteArray("Sun Nov  6 08:49:37 1994") << qint64(7'000);
        QTest::newRow("a date that has passed") << QByteArray("Sun, 06 Nov 1994 08:00:00 GMT") << qint64(0);
        QTest::newRow("beyond any number") << QByteArray(400, '9') << qint64(365) * 24 * 3'600'000;
        QTest::newRow("empty") << QByteArray() << qint64(-1);
        QTest::newRow("a word") << QByteArray("soon") << qint64(-1);
        QTest::newRow("negative") << QByteArray("-5") << qint64(-1);
        QTest::newRow("two dots") << QByteArray("1.2.3") << qint64(-1);
        QTest::newRow("no such day") << QByteArray("Sun, 46 Nov 1994 08:49:37 GMT") << qint64(-1);
    }
    void retryAfterIsReadAsSecondsOrAsAnyOfTheThreeDates()
    {
        QFETCH(QByteArray, value);
        QFETCH(qint64, expected);
        const auto wait = parseRetryAfter(value.toStdString(), Now);
        QCOMPARE(wait ? qint64(wait->count()) : qint64(-1), expected);
    }

    void backoffDoublesUpToItsCapWithEqualJitter()
    {
        Policy policy;
        policy.backoffBase = 100ms;
        policy.backoffCap = 1000ms;
        std::vector<qint64> waits;
        for (const int attempt : {1, 2, 3, 4, 5, 50, 5000})
            waits.push_back(waitAfter(attempt, {}, policy, Now, 0.5).duration.count());
        QCOMPARE(waits, (std::vector<qint64>{75, 150, 300, 600, 750, 750, 750}));
        QVERIFY(waitAfter(1, {}, policy, Now, 0.5).reason == WaitReason::Backoff);
    }

    void whateverChanceSaysBackoffNeverShrinksAndIsNeverNothing()
    {
        const Policy policy;
        QCOMPARE(waitAfter(1, {}, policy, Now, 0.0).duration, 250ms);
        QCOMPARE(waitAfter(100, {}, policy, Now, 0.0).duration, 10'000ms);
        for (int attempt = 1; attempt < 6; ++attempt) {
            const milliseconds longest = waitAfter(attempt, {}, policy, Now, 0.999999).duration;
            const milliseconds shortestNext = waitAfter(attempt + 1, {}, policy, Now, 0.0).duration;
            QVERIFY2(longest <= shortestNext,
                     qPrintable(QStringLiteral("%1 ms, then %2 ms").arg(longest.count()).arg(shortestNext.count())));
        }
    }

    void theServersWordGoesBeforeBackoffAndIsNeverShortened()
    {
        const Policy policy;
        const Wait reset = waitAfter(1, {{"x-ratelimit-reset", "5"}}, policy, Now, 0.5);
        QCOMPARE(reset.duration, 5000ms);
        QVERIFY(reset.reason == WaitReason::RateLimitReset);

        const Wait longer = waitAfter(1, {{"X-RateLimit-Reset", "5"}, {"Retry-After", "9"}}, policy, Now, 0.5);
        QCOMPARE(longer.duration, 9000ms);
        QVERIFY(longer.reason == WaitReason::RetryAfter);

        QCOMPARE(waitAfter(1, {{"Retry-After", "86400"}}, policy, Now, 0.5).duration, 86'400'000ms);
        QVERIFY(waitAfter(1, {{"Retry-After", "whenever"}}, policy, Now, 0.5).reason == WaitReason::Backoff);
    }

    void a429ThatNamesNoWaitIsABusyList()
    {
        QVERIFY(isBusy(429, {{"Content-Type", "application/json"}}));
        QVERIFY(!isBusy(503, {}));
        QVERIFY(!isBusy(200, {}));
        for (const char *header : {"retry-after", "X-RateLimit-Limit", "x-ratelimit-remaining", "X-RateLimit-Reset"})
            QVERIFY2(!isBusy(429, {{header, "1"}}), header);
    }

    void theComputersClockIsNeverEarly()
    {
        // Coarse timers are moved to a common moment, up to 5 % too early.
        SystemClock clock;
        QObject context;
        QElapsedTimer timer;
        timer.start();
        std::vector<std::pair<int, qint64>> fired;
        for (int wait = 701; wait < 800; wait += 7)
            clock.callAfter(milliseconds(wait), &context, [&, wait] { fired.emplace_back(wait, timer.elapsed()); });
        QTRY_COMPARE_WITH_TIMEOUT(fired.size(), std::size_t(15), 20000);
        for (const auto &[wait, after] : fired)
            QVERIFY2(after >= wait, qPrintable(QStringLiteral("%1 ms instead of %2").arg(after).arg(wait)));
    }
};

QTEST_GUILESS_MAIN(RetryTest)
#include "tst_net_retry.moc"
