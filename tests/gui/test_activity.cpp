// Activity: what the history says of real sends to the embedded sandbox.
#include "activity_bench.h"

#include <gui/activity/entry_details.h>
#include <gui/activity/entry_tables.h>
#include <gui/activity/entry_words.h>
#include <gui/activity/history_table.h>
#include <gui/compose/compose_link.h>
#include <gui/compose/compose_page.h>
#include <gui/editor/json_editor.h>
#include <gui/viewer/body_viewer.h>
#include <gui/viewer/text_view.h>
#include <net/exchange_json.h>

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>

using namespace smc;
using namespace smc::gui;

namespace {

/// Headers and cells, but those of the column `elastic`, whose text does not fit; and a bar to scroll sideways.
QStringList cutCells(const DataTable &table, int elastic)
{
    QStringList cut;
    if (table.horizontalScrollBar()->maximum() > 0)
        cut.append(QStringLiteral("it scrolls by %1, has %2 of %3")
                       .arg(table.horizontalScrollBar()->maximum())
                       .arg(table.horizontalHeader()->length())
                       .arg(table.viewport()->width()));
    const int margin = 2 * (table.style()->pixelMetric(QStyle::PM_FocusFrameHMargin) + 1) + 10; // of the style sheet
    for (int column = 0; column < table.model()->columnCount(); ++column) {
        if (table.isColumnHidden(column))
            continue;
        if (table.horizontalHeader()->sectionSizeHint(column) > table.columnWidth(column))
            cut.append(table.model()->headerData(column, Qt::Horizontal).toString());
        for (int row = 0; row < table.model()->rowCount() && column != elastic; ++row) {
            const QModelIndex index = table.model()->index(row, column);
            const int icon =
                index.data(Qt::DecorationRole).isNull() ? 0 : table.style()->pixelMetric(QStyle::PM_SmallIconSize) + 6;
            const int width = table.columnWidth(column) - margin - icon;
            const QString text = index.data().toString();
            const QRect needed = table.fontMetrics().boundingRect(QRect(0, 0, width, 10000),
                                                                  table.wordWrap() ? Qt::TextWordWrap : 0, text);
            if (needed.width() > width || needed.height() > table.rowHeight(row))
                cut.append(text);
        }
    }
    return cut;
}

} // namespace

