// Activity: two exchanges side by side, and where they differ.
#include "activity_bench.h"

#include <gui/activity/compare_model.h>
#include <gui/activity/compare_table.h>
#include <gui/activity/compare_window.h>
#include <net/exchange_json.h>

#include <QLabel>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTableView>
#include <QTabWidget>

using namespace smc;
using namespace smc::gui;

class TestActivityCompare : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ActivityBench> m_activity;

    ActivityBench &activity() { return *m_activity; }

    CompareWindow &compareNewestTwo()
    {
        activity().select({0, 1});
        activity().action("activity.compare")->trigger();
        const auto isThere = [this] { return activity().page->findChild<CompareWindow *>() != nullptr; };
        if (!QTest::qWaitFor(isThere))
            qFatal("Nothing is compared");
        return *activity().page->findChild<CompareWindow *>();
    }

    /// The lines of a part: "left", where both sides have it, else "left ≠ right", "left −", "+ right".
    static QStringList lines(const CompareWindow &window, const char *part)
    {
        const auto *model = named<CompareTable>(window, QString::fromLatin1(part))->model();
        QStringList found;
        for (int row = 0; row < model->rowCount(); ++row) {
            const auto cell = [&](int column) { return model->index(row, column).data().toString(); };
            const QString mark = cell(CompareModel::Mark);
            const QString left = cell(CompareModel::LeftText);
            const QString right = cell(CompareModel::RightText);
            if (mark.isEmpty())
                found.append(left == right ? left : QStringLiteral("not the same: %1, %2").arg(left, right));
            else
                found.append(QStringList{left, mark, right}.join(u' ').trimmed());
        }
        return found;
    }

    static QStringList differing(const CompareWindow &window, const char *part)
    {
        return lines(window, part).filter(QRegularExpression(QStringLiteral("≠|−|\\+")));
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }
    void init() { m_activity = std::make_unique<ActivityBench>(); }
    void cleanup() { m_activity.reset(); }

    void twoExchangesAreComparedSideBySide()
    {
        activity().send(R"({"type":"identify","userId":"u1","messageId":"m1","traits":{"total":1.50,"city":"Bern"}})");
        activity().send(R"({"type":"identify","userId":"u1","messageId":"m2","traits":{"total":1.5,"city":"Bern"}})");
        activity().select({0});
        QVERIFY(!activity().action("activity.compare")->isEnabled());
        activity().select({0, 1});
        const QString selected = activity().bench.find<QLabel>("activity.nothing").text();
        QVERIFY2(selected.startsWith(QStringLiteral("2 entries are selected.")), qPrintable(selected));
        activity().action("activity.compare")->trigger();
        QTRY_VERIFY(activity().page->findChild<CompareWindow *>() != nullptr);
        auto *window = activity().page->findChild<CompareWindow *>();
        auto *parts = named<QTabWidget>(*window, "Parts");
        QStringList titles;
        for (int i = 0; i < parts->count(); ++i)
            titles.append(parts->tabText(i));
        // In its columns, in the event as a whole, and in the times of the two.
        QCOMPARE(titles[0], QStringLiteral("Request (4)"));
        QCOMPARE(titles[3], QStringLiteral("Event (2)"));
        const QStringList sent = differing(*window, "Request");
        QCOMPARE(sent.size(), 5);
        QCOMPARE(sent[0].simplified(), QStringLiteral("\"m1\", ≠ \"m2\","));
        QCOMPARE(sent[1].simplified(), QStringLiteral(R"("{\"total\":1.50,\"city\":\"Bern\"}", ≠ )"
                                                      R"("{\"total\":1.5,\"city\":\"Bern\"}",)"));
        QVERIFY2(sent[2].contains(QStringLiteral("m1")) && sent[2].contains(QStringLiteral("m2")), qPrintable(sent[2]));
        // The older one on the left, numbers as they were spelt.
        parts->setCurrentIndex(3);
        auto *view = static_cast<QTableView *>(parts->currentWidget());
        QStringList differing;
        for (int row = 0; row < view->model()->rowCount(); ++row) {
            if (!view->model()->index(row, CompareModel::Mark).data().toString().isEmpty())
                differing.append(view->model()->index(row, CompareModel::LeftText).data().toString().trimmed() + u'|' +
                                 view->model()->index(row, CompareModel::RightText).data().toString().trimmed());
        }
        const QStringList expected = {QStringLiteral("\"messageId\": \"m1\",|\"messageId\": \"m2\","),
                                      QStringLiteral("\"total\": 1.50,|\"total\": 1.5,")};
        QCOMPARE(differing, expected);
        const auto *left = named<QPlainTextEdit>(*window, QStringLiteral("Line on the left"));
        const auto *right = named<QPlainTextEdit>(*window, QStringLiteral("Line on the right"));
        QCOMPARE(left->toPlainText().trimmed(), QStringLiteral("\"messageId\": \"m1\","));
        QCOMPARE(right->toPlainText().trimmed(), QStringLiteral("\"messageId\": \"m2\","));
        parts->setCurrentIndex(0); // The request's first line is longer than its column, and whole below.
        static_cast<QTableView *>(parts->currentWidget())->selectRow(0);
        QVERIFY2(left->toPlainText().endsWith(QStringLiteral("deduplication=ImportLastMatch")) ||
                     left->toPlainText().contains(QStringLiteral("/data/load?")),
                 qPrintable(left->toPlainText()));
        parts->setCurrentIndex(3);
        const int first = view->currentIndex().row();
        QTest::keyClick(window, Qt::Key_F3);
        QVERIFY(view->currentIndex().row() > first);
        QTest::keyClick(window, Qt::Key_F3, Qt::ShiftModifier);
        QCOMPARE(view->currentIndex().row(), first);
        QVERIFY2(withoutAccessibleName(*window).isEmpty(),
                 qPrintable(withoutAccessibleName(*window).join(QStringLiteral(", "))));
        QVERIFY2(clippedTexts(*window).isEmpty(), qPrintable(clippedTexts(*window).join(QStringLiteral(", "))));
        window->grab().save(pictureFolder() + QStringLiteral("/activity-compare.png"));
        theme::apply(*qApp, theme::Scheme::Dark);
        parts->setCurrentIndex(0);
        QTest::qWait(20);
        window->grab().save(pictureFolder() + QStringLiteral("/activity-compare-dark.png"));
        theme::apply(*qApp, theme::Scheme::Light);
    }

    void eachPartSaysWhichLinesDiffer()
    {
        const auto keep = [this](const char *value, int status, double connectedMs, std::int64_t durationMs) {
            net::Exchange exchange;
            exchange.id = value;
            exchange.request.method = "POST";
            exchange.request.url = QUrl(QStringLiteral("https://acme.slgnt.us/data/load"));
            exchange.request.headers = {{"Accept", "application/json"}};
            exchange.request.body = "{\"a\":1.50,\"b\":\"" + std::string(value) + "\"}";
            exchange.state = net::State::Done;
            exchange.answer = net::Answer{};
            exchange.answer->status = status;
            exchange.answer->reason = status == 200 ? "OK" : "Too Many Requests";
            exchange.answer->headers = {{"Content-Type", "application/json"}};
            if (status == 429)
                exchange.answer->headers.push_back({"Retry-After", "7"});
            exchange.answer->body = "{\"n\":1}";
            net::Attempt attempt;
            attempt.timing = {1.0, {}, connectedMs, 80.0, 82.5};
            exchange.attempts.push_back(attempt);
            attempt.timing = {0.5, {}, {}, 20.0, 21.5};
            exchange.attempts.push_back(attempt);
            workspace::HistoryEntry entry;
            entry.verdict = "Answered";
            entry.sentence = "SMC answered.";
            entry.method = "POST";
            entry.status = status;
            entry.durationMs = durationMs;
            entry.eventText = "{\"type\":\"identify\",\"userId\":\"" + std::string(value) + "\"}";
            entry.exchangeJson = net::exchangeToJson(exchange);
            activity().keep(entry);
        };
        keep("one", 200, 31.0, 83);
        keep("two", 429, 45.5, 2440);
        activity().openAnew();
        const CompareWindow &window = compareNewestTwo();
        const auto *parts = named<QTabWidget>(window, "Parts");
        QStringList titles;
        for (int i = 0; i < parts->count(); ++i)
            titles.append(parts->tabText(i));
        QCOMPARE(titles, QStringList({QStringLiteral("Request (1)"), QStringLiteral("Answer (2)"),
                                      QStringLiteral("Timing (2)"), QStringLiteral("Event (1)")}));
        QCOMPARE(lines(window, "Request"),
                 QStringList({QStringLiteral("POST https://acme.slgnt.us/data/load"),
                              QStringLiteral("Accept: application/json"), QString(), QStringLiteral("{"),
                              QStringLiteral("  \"a\": 1.50,"), QStringLiteral("\"b\": \"one\" ≠   \"b\": \"two\""),
                              QStringLiteral("}")}));
        QCOMPARE(lines(window, "Answer"),
                 QStringList({QStringLiteral("HTTP 200 OK ≠ HTTP 429 Too Many Requests"),
                              QStringLiteral("Content-Type: application/json"), QStringLiteral("+ Retry-After: 7"),
                              QString(), QStringLiteral("{"), QStringLiteral("  \"n\": 1"), QStringLiteral("}")}));
        QCOMPARE(lines(window, "Timing"),
                 QStringList({QStringLiteral("Attempt 1"), QStringLiteral("  Queued: 1.0 ms"),
                              QStringLiteral("Connected: 31.0 ms ≠   Connected: 45.5 ms"),
                              QStringLiteral("  First byte: 80.0 ms"), QStringLiteral("  Done: 82.5 ms"),
                              QStringLiteral("Attempt 2"), QStringLiteral("  Queued: 0.5 ms"),
                              QStringLiteral("  First byte: 20.0 ms"), QStringLiteral("  Done: 21.5 ms"),
                              QStringLiteral("Whole: 83 ms ≠ Whole: 2.4 s")}));
        QCOMPARE(differing(window, "Event"),
                 QStringList({QStringLiteral("\"userId\": \"one\" ≠   \"userId\": \"two\"")}));
    }

    void twoRequestsThatWereReallySentDifferWhereTheirEventsDo()
    {
        for (const char *person : {"one@example.com", "two@example.com"})
            activity().send(R"({"type":"group","groupId":"SegmentToSMCStatic","userId":")" + std::string(person) +
                            R"(","messageId":"m1","traits":{"matchkey":"MAIL","userlist":"USERS_SEGMENT"}})");
        const CompareWindow &window = compareNewestTwo();
        const QStringList people = {QStringLiteral("\"one@example.com\" ≠     \"two@example.com\"")};
        QCOMPARE(differing(window, "Request"), people);
        // SMC took both alike; of the quota the second one left less.
        for (const QString &line : differing(window, "Answer"))
            QVERIFY2(line.startsWith(QStringLiteral("X-RateLimit-Re")), qPrintable(line));
        const QStringList timing = lines(window, "Timing");
        QCOMPARE(timing.first(), QStringLiteral("Attempt 1"));
        QCOMPARE(timing.filter(QStringLiteral("First byte: ")).size(), 1);
        QVERIFY2(timing.last().contains(QStringLiteral("Whole: ")), qPrintable(timing.join(u'\n')));
    }

    void longLinesOfAComparisonAreReadByScrolling()
    {
        const std::string filler(400, 'x');
        for (const char *end : {"one", "two"})
            activity().send(R"({"type":"identify","userId":"u1","messageId":"m1","traits":{"a":")" + filler + end +
                            R"(","b<b>":"&lt;"}})");
        activity().select({0, 1});
        activity().action("activity.compare")->trigger();
        QTRY_VERIFY(activity().page->findChild<CompareWindow *>() != nullptr);
        auto *window = activity().page->findChild<CompareWindow *>();
        auto *parts = named<QTabWidget>(*window, "Parts");
        parts->setCurrentIndex(3);
        auto &view = *static_cast<CompareTable *>(parts->currentWidget());
        const auto &model = *static_cast<CompareModel *>(view.model());
        const int column =
            std::min(view.columnWidth(CompareModel::LeftText), view.columnWidth(CompareModel::RightText));
        const int room = column - 2 * CompareDelegate::Padding;
        const QFontMetrics metrics(theme::codeFont());
        const int whole = metrics.horizontalAdvance(model.longestLine());
        QScrollBar &bar = *view.horizontalScrollBar();
        QTRY_VERIFY(bar.isVisible());
        QCOMPARE(bar.maximum(), whole - room);
        // What differs stands at the end of the line, and is in view at once.
        const int differs = metrics.horizontalAdvance(*model.sharedBegin(view.currentIndex().row()));
        QVERIFY(differs > room);
        const auto isInView = [&] { return differs >= view.shift() && differs < view.shift() + room; };
        QTRY_VERIFY(isInView());
        window->grab().save(pictureFolder() + QStringLiteral("/activity-compare-long.png"));
        QTest::keyClick(&view, Qt::Key_Home);
        QCOMPARE(view.shift(), 0); // The first line is short, and would not be seen.
        const int row = view.currentIndex().row();
        for (int i = 0; i < 100; ++i)
            QTest::keyClick(&view, Qt::Key_Left);
        QCOMPARE(view.shift(), 0);
        QTest::keyClick(&view, Qt::Key_Right);
        QVERIFY(view.shift() > 0);
        QCOMPARE(view.currentIndex().row(), row);
        // A tooltip shows a line as it is, whatever it looks like.
        for (int line = 0; line < model.rowCount(); ++line) {
            const QString tip = model.index(line, CompareModel::LeftText).data(Qt::ToolTipRole).toString();
            QVERIFY2(!tip.contains(QStringLiteral("&quot;")), qPrintable(tip));
        }
        // Where all lines have room, nothing scrolls.
        parts->setCurrentIndex(2);
        QVERIFY(!static_cast<QTableView *>(parts->currentWidget())->horizontalScrollBar()->isVisible());
        theme::apply(*qApp, theme::Scheme::Light, 200);
        parts->setCurrentIndex(3);
        QTRY_VERIFY(bar.maximum() > whole - room);
        window->grab().save(pictureFolder() + QStringLiteral("/activity-compare-long-zoom200.png"));
        theme::apply(*qApp, theme::Scheme::Light, 100);
    }

    void aComparisonOpensWhereTheTwoDiffer()
    {
        const std::string event = R"({"type":"group","groupId":"SegmentToSMCStatic","userId":"new@example.com",)"
                                  R"("messageId":"m1","traits":{"matchkey":"MAIL","userlist":"USERS_SEGMENT"}})";
        activity().send(event); // Puts them in; the other one finds them there.
        activity().send(event);
        activity().select({0, 1});
        activity().action("activity.compare")->trigger();
        QTRY_VERIFY(activity().page->findChild<CompareWindow *>() != nullptr);
        auto *window = activity().page->findChild<CompareWindow *>();
        auto *parts = named<QTabWidget>(*window, "Parts");
        QCOMPARE(parts->tabText(0), QStringLiteral("Request (the same)"));
        QCOMPARE(parts->tabText(parts->currentIndex()).section(QLatin1Char(' '), 0, 0), QStringLiteral("Answer"));
        const auto *view = static_cast<QTableView *>(parts->currentWidget());
        QVERIFY(view->hasFocus() || window->focusWidget() == view);
        QTest::keyClick(parts->currentWidget(), Qt::Key_End);
        QCOMPARE(view->currentIndex().row(), view->model()->rowCount() - 1);
        QTest::keyClick(parts->currentWidget(), Qt::Key_Home);
        QCOMPARE(view->currentIndex().row(), 0);
    }
};

QTEST_MAIN(TestActivityCompare)
#include "test_activity_compare.moc"
