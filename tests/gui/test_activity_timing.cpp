// Activity: how an exchange went on the wire: its attempts, sizes and certificate.
#include "activity_bench.h"

#include <gui/activity/waterfall.h>
#include <net/exchange_json.h>
#include <sandbox/faults.h>

#include <QMap>

#include <cmath>

using namespace smc;
using namespace smc::gui;

class TestActivityTiming : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ActivityBench> m_activity;

    ActivityBench &activity() { return *m_activity; }

    QStringList column(const QString &table, int column)
    {
        const QAbstractItemModel *model = named<DataTable>(*activity().page, table)->model();
        QStringList cells;
        for (int row = 0; row < model->rowCount(); ++row)
            cells.append(model->index(row, column).data().toString());
        return cells;
    }

    QMap<QString, QString> sizesAndConnection()
    {
        const QString table = QStringLiteral("Sizes and connection");
        const QStringList names = column(table, 0);
        const QStringList values = column(table, 1);
        QMap<QString, QString> facts;
        for (int row = 0; row < names.size(); ++row)
            facts.insert(names[row], values[row]);
        return facts;
    }

    static net::Attempt attempt(net::Timing timing, int startMs = 0, int waitMs = 0)
    {
        net::Attempt attempt;
        attempt.started = net::UtcTime(std::chrono::milliseconds(startMs));
        attempt.timing = timing;
        attempt.wait = std::chrono::milliseconds(waitMs);
        return attempt;
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }
    void init() { m_activity = std::make_unique<ActivityBench>(); }
    void cleanup() { m_activity.reset(); }

    void timingIsDrawnAndToldInNumbers()
    {
        activity().console().sandbox().setFaults(*sandbox::parseFaults({"429-busy"}));
        activity().send(R"({"type":"identify","userId":"u1"})");
        activity().details().setCurrentTab(QStringLiteral("timing"));
        activity().settle();
        const auto *waterfall = activity().page->findChild<Waterfall *>();
        QVERIFY(waterfall->isVisible());
        const QString said = waterfall->accessibleDescription();
        QVERIFY2(said.contains(QStringLiteral("Attempt 2")) && said.contains(QStringLiteral("Waiting to try again")),
                 qPrintable(said));
        const QStringList tries = column(QStringLiteral("Attempts and their timing"), 0);
        QVERIFY(tries.size() > 1);
        QCOMPARE(tries.first(), QStringLiteral("1: 429"));
        const std::int64_t id = historyOf(activity().console()).front().id;
        const auto exchange = net::exchangeFromJson((*entryOf(activity().console(), id))->exchangeJson);
        QVERIFY(exchange && exchange->answer);
        // Not packed, so it is as long on the wire.
        const std::size_t sent = exchange->request.body.size();
        const std::size_t came = exchange->answer->body.size();
        QVERIFY(sent > 0 && sent < 1024 && came > 0 && came < 1024);
        const QMap<QString, QString> facts = sizesAndConnection();
        QCOMPARE(facts.value(QStringLiteral("Request's body")), QStringLiteral("%1 bytes").arg(sent));
        QCOMPARE(facts.value(QStringLiteral("Answer on the wire")), QStringLiteral("%1 bytes").arg(came));
        QCOMPARE(facts.value(QStringLiteral("Answer decoded")), QStringLiteral("%1 bytes").arg(came));
        activity().bench.picture("activity-timing");
        theme::apply(*qApp, theme::Scheme::Dark);
        activity().bench.picture("activity-timing-dark");
        theme::apply(*qApp, theme::Scheme::Light);
    }

    void whatCamePackedIsShownOnTheWireAndDecoded()
    {
        net::Exchange exchange;
        exchange.id = "x";
        exchange.request.method = "POST";
        exchange.request.url = QUrl(QStringLiteral("https://acme.slgnt.us/"));
        exchange.request.body = std::string(2560, 'r');
        exchange.state = net::State::Done;
        exchange.answer = net::Answer{};
        exchange.answer->status = 200;
        exchange.answer->headers = {{"Content-Encoding", "gzip"}};
        exchange.answer->body = std::string(4096, 'a');
        exchange.answer->wireBytes = 345;
        workspace::HistoryEntry entry;
        entry.method = "POST";
        entry.verdict = "Answered";
        entry.sentence = "SMC answered.";
        entry.exchangeJson = net::exchangeToJson(exchange);
        activity().keep(entry);
        activity().openAnew();
        activity().details().setCurrentTab(QStringLiteral("timing"));
        activity().settle();
        const QMap<QString, QString> facts = sizesAndConnection();
        QCOMPARE(facts.value(QStringLiteral("Request's body")), QStringLiteral("2.5 KB"));
        QCOMPARE(facts.value(QStringLiteral("Answer on the wire")), QStringLiteral("345 bytes, packed with gzip"));
        QCOMPARE(facts.value(QStringLiteral("Answer decoded")), QStringLiteral("4.0 KB"));
    }

    void whatFollowedAnAttemptBreaksNoWordInASmallWindow_data()
    {
        QTest::addColumn<double>("firstByteMs");
        QTest::addColumn<int>("status");
        QTest::newRow("usual") << 1498.0 << 429;
        QTest::newRow("slow") << 114980.0 << 429;
        QTest::newRow("unanswered") << 1498.0 << 0;
    }

    void whatFollowedAnAttemptBreaksNoWordInASmallWindow()
    {
        QFETCH(double, firstByteMs);
        QFETCH(int, status);
        net::Exchange exchange;
        exchange.id = "x";
        exchange.request.url = QUrl(QStringLiteral("https://acme.slgnt.us/"));
        for (const net::Next next : {net::Next::Retry, net::Next::Redirect, net::Next::Nothing}) {
            exchange.attempts.push_back(
                attempt({1.0, firstByteMs - 100, firstByteMs - 50, firstByteMs, firstByteMs + 2}, 0, 15000));
            exchange.attempts.back().status = status;
            exchange.attempts.back().trouble = status == 0 ? net::Trouble::TlsUntrusted : net::Trouble::None;
            exchange.attempts.back().next = next;
            exchange.attempts.back().waitReason = net::WaitReason::RateLimitReset;
            exchange.attempts.back().sentence =
                "The certificate of acme.slgnt.us is signed by nobody this computer trusts, so nothing was sent.";
        }
        workspace::HistoryEntry entry;
        entry.method = "POST";
        entry.verdict = "Unreachable";
        entry.sentence = "SMC could not be reached.";
        entry.exchangeJson = net::exchangeToJson(exchange);
        activity().keep(entry);
        activity().openAnew();
        activity().bench.window().resize(1024, 680);
        activity().details().setCurrentTab(QStringLiteral("timing"));
        activity().settle();
        auto *table = named<DataTable>(*activity().page, QStringLiteral("Attempts and their timing"));
        const QByteArray picture = QByteArray("activity-attempts-") + QTest::currentDataTag();
        activity().bench.picture(picture.constData());
        int all = 0;
        for (int column = 0; column < table->model()->columnCount(); ++column) {
            all += table->columnWidth(column);
            for (int row = 0; row < table->model()->rowCount(); ++row) {
                const QString cell = table->model()->index(row, column).data().toString();
                for (const QString &word : cell.split(QLatin1Char(' '))) {
                    const int needed = table->fontMetrics().horizontalAdvance(word) + 2 * theme::space::Small;
                    QVERIFY2(needed <= table->columnWidth(column), qPrintable(word));
                }
            }
        }
        for (int row = 0; row < table->model()->rowCount(); ++row)
            QVERIFY2(table->rowHeight(row) <= 8 * table->fontMetrics().lineSpacing(),
                     qPrintable(QString::number(table->rowHeight(row))));
        QCOMPARE(table->model()->index(2, 0).data().toString(),
                 status == 0 ? QStringLiteral("3: no answer") : QStringLiteral("3: 429"));
        // What is slow beyond measure scrolls.
        const int scrolled = firstByteMs > 100000 ? 100 : 0;
        QVERIFY2(all <= table->viewport()->width() + scrolled,
                 qPrintable(QStringLiteral("%1 in %2").arg(all).arg(table->viewport()->width())));
    }

    void aCertificateIsShown()
    {
        net::Exchange exchange;
        exchange.id = "x";
        exchange.request.url = QUrl(QStringLiteral("https://acme.slgnt.us/"));
        exchange.attempts.push_back(attempt({1.0, 30.0, 31.0, 80.0, 82.5}));
        exchange.tls = net::TlsInfo{"TLS 1.3",
                                    "TLS_AES_256_GCM_SHA384",
                                    "CN=acme.slgnt.us, O=Acme",
                                    "CN=Some CA",
                                    net::UtcTime(std::chrono::milliseconds(1'700'000'000'000)),
                                    net::UtcTime(std::chrono::milliseconds(1'800'000'000'000)),
                                    {"DNS:acme.slgnt.us", "DNS:*.slgnt.us"},
                                    "ab:cd"};
        workspace::HistoryEntry entry;
        entry.method = "GET";
        entry.verdict = "Answered";
        entry.sentence = "SMC answered.";
        entry.exchangeJson = net::exchangeToJson(exchange);
        activity().keep(entry);
        activity().openAnew();
        activity().details().setCurrentTab(QStringLiteral("timing"));
        activity().settle();
        const QString values = column(QStringLiteral("Sizes and connection"), 1).join(u'\n');
        for (const char *part :
             {"TLS 1.3, TLS_AES_256_GCM_SHA384", "CN=acme.slgnt.us, O=Acme", "CN=Some CA",
              "2023-11-14 22:13:20 to 2027-01-15 08:00:00", "DNS:acme.slgnt.us, DNS:*.slgnt.us", "ab:cd"})
            QVERIFY2(values.contains(QString::fromLatin1(part)), qPrintable(values));
        activity().bench.picture("activity-certificate");
    }

    void onlyWhereThereIsTlsConnectingHasIt()
    {
        net::Exchange exchange;
        exchange.attempts.push_back(attempt({1.0, 30.0, 31.0, 80.0, 82.5}));
        Waterfall waterfall;
        for (const char *url : {"https://acme.slgnt.us/", "http://127.0.0.1:8080/"}) {
            exchange.request.url = QUrl(QString::fromLatin1(url));
            waterfall.showExchange(&exchange);
            const QString said = waterfall.accessibleDescription();
            QVERIFY2(said.contains(QStringLiteral("Connecting")), qPrintable(said));
            QCOMPARE(said.contains(QStringLiteral("TLS")), exchange.request.url.scheme() == QLatin1String("https"));
        }
    }

    void stretchesFollowEachOther()
    {
        const auto first = stretchesOf(attempt({1.0, 30.0, 31.0, 80.0, 82.5}, 0, 700), {});
        const std::vector<Stretch> expected = {{Phase::Queued, 0, 1},
                                               {Phase::Connecting, 1, 31},
                                               {Phase::Waiting, 31, 80},
                                               {Phase::Receiving, 80, 82.5},
                                               {Phase::Pause, 82.5, 782.5}};
        QVERIFY(first == expected);
        // On a connection that stood; and one that never came about.
        const auto second = stretchesOf(attempt({0.0, {}, 0.0, 40.0, 41.5}, 1000), {});
        QVERIFY((second == std::vector<Stretch>{{Phase::Waiting, 1000, 1040}, {Phase::Receiving, 1040, 1041.5}}));
        const auto failed = stretchesOf(attempt({2.0, {}, {}, {}, 30.0}), {});
        QVERIFY((failed == std::vector<Stretch>{{Phase::Queued, 0, 2}, {Phase::Connecting, 2, 30}}));
        // Nonsense gives no bars.
        QVERIFY(stretchesOf(attempt({-5.0, 1e308, std::nan(""), -1.0, {}}), {}).empty());
        Waterfall waterfall;
        net::Exchange exchange;
        exchange.attempts.push_back(attempt({-5.0, 1e308, 1e308, -1.0, 1e308}));
        exchange.attempts.push_back(attempt({}, -1000000));
        waterfall.showExchange(&exchange);
        waterfall.resize(300, 100);
        QVERIFY(!waterfall.grab().isNull());
    }
};

QTEST_MAIN(TestActivityTiming)
#include "test_activity_timing.moc"
