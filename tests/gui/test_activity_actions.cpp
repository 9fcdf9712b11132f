// Activity: what can be done with what was sent: send again, compare, copy, export.
#include "activity_bench.h"

#include <gui/activity/compare_model.h>
#include <gui/activity/compare_table.h>
#include <gui/activity/compare_window.h>
#include <gui/activity/sending_line.h>
#include <gui/widgets/banner.h>
#include <json/document.h>
#include <json/pointer.h>
#include <sandbox/faults.h>
#include <workspace/profile.h>

#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTableView>
#include <QTabWidget>

using namespace smc;
using namespace smc::gui;

class TestActivityActions : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ActivityBench> m_activity;

    ActivityBench &activity() { return *m_activity; }

    void select(const std::vector<int> &rows)
    {
        activity().table().clearSelection();
        for (const int row : rows)
            activity().table().selectionModel()->select(activity().table().model()->index(row, 0),
                                                        QItemSelectionModel::Select | QItemSelectionModel::Rows);
        activity().settle();
    }

    QByteArray fileContent()
    {
        QFile file(activity().bench.dialogs().path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }
    void init() { m_activity = std::make_unique<ActivityBench>(); }
    void cleanup() { m_activity.reset(); }

    void anEventIsSentAgainAsItWas()
    {
        const std::string event = R"({"type":"identify","userId":"u1","traits":{"total":1.50}})";
        activity().send(event);
        QCOMPARE(activity().rows(), 1);
        auto *button = named<QPushButton>(*activity().page, QStringLiteral("Resend to Sandbox"));
        QVERIFY(button->isEnabled());
        QTest::keyClick(&activity().table(), Qt::Key_R, Qt::ControlModifier);
        QTRY_COMPARE(activity().rows(), 2);
        activity().settle();
        QCOMPARE(activity().shownId(), historyOf(activity().console()).front().id);
        QCOMPARE(activity().details().details().events.text(), event);
        QCOMPARE(activity().cell(0, HistoryModel::VerdictColumn), QStringLiteral("Delivered"));
        QVERIFY(activity().bench.dialogs().asked.isEmpty());
    }

    void sendingAgainShowsThatItIsUnderWayAndCanBeCancelled()
    {
        activity().send(R"({"type":"identify","userId":"u1"})");
        activity().console().sandbox().setFaults(*sandbox::parseFaults({"latency=20000"}));
        QSignalSpy working(activity().page, &Page::working);
        activity().action("activity.resend")->trigger();
        auto *line = activity().page->findChild<SendingLine *>();
        QTRY_VERIFY(line->isVisible());
        QStringList words;
        for (const QLabel *label : line->findChildren<QLabel *>())
            words.append(label->text());
        QCOMPARE(words, QStringList({QStringLiteral("Sending to Sandbox"), QStringLiteral("Waiting for the answer.")}));
        QCOMPARE(working.last().first().toString(), QStringLiteral("Sending to Sandbox"));
        activity().bench.picture("activity-resend-under-way");
        auto *cancel = named<QPushButton>(*line, QStringLiteral("Cancel sending"));
        cancel->click();
        QTRY_VERIFY(!line->isVisible());
        QCOMPARE(working.last().first().toString(), QString());
        QTRY_COMPARE(activity().rows(), 2);
        QTRY_COMPARE(activity().cell(0, HistoryModel::VerdictColumn), QStringLiteral("Cancelled"));
    }

    void whoReadsAnotherEntryMeanwhileStaysThere()
    {
        activity().send(R"({"type":"identify","userId":"u1"})");
        activity().send(R"({"type":"identify","userId":"u2"})");
        select({0});
        activity().console().sandbox().setFaults(*sandbox::parseFaults({"latency=600"}));
        activity().action("activity.resend")->trigger();
        select({1});
        const std::int64_t read = activity().shownId();
        QTRY_COMPARE(activity().rows(), 3);
        QTRY_VERIFY(!activity().console().isBusy());
        activity().settle();
        QCOMPARE(activity().shownId(), read);
        QCOMPARE(activity().table().currentIndex().row(), 2);
    }

    void severalEventsOfOneRequestAreSentAgainInOrder()
    {
        // As smcctl leaves them.
        workspace::HistoryEntry entry;
        entry.timeMs = 1'700'000'000'000;
        entry.profileId = activity().console().profile().id;
        entry.profileName = "Sandbox";
        entry.environment = "sandbox";
        entry.callType = "identify";
        entry.verdict = "Refused";
        entry.sentence = "SMC refused the request.";
        entry.method = "POST";
        entry.eventText = "{\"type\":\"identify\",\"userId\":\"one\"}\n{\"type\":\"identify\",\"userId\":\"two\"}\n"
                          "{\"type\":\"identify\",\"userId\":\"three\"}";
        activity().keep(entry);
        activity().openAnew();
        QCOMPARE(activity().details().details().events.count(), std::size_t(3));
        QTest::keyClick(&activity().table(), Qt::Key_R, Qt::ControlModifier);
        QPushButton *start = nullptr;
        QTRY_VERIFY(([&] {
            for (QPushButton *button : activity().page->findChildren<QPushButton *>()) {
                if (button->isVisible() && button->text() == QLatin1String("Send 3 events to Sandbox"))
                    start = button;
            }
            return start != nullptr;
        })());
        activity().bench.picture("activity-resend-several");
        start->click();
        QTRY_COMPARE(historyOf(activity().console()).size(), std::size_t(4));
        const auto entries = historyOf(activity().console());
        for (const auto &[at, id] : {std::pair(2, "one"), std::pair(1, "two"), std::pair(0, "three")}) {
            const auto sent = entryOf(activity().console(), entries[static_cast<std::size_t>(at)].id);
            QCOMPARE((*sent)->eventText, "{\"type\":\"identify\",\"userId\":\"" + std::string(id) + "\"}");
            QCOMPARE((*sent)->verdict, std::string("Delivered"));
        }
        QTRY_VERIFY(activity().shownId() == entries.front().id);
    }

    void whatWasAskedAboutIsSentWhateverIsSelectedMeanwhile()
    {
        const QString now = QString::fromStdString(activity().console().profile().id);
        const auto kept = [&](const std::string &text, const std::string &profile) {
            workspace::HistoryEntry entry;
            entry.timeMs = 1'700'000'000'000;
            entry.profileId = profile;
            entry.profileName = "Elsewhere";
            entry.verdict = "Refused";
            entry.sentence = "SMC refused the request.";
            entry.method = "POST";
            entry.eventText = text;
            return activity().keep(entry);
        };
        const std::int64_t one = kept("{\"type\":\"identify\",\"userId\":\"one\"}", "elsewhere");
        const std::int64_t several = kept("{\"type\":\"identify\",\"userId\":\"two\"}\n"
                                          "{\"type\":\"identify\",\"userId\":\"three\"}",
                                          "elsewhere");
        const std::int64_t other = kept("{\"type\":\"identify\",\"userId\":\"never\"}", now.toStdString());
        activity().openAnew();
        const auto rowOf = [this](std::int64_t id) {
            for (int row = 0; row < activity().rows(); ++row) {
                const auto *model = activity().page->findChild<HistoryModel *>();
                if (model->entry(row).id == id)
                    return row;
            }
            return -1;
        };
        activity().bench.dialogs().answer = QStringLiteral("send");
        bool hasLoaded = false;
        activity().bench.dialogs().whileAsked = [&] {
            select({rowOf(other)});
            // The details follow the selection while the question stands.
            hasLoaded = QTest::qWaitFor([&] { return activity().shownId() == other; });
        };
        select({rowOf(one)});
        QTRY_COMPARE(activity().shownId(), one);
        activity().action("activity.resend")->trigger();
        QVERIFY(hasLoaded);
        QTRY_COMPARE(activity().rows(), 4);
        activity().settle();
        const auto sent = entryOf(activity().console(), historyOf(activity().console()).front().id);
        QCOMPARE((*sent)->eventText, std::string("{\"type\":\"identify\",\"userId\":\"one\"}"));

        hasLoaded = false;
        select({rowOf(several)});
        QTRY_COMPARE(activity().shownId(), several);
        activity().action("activity.resend")->trigger();
        QVERIFY(hasLoaded);
        QPushButton *start = nullptr;
        QTRY_VERIFY(([&] {
            for (QPushButton *button : activity().page->findChildren<QPushButton *>()) {
                if (button->isVisible() && button->text() == QLatin1String("Send 2 events to Sandbox"))
                    start = button;
            }
            return start != nullptr;
        })());
        QCOMPARE(activity().shownId(), other);
        start->click();
        QTRY_COMPARE(historyOf(activity().console()).size(), std::size_t(6));
        // The selection that changes within the question, before anything could be read.
        activity().bench.dialogs().whileAsked = [&] {
            activity().table().setCurrentIndex(activity().table().model()->index(rowOf(other), 0));
        };
        for (const char *answer : {"cancel", "send"}) {
            activity().bench.dialogs().answer = QString::fromLatin1(answer);
            select({rowOf(several)});
            QTRY_COMPARE(activity().shownId(), several);
            // The shortcut's key is still down when the question stands.
            QTest::keyPress(&activity().table(), Qt::Key_R, Qt::ControlModifier);
            QTRY_COMPARE(activity().shownId(), other);
            QTest::keyRelease(&activity().table(), Qt::Key_R);
        }
        for (const auto &entry : historyOf(activity().console())) {
            if (entry.id > other)
                QVERIFY((*entryOf(activity().console(), entry.id))->eventText.find("never") == std::string::npos);
        }
    }

    void whatCannotBeSentAgainSaysWhy()
    {
        workspace::HistoryEntry entry;
        entry.timeMs = 1'700'000'000'000;
        entry.verdict = "Delivered";
        entry.method = "POST";
        activity().keep(entry);
        activity().openAnew();
        const auto words = [this] { return activity().action("activity.resend")->toolTip(); };
        QVERIFY(!activity().action("activity.resend")->isEnabled());
        QVERIFY2(words().startsWith(QStringLiteral("The events of this request are not kept")), qPrintable(words()));
        QCOMPARE(activity().codeIn(QStringLiteral("Event")), words().toStdString());
        entry.verdict = "Answered";
        entry.method = "GET";
        activity().keep(entry);
        activity().openAnew();
        QVERIFY2(words().startsWith(QStringLiteral("This only asked SMC something")), qPrintable(words()));
    }

    void anotherProfileIsAskedAboutFirst()
    {
        activity().send(R"({"type":"identify","userId":"u1"})");
        activity().bench.addProfile("Acme", "production");
        activity().settle();
        auto *button = named<QPushButton>(*activity().page, QStringLiteral("Resend to PRODUCTION: Acme"));
        QCOMPARE(button->property("role").toString(), QStringLiteral("danger"));
        activity().bench.dialogs().answer = QStringLiteral("cancel");
        button->click();
        activity().settle();
        QCOMPARE(activity().bench.dialogs().asked, QStringList{QStringLiteral("resend_elsewhere")});
        QCOMPARE(historyOf(activity().console()).size(), std::size_t(1));
        // Yes to the first question is none to production's.
        activity().bench.dialogs().answer = QStringLiteral("send");
        activity().bench.dialogs().whileAsked = [this] {
            if (activity().bench.dialogs().asked.last() == QLatin1String("send_to_production"))
                activity().bench.dialogs().answer = QStringLiteral("cancel");
        };
        vault::Credentials credentials{SecretString(std::string("a-key-of-acme")),
                                       SecretString(std::string("a-secret-of-acme"))};
        QVERIFY(QCoro::waitFor(activity().console().storeCredentials(std::move(credentials))).has_value());
        button->click();
        activity().settle();
        QCOMPARE(activity().bench.dialogs().asked.last(), QStringLiteral("send_to_production"));
        QCOMPARE(historyOf(activity().console()).size(), std::size_t(1));
    }

    void whatCannotBeSentIsSaid()
    {
        activity().send(R"({"type":"identify","userId":"u1"})");
        activity().console().sandbox().stop();
        activity().action("activity.resend")->trigger();
        activity().settle();
        QVERIFY2(activity().bannerText().contains(QStringLiteral("sandbox does not run")),
                 qPrintable(activity().bannerText()));
    }

    void twoExchangesAreComparedSideBySide()
    {
        activity().send(R"({"type":"identify","userId":"u1","messageId":"m1","traits":{"total":1.50,"city":"Bern"}})");
        activity().send(R"({"type":"identify","userId":"u1","messageId":"m2","traits":{"total":1.5,"city":"Bern"}})");
        select({0});
        QVERIFY(!activity().action("activity.compare")->isEnabled());
        select({0, 1});
        const QString selected = activity().bench.find<QLabel>("activity.nothing").text();
        QVERIFY2(selected.startsWith(QStringLiteral("2 entries are selected.")), qPrintable(selected));
        activity().action("activity.compare")->trigger();
        QTRY_VERIFY(activity().page->findChild<CompareWindow *>() != nullptr);
        auto *window = activity().page->findChild<CompareWindow *>();
        auto *parts = window->findChild<QTabWidget *>();
        QStringList titles;
        for (int i = 0; i < parts->count(); ++i)
            titles.append(parts->tabText(i));
        QVERIFY2(titles[0].startsWith(QStringLiteral("Request (")), qPrintable(titles.join(u' ')));
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

    void longLinesOfAComparisonAreReadByScrolling()
    {
        const std::string filler(400, 'x');
        for (const char *end : {"one", "two"})
            activity().send(R"({"type":"identify","userId":"u1","messageId":"m1","traits":{"a":")" + filler + end +
                            R"(","b<b>":"&lt;"}})");
        select({0, 1});
        activity().action("activity.compare")->trigger();
        QTRY_VERIFY(activity().page->findChild<CompareWindow *>() != nullptr);
        auto *window = activity().page->findChild<CompareWindow *>();
        auto *parts = window->findChild<QTabWidget *>();
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
        select({0, 1});
        activity().action("activity.compare")->trigger();
        QTRY_VERIFY(activity().page->findChild<CompareWindow *>() != nullptr);
        auto *window = activity().page->findChild<CompareWindow *>();
        auto *parts = window->findChild<QTabWidget *>();
        QCOMPARE(parts->tabText(0), QStringLiteral("Request (the same)"));
        QCOMPARE(parts->tabText(parts->currentIndex()).section(QLatin1Char(' '), 0, 0), QStringLiteral("Answer"));
        const auto *view = static_cast<QTableView *>(parts->currentWidget());
        QVERIFY(view->hasFocus() || window->focusWidget() == view);
        QTest::keyClick(parts->currentWidget(), Qt::Key_End);
        QCOMPARE(view->currentIndex().row(), view->model()->rowCount() - 1);
        QTest::keyClick(parts->currentWidget(), Qt::Key_Home);
        QCOMPARE(view->currentIndex().row(), 0);
    }

    void commandsHoldNoSecret()
    {
        activity().send("{\"type\":\"identify\",\"userId\":\"it's $(id) `id`\"}");
        for (const auto &[id, begin] : {std::pair("activity.copyCurl", "curl "),
                                        {"activity.copyHttpie", "http "},
                                        {"activity.copyFetch", "fetch("}}) {
            QApplication::clipboard()->clear();
            activity().action(id)->trigger();
            const QString text = QApplication::clipboard()->text();
            QVERIFY2(text.startsWith(QString::fromLatin1(begin)), qPrintable(text));
            QVERIFY2(text.contains(QStringLiteral("SMC_API_SECRET")), qPrintable(text));
            QVERIFY2(!activity().holdsSecret(text), qPrintable(text));
        }
    }

    void anArchiveHoldsTheSelection()
    {
        for (const char *user : {"one", "two", "three"})
            activity().send(std::string("{\"type\":\"identify\",\"userId\":\"") + user + "\"}");
        activity().bench.dialogs().path = activity().bench.folder() + QStringLiteral("/out.har");
        select({0, 2});
        activity().action("activity.exportHar")->trigger();
        QTRY_VERIFY2(QFile::exists(activity().bench.dialogs().path), qPrintable(activity().bannerText()));
        activity().settle();
        const QByteArray har = fileContent();
        json::Document document;
        QVERIFY(document.parse(har.toStdString()));
        QCOMPARE(json::resolve(document.root(), "/log/entries").size(), std::size_t(2));
        QVERIFY(har.contains("one") && har.contains("three") && !har.contains("\\\"two\\\""));
        QVERIFY(!activity().holdsSecret(QString::fromUtf8(har)));
    }

    void anArchiveHoldsAllThatTheFiltersLetThrough()
    {
        activity().send(R"({"type":"identify","userId":"one"})");
        activity().console().sandbox().setFaults(*sandbox::parseFaults({"401"}));
        activity().send(R"({"type":"identify","userId":"two"})");
        activity().choose(QStringLiteral("Show statuses"), QStringLiteral("4xx: refused"));
        QCOMPARE(activity().rows(), 1);
        activity().bench.dialogs().path = activity().bench.folder() + QStringLiteral("/all.har");
        activity().action("activity.exportAllHar")->trigger();
        QTRY_VERIFY2(QFile::exists(activity().bench.dialogs().path), qPrintable(activity().bannerText()));
        activity().settle();
        json::Document document;
        QVERIFY(document.parse(fileContent().toStdString()));
        QCOMPARE(json::resolve(document.root(), "/log/entries").size(), std::size_t(1));
        QCOMPARE(json::resolve(document.root(), "/log/entries/0/response/status").integer(), std::int64_t(401));
    }

    void anArchiveThatCannotBeWrittenSaysWhyAndIsTriedAgain()
    {
        for (const char *user : {"one", "two"})
            activity().send(std::string("{\"type\":\"identify\",\"userId\":\"") + user + "\"}");
        const QString folder = activity().bench.folder();
        activity().bench.dialogs().path = folder + QStringLiteral("/gone/out.har");
        select({1});
        activity().action("activity.exportHar")->trigger();
        const BannerArea &banners = activity().page->banners();
        QTRY_VERIFY(banners.banner(QStringLiteral("export")) != nullptr);
        const BannerContent content = banners.banner(QStringLiteral("export"))->content();
        QCOMPARE(content.tone, theme::Tone::Danger);
        QCOMPARE(content.text,
                 folder + QStringLiteral("/gone/out.har could not be written: its folder is not there. Choose another "
                                         "one."));
        activity().bench.picture("activity-export-failed");
        // The same entry, whatever is selected by now.
        select({0});
        activity().bench.dialogs().path = folder + QStringLiteral("/out.har");
        named<QPushButton>(banners, QStringLiteral("Export again…"))->click();
        QTRY_VERIFY(banners.banner(QStringLiteral("export")) == nullptr);
        const QByteArray har = fileContent();
        QVERIFY(har.contains("one") && !har.contains("\\\"two\\\""));
    }
};

QTEST_MAIN(TestActivityActions)
#include "test_activity_actions.moc"