class TestActivity : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<ActivityBench> m_activity;

    ActivityBench &activity() { return *m_activity; }
    WindowBench &bench() { return m_activity->bench; }
    DataTable &table() { return m_activity->table(); }
    QString answerText()
    {
        activity().details().setCurrentTab(QStringLiteral("answer"));
        return activity().details().answer().textView().visibleText();
    }
    QString answerAbout() { return activity().details().answer().findChild<QLabel *>()->text(); }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void init() { m_activity = std::make_unique<ActivityBench>(); }

    void cleanup() { m_activity.reset(); }

    void anEmptyHistoryLeadsToCompose()
    {
        QVERIFY(activity().emptyState() != nullptr);
        QVERIFY(!activity().action("activity.exportHar")->isEnabled());
        named<QPushButton>(*activity().emptyState(), "Go to Compose")->click();
        QTRY_COMPARE(bench().window().currentPage()->id(), PageId::Compose);
    }

    void aSendIsTheNewestEntryAndTellsEverything()
    {
        activity().send(R"({"type":"identify","userId":"u1","traits":{"total":1.50}})");
        activity().send(R"({"type":"group","groupId":"SegmentToSMCStatic","userId":"segmenttest@selligent.com",)"
                        R"("traits":{"matchkey":"MAIL","userlist":"USERS_SEGMENT"}})");
        QTRY_COMPARE(table().model()->rowCount(), 2);
        table().setCurrentIndex(table().model()->index(0, 0));
        activity().settle();
        const QModelIndex first = table().model()->index(0, 0);
        QCOMPARE(first.siblingAtColumn(HistoryModel::CallColumn).data().toString(), QStringLiteral("Group"));
        QCOMPARE(first.siblingAtColumn(HistoryModel::VerdictColumn).data().toString(), QStringLiteral("Delivered"));
        QCOMPARE(first.siblingAtColumn(HistoryModel::StatusColumn).data().toString(), QStringLiteral("200"));
        QVERIFY(first.data(Qt::ToolTipRole).toString().endsWith(QStringLiteral("UTC")));

        QVERIFY(activity()
                    .codeIn(QStringLiteral("Request"))
                    .find("/lists/USERS_SEGMENT/segments/SegmentToSMCStatic/data/load") != std::string::npos);
        QVERIFY(activity().codeIn(QStringLiteral("Request")).find("$SMC_API_KEY:$SMC_API_SECRET") != std::string::npos);
        QTRY_VERIFY(answerText().contains(QStringLiteral("\"result_code\": \"Succeeded\"")));
        QVERIFY(answerAbout().startsWith(QStringLiteral("HTTP 200")));
        QVERIFY(!activity().holdsSecret(answerText()));
        QVERIFY(activity().codeIn(QStringLiteral("Event")).find("SegmentToSMCStatic") != std::string::npos);
        const QAbstractItemModel &headers = *named<DataTable>(*activity().page, QStringLiteral("Headers"))->model();
        QStringList lines;
        for (int row = 0; row < headers.rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < 3; ++column)
                cells.append(headers.index(row, column).data().toString());
            lines.append(cells.join(u' ').remove(QChar(0x200B)));
        }
        for (const char *line : {"Request Content-Type application/json", "Request Accept application/json",
                                 "Request X-ApiKey $SMC_API_KEY:$SMC_API_SECRET"})
            QVERIFY2(lines.contains(QLatin1String(line)), qPrintable(lines.join(u'\n')));
        QCOMPARE(lines.filter(QRegularExpression(QStringLiteral("^Answer Content-Type application/json"))).size(), 1);
        QCOMPARE(lines.filter(QRegularExpression(QStringLiteral("^Answer Content-Length [1-9][0-9]*$"))).size(), 1);
        QVERIFY(!activity().holdsSecret(lines.join(u'\n')));
        QCOMPARE(named<DataTable>(*activity().page, QStringLiteral("Attempts and their timing"))->model()->rowCount(),
                 1);
        const auto *rows = named<DataTable>(*activity().page, QStringLiteral("Rows and what became of them"))->model();
        QCOMPARE(rows->rowCount(), 1);
        QCOMPARE(rows->index(0, 0).data().toString(), QStringLiteral("Delivered"));
        QCOMPARE(rows->index(0, 5).data().toString(), QStringLiteral("SegmentToSMCStatic"));
        for (const char *name : {"Request", "Event"})
            QVERIFY(!activity().holdsSecret(QString::fromStdString(activity().codeIn(QString::fromLatin1(name)))));
    }

    void theListShowsItsSentencesWhole()
    {
        activity().send(R"({"type":"identify","userId":"u1"})");
        activity().send(R"({"type":"group","groupId":"SegmentToSMCStatic","userId":"segmenttest@selligent.com",)"
                        R"("traits":{"matchkey":"MAIL","userlist":"USERS_SEGMENT"}})");
        QTRY_COMPARE(table().model()->rowCount(), 2);
        for (const auto profiles : {HistoryTable::Profiles::One, HistoryTable::Profiles::Several}) {
            static_cast<HistoryTable &>(table()).setProfiles(profiles);
            // Made narrow and wide again, too.
            for (const QSize size : {QSize(1024, 680), QSize(1280, 800)}) {
                bench().window().resize(size);
                QTest::qWait(50);
            }
            constexpr int none = -1;
            const QStringList cut = cutCells(table(), none);
            QVERIFY2(cut.isEmpty(), qPrintable(cut.join(QStringLiteral(" | "))));
            QVERIFY(table().rowHeight(0) <= 8 * table().fontMetrics().height());
            bench().picture(profiles == HistoryTable::Profiles::One ? "activity-sentences"
                                                                    : "activity-sentences-profiles");
        }
    }

    void theViewOfTheAnswerIsRemembered()
    {
        activity().send(R"({"type":"identify","userId":"u1"})");
        QTRY_COMPARE(table().model()->rowCount(), 1);
        activity().settle();
        activity().details().setCurrentTab(QStringLiteral("answer"));
        QCOMPARE(activity().details().answer().view(), BodyViewer::View::Pretty);
        named<QAbstractButton>(*activity().page, QStringLiteral("Tree"))->click();
        QCOMPARE(activity().details().answer().view(), BodyViewer::View::Tree);
        bench().window().close();
        QTRY_VERIFY(!bench().window().isVisible());
        activity().openAnew();
        QTRY_COMPARE(table().model()->rowCount(), 1);
        activity().details().setCurrentTab(QStringLiteral("answer"));
        QTRY_COMPARE(activity().details().answer().view(), BodyViewer::View::Tree);
    }

    void anAnswerThatWasCutIsSaidToBe()
    {
        net::Exchange exchange;
        exchange.request.method = "GET";
        exchange.request.url = QUrl(QStringLiteral("https://acme.slgnt.us/"));
        exchange.state = net::State::Done;
        exchange.answer = net::Answer{};
        exchange.answer->status = 200;
        exchange.answer->body = "{\"rows\":[1,2,";
        exchange.answer->truncated = true;
        workspace::HistoryEntry entry;
        entry.exchangeJson = net::exchangeToJson(exchange);
        const EntryDetails read = readEntry(entry);
        QVERIFY(read.answer);
        QCOMPARE(read.answer->bytes(), std::string_view("{\"rows\":[1,2,"));
        QCOMPARE(
            read.answerInfo.notice,
            QStringLiteral("Only the first 13 bytes of this answer are here: it was longer, or the connection broke."));
    }

    void aRequestOfManyMegabytesIsShownToItsFirstLines()
    {
        net::Exchange exchange;
        exchange.request.method = "POST";
        exchange.request.url = QUrl(QStringLiteral("https://acme.slgnt.us/"));
        exchange.request.body = "[" + std::string(1000, 'x') + "]";
        workspace::HistoryEntry entry;
        entry.exchangeJson = net::exchangeToJson(exchange);
        QVERIFY(!readEntry(entry).request.contains(QLatin1String("not shown here")));

        std::string rows = "[[\"first\"]";
        while (rows.size() < (3U << 20U))
            rows += ",[\"" + std::string(5000, 'x') + "\"]";
        exchange.request.body = rows + "]";
        entry.exchangeJson = net::exchangeToJson(exchange);
        const EntryDetails read = readEntry(entry);
        QVERIFY(read.request.contains(QLatin1String("\"first\"")));
        QVERIFY2(read.request.size() < (1 << 20) + 200, qPrintable(QString::number(read.request.size())));
        QVERIFY2(read.request.endsWith(QLatin1String("MB) is not shown here. Copies and the HAR hold all of it.")),
                 qPrintable(read.request.right(200)));
        QCOMPARE(read.exchange->request.body.size(), rows.size() + 1);
    }

    void anErrorOfAFieldLeadsBackToItsPlaceInTheEvent()
    {
        const std::string tooLong(300, 'x');
        const std::string text = "{\"type\":\"identify\",\"userId\":\"" + tooLong + "\"}";
        activity().send(text);
        QTRY_COMPARE(table().model()->rowCount(), 1);
        activity().settle();
        QCOMPARE(table().model()->index(0, HistoryModel::VerdictColumn).data().toString(), QStringLiteral("Refused"));
        auto *rows = named<DataTable>(*activity().page, QStringLiteral("Rows and what became of them"));
        QVERIFY(rows->model()->rowCount() >= 1);
        int userId = -1;
        for (int row = 0; row < rows->model()->rowCount(); ++row) {
            if (rows->model()->index(row, 2).data().toString() == QLatin1String("USER_ID"))
                userId = row;
        }
        QVERIFY(userId >= 0);
        QCOMPARE(rows->model()->index(userId, 4).data().toString(), QStringLiteral("userId"));
        rows->setCurrentIndex(rows->model()->index(userId, 0));

        QSignalSpy goTo(activity().page, &Page::goTo);
        named<QPushButton>(*activity().page, QStringLiteral("Show the place in Compose"))->click();
        QCOMPARE(goTo.count(), 1);
        const auto link = ComposeLink::parse(goTo.first().at(1).toString());
        QVERIFY(link.has_value());
        QCOMPARE(link->place.of(text), std::string_view("\"" + tooLong + "\""));

        QTRY_COMPARE(bench().window().currentPage()->id(), PageId::Compose);
        const auto *editor = named<JsonEditor>(bench().window(), QStringLiteral("Event as JSON"));
        QTRY_COMPARE(editor->code(), text);
        QCOMPARE(editor->caret(), std::size_t(link->place.begin));
    }

    void curlAndHarHoldNoSecret()
    {
        activity().send(R"({"type":"identify","userId":"u1"})");
        QTRY_COMPARE(table().model()->rowCount(), 1);
        activity().settle();
        activity().action("activity.copyCurl")->trigger();
        const QString curl = QApplication::clipboard()->text();
        QVERIFY2(curl.contains(QStringLiteral("curl")), qPrintable(curl));
        QVERIFY(curl.contains(QStringLiteral("$SMC_API_KEY:$SMC_API_SECRET")));
        QVERIFY(!activity().holdsSecret(curl));

        bench().dialogs().path = bench().folder() + QStringLiteral("/out.har");
        activity().action("activity.exportHar")->trigger();
        QTRY_VERIFY2(QFile::exists(bench().dialogs().path), qPrintable(activity().bannerText()));
        QFile har(bench().dialogs().path);
        QVERIFY(har.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(har.readAll());
        QVERIFY(text.contains(QStringLiteral("/data/load")));
        QVERIFY(!activity().holdsSecret(text));
    }

    void aFileThatCannotBeWrittenIsSaid()
    {
        activity().send(R"({"type":"identify","userId":"u1"})");
        QTRY_COMPARE(table().model()->rowCount(), 1);
        bench().dialogs().path = bench().folder() + QStringLiteral("/no/such/folder/out.har");
        activity().action("activity.exportHar")->trigger();
        QTRY_VERIFY(activity().page->findChild<QWidget *>(QStringLiteral("banner")) != nullptr);
    }

    void scrollingDownReadsOn()
    {
        activity().fill(250);
        activity().openAnew();
        QCOMPARE(table().model()->rowCount(), 100);
        table().scrollToBottom();
        QTRY_VERIFY(table().model()->rowCount() > 100);
    }

    void damagedEntriesAreShownAsFarAsTheyGo()
    {
        workspace::HistoryEntry entry;
        entry.sentence = "Something";
        entry.verdict = "SomethingNew";
        entry.eventText = std::string("\xff\0{", 3);
        entry.exchangeJson = "{\"id\":";
        entry.outcomeJson = "[]]";
        const EntryDetails details = readEntry(entry);
        QVERIFY(!details.exchange);
        QVERIFY(!details.trouble.isEmpty());
        QVERIFY(details.rows.empty());
        QCOMPARE(details.explanation.word, QStringLiteral("SomethingNew"));
        const KeptEvents events("{\"a\":1}\n{\"a\"");
        QCOMPARE(events.count(), std::size_t(2));
        const auto rows = readRows(R"({"rows":[{"status":5,"troubles":[{"path":[9,-4]},{"path":"/b"},7]},)"
                                   R"({"event":-7,"troubles":[{"path":"/c/0"},{"path":"a~9/"}]},{"event":"x"}]})",
                                   events);
        QCOMPARE(rows.size(), std::size_t(6));
        for (const RowResult &row : rows)
            QVERIFY(row.place.isEmpty());
    }

    /// smcctl sends several events in one request; rows name them by their numbers in its whole run.
    void aPlaceIsFoundInTheEventThatItIsAbout()
    {
        const std::string text = "{\"userId\":\"one\",\"traits\":{\"mail\":\"(redacted)\"}}\n"
                                 "{\"userId\":\"two\",\"traits\":{\"mail\":\"second\"}}\n"
                                 "{\"userId\":\"three\",\"traits\":{\"mail\":\"third\"}}";
        const KeptEvents events(text);
        QCOMPARE(events.count(), std::size_t(3));
        // Bytes count in what was sent, where more stood: a key that was taken out when the event was kept.
        const std::string outcome =
            R"({"rows":[{"event":7,"status":"delivered"},)"
            R"({"event":8,"troubles":[{"path":"/traits/mail","span":[900,908]}]},)"
            R"({"event":9,"troubles":[{"path":"/traits/mail","span":[41,48]},{"path":"/no"}]}]})";
        const auto rows = readRows(outcome, events);
        QCOMPARE(rows.size(), std::size_t(4));
        QVERIFY(rows[0].place.isEmpty());
        QCOMPARE(std::string(rows[1].place.of(text)), std::string("\"second\""));
        QCOMPARE(std::string(rows[2].place.of(text)), std::string("\"third\""));
        QVERIFY(rows[3].place.isEmpty());
        // Which of them it is, as one counts them under Event.
        QCOMPARE(rowTable(rows)[1].cells[1].section(QLatin1Char(':'), 0, 0), QStringLiteral("Event 2"));
        QVERIFY2(fieldInWords(rows[3]).startsWith(QStringLiteral("Event 3, ")), qPrintable(fieldInWords(rows[3])));
        const auto guessed = readRows(
            R"({"rows":[{"status":"not_sent","message":"?","path":"/groupId","span":[1,2],"guess":true}]})", {});
        QCOMPARE(fieldInWords(guessed.at(0)), QStringLiteral("Perhaps groupId"));
        const auto alone = readRows(R"({"rows":[{"event":7,"status":"delivered","message":"SMC took it."}]})", {});
        QCOMPARE(rowTable(alone)[0].cells[1], QStringLiteral("SMC took it."));
        // Two rows of one event stand for one text, or for one each, as smcctl kept them before.
        const std::string twice = R"({"rows":[{"event":1,"troubles":[{"path":"/userId"}]},)"
                                  R"({"event":1,"troubles":[{"path":"/userId"}]},)"
                                  R"({"event":2,"troubles":[{"path":"/userId"}]}]})";
        const std::string two = "{\"userId\":\"one\"}\n{\"userId\":\"two\"}";
        const auto once = readRows(twice, KeptEvents(two));
        QCOMPARE(std::string(once[1].place.of(two)), std::string("\"one\""));
        QCOMPARE(std::string(once[2].place.of(two)), std::string("\"two\""));
        const auto each = readRows(twice, events);
        QCOMPARE(std::string(each[2].place.of(text)), std::string("\"three\""));
    }

    void whatWasSentSinceTheLastVisitIsShown()
    {
        bench().go(PageId::Compose);
        activity().send(R"({"type":"identify","userId":"first"})");
        activity().send(R"({"type":"identify","userId":"second"})");
        bench().go(PageId::Activity);
        activity().settle();
        QVERIFY(activity().codeIn(QStringLiteral("Event")).find("second") != std::string::npos);
        table().setCurrentIndex(table().model()->index(1, 0));
        activity().settle();
        QVERIFY(activity().codeIn(QStringLiteral("Event")).find("first") != std::string::npos);
        bench().go(PageId::Compose);
        bench().go(PageId::Activity);
        activity().settle();
        QVERIFY2(activity().codeIn(QStringLiteral("Event")).find("first") != std::string::npos, "Nothing new came");

        bench().go(PageId::Compose);
        activity().send(R"({"type":"identify","userId":"third"})");
        bench().go(PageId::Activity);
        activity().settle();
        QVERIFY(activity().codeIn(QStringLiteral("Event")).find("third") != std::string::npos);
    }

    void nothingIsCutAtTheDesignedSize_data()
    {
        QTest::addColumn<bool>("severalProfiles");
        QTest::newRow("one profile") << false;
        QTest::newRow("two profiles") << true;
    }

    void nothingIsCutAtTheDesignedSize()
    {
        QFETCH(bool, severalProfiles);
        for (const std::string &verdict : historyVerdicts()) {
            workspace::HistoryEntry entry;
            entry.profileName = "Sandbox";
            entry.callType = "identify";
            entry.verdict = verdict;
            entry.sentence = "SMC took nothing into the list segment_events; it refused it.";
            entry.method = "POST";
            entry.status = 200;
            entry.durationMs = 15000;
            entry.timeMs = 1700000000000;
            activity().keep(entry);
        }
        if (severalProfiles) {
            QVERIFY(QCoro::waitFor(activity().console().create("Production")).has_value());
        }
        const std::string tooLong(300, 'x');
        activity().send(R"({"type":"group","groupId":"SegmentToSMCStatic","userId":"segmenttest@selligent.com",)"
                        R"("traits":{"matchkey":"MAIL","userlist":"USERS_SEGMENT"}})");
        activity().send("{\"type\":\"identify\",\"userId\":\"" + tooLong + "\"}");
        activity().settle();
        bench().picture(severalProfiles ? "activity-two-profiles" : "activity");
        QCOMPARE(bench().window().size(), QSize(1280, 800));
        const QStringList tables = {QStringLiteral("Exchanges"), QStringLiteral("Rows and what became of them")};
        for (const QString &name : tables) {
            const QStringList cut = cutCells(*named<DataTable>(*activity().page, name), HistoryModel::SentenceColumn);
            QVERIFY2(cut.isEmpty(), qPrintable(name + QStringLiteral(": ") + cut.join(QStringLiteral(", "))));
        }
        auto *tabs = named<QTabWidget>(activity().details(), "Details");
        for (int tab = 0; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            bench().picture(qPrintable(QStringLiteral("activity-tab-") + tabs->widget(tab)->objectName()));
            for (const DataTable *table : tabs->widget(tab)->findChildren<DataTable *>()) {
                const QStringList cut = cutCells(*table, table->model()->columnCount() - 1);
                QVERIFY2(cut.isEmpty(), qPrintable(tabs->tabText(tab) + QStringLiteral(": ") + cut.join(u',')));
            }
        }
    }

    void everyControlHasAName()
    {
        activity().send(R"({"type":"identify","userId":"u1"})");
        QTRY_COMPARE(table().model()->rowCount(), 1);
        activity().settle();
        const QStringList nameless = withoutAccessibleName(*activity().page);
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QStringLiteral(", "))));
    }

    void durationsAndTimesReadWell()
    {
        QCOMPARE(durationInWords(480), QStringLiteral("480 ms"));
        QCOMPARE(durationInWords(2440), QStringLiteral("2.4 s"));
        QCOMPARE(timeInUtc(0), QStringLiteral("1970-01-01 00:00:00.000 UTC"));
        QCOMPARE(verdictWord("PartlyRefused").word, QStringLiteral("Partly refused"));
        QCOMPARE(verdictWord("not_found").tone, theme::Tone::Warning);
    }
};

QTEST_MAIN(TestActivity)
#include "test_activity.moc"
