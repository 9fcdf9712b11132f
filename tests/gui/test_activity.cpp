// Activity: what the history says of real sends to the embedded sandbox.
#include "named.h"
#include "window_bench.h"

#include <gui/activity/activity_page.h>
#include <gui/activity/details_pane.h>
#include <gui/activity/entry_details.h>
#include <gui/activity/entry_words.h>
#include <gui/activity/history_model.h>
#include <gui/compose/compose_link.h>
#include <gui/compose/compose_page.h>
#include <gui/editor/json_editor.h>
#include <gui/sandbox_host.h>
#include <gui/viewer/body_viewer.h>
#include <gui/viewer/text_view.h>
#include <gui/widgets/data_table.h>
#include <gui/widgets/empty_state.h>
#include <net/exchange_json.h>
#include <vault/credentials.h>

#include <QAbstractItemModelTester>
#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTest>

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
    std::unique_ptr<WindowBench> m_bench;
    ActivityPage *m_page = nullptr;

    void openPage()
    {
        m_bench->go(PageId::Activity);
        m_page = static_cast<ActivityPage *>(&m_bench->page(PageId::Activity));
    }

    /// The page as it is after a new start of the program.
    void openAnew()
    {
        m_bench->restart();
        openPage();
    }

    Console &console() { return m_bench->console(); }
    SendReport send(const std::string &text) { return QCoro::waitFor(console().send(text)); }

    DataTable &table() { return *named<DataTable>(*m_page, QStringLiteral("Exchanges")); }
    DetailsPane &details() { return *m_page->findChild<DetailsPane *>(); }
    QAction *action(const char *id) { return m_page->findChild<QAction *>(QString::fromLatin1(id)); }
    QString answerText()
    {
        details().setCurrentTab(QStringLiteral("answer"));
        return details().answer().textView().visibleText();
    }
    QString answerAbout() { return details().answer().findChild<QLabel *>()->text(); }
    std::string codeIn(const QString &name) { return named<CodeView>(*m_page, name)->code(); }

    QString bannerText()
    {
        const auto *banner = m_page->findChild<QWidget *>(QStringLiteral("banner"));
        return banner == nullptr ? QStringLiteral("no banner") : banner->accessibleName();
    }

    EmptyState *emptyState()
    {
        for (EmptyState *state : m_page->findChildren<EmptyState *>()) {
            if (state->isVisible())
                return state;
        }
        return nullptr;
    }

    /// A key and its secret that no text may hold.
    bool holdsSecret(const QString &text)
    {
        const vault::Credentials credentials = console().sandbox().credentials();
        return text.contains(QString::fromStdString(std::string(credentials.apiSecret.reveal()))) ||
               text.contains(QString::fromStdString(std::string(credentials.apiKey.reveal())));
    }

    void fill(int count)
    {
        for (int i = 0; i < count; ++i) {
            workspace::HistoryEntry entry;
            entry.timeMs = 1700000000000 + i;
            entry.profileId = i % 2 == 0 ? "even" : "odd";
            entry.profileName = entry.profileId;
            entry.environment = "sandbox";
            entry.callType = "track";
            entry.verdict = i % 10 == 0 ? "Refused" : "Delivered";
            entry.sentence = "Number " + std::to_string(i);
            QVERIFY(console().history()->append(entry).has_value());
        }
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void init()
    {
        m_bench = std::make_unique<WindowBench>();
        openPage();
    }

    void cleanup() { m_bench.reset(); }

    void anEmptyHistoryLeadsToCompose()
    {
        QVERIFY(emptyState() != nullptr);
        QVERIFY(!action("activity.exportHar")->isEnabled());
        emptyState()->findChild<QPushButton *>()->click();
        QTRY_COMPARE(m_bench->window().currentPage()->id(), PageId::Compose);
    }

    void aSendIsTheNewestEntryAndTellsEverything()
    {
        send(R"({"type":"identify","userId":"u1","traits":{"total":1.50}})");
        send(R"({"type":"group","groupId":"SegmentToSMCStatic","userId":"segmenttest@selligent.com",)"
             R"("traits":{"matchkey":"MAIL","userlist":"USERS_SEGMENT"}})");
        QTRY_COMPARE(table().model()->rowCount(), 2);
        m_page->enter({});
        const QModelIndex first = table().model()->index(0, 0);
        QCOMPARE(first.siblingAtColumn(HistoryModel::CallColumn).data().toString(), QStringLiteral("Group"));
        QCOMPARE(first.siblingAtColumn(HistoryModel::VerdictColumn).data().toString(), QStringLiteral("Delivered"));
        QCOMPARE(first.siblingAtColumn(HistoryModel::StatusColumn).data().toString(), QStringLiteral("200"));
        QVERIFY(first.data(Qt::ToolTipRole).toString().endsWith(QStringLiteral("UTC")));

        QVERIFY(codeIn(QStringLiteral("Request")).find("/lists/USERS_SEGMENT/segments/SegmentToSMCStatic/data/load") !=
                std::string::npos);
        QVERIFY(codeIn(QStringLiteral("Request")).find("$SMC_API_KEY:$SMC_API_SECRET") != std::string::npos);
        QVERIFY(answerText().contains(QStringLiteral("\"result_code\": \"Succeeded\"")));
        QVERIFY(answerAbout().startsWith(QStringLiteral("HTTP 200")));
        QVERIFY(!holdsSecret(answerText()));
        QVERIFY(codeIn(QStringLiteral("Event")).find("SegmentToSMCStatic") != std::string::npos);
        QVERIFY(named<DataTable>(*m_page, QStringLiteral("Headers"))->model()->rowCount() > 2);
        QCOMPARE(named<DataTable>(*m_page, QStringLiteral("Attempts and their timing"))->model()->rowCount(), 1);
        const auto *rows = named<DataTable>(*m_page, QStringLiteral("Rows and what became of them"))->model();
        QCOMPARE(rows->rowCount(), 1);
        QCOMPARE(rows->index(0, 0).data().toString(), QStringLiteral("Delivered"));
        QCOMPARE(rows->index(0, 5).data().toString(), QStringLiteral("SegmentToSMCStatic"));
        for (const char *name : {"Request", "Event"})
            QVERIFY(!holdsSecret(QString::fromStdString(codeIn(QString::fromLatin1(name)))));
    }

    void theViewOfTheAnswerIsRemembered()
    {
        send(R"({"type":"identify","userId":"u1"})");
        QTRY_COMPARE(table().model()->rowCount(), 1);
        m_page->enter({});
        details().setCurrentTab(QStringLiteral("answer"));
        QCOMPARE(details().answer().view(), BodyViewer::View::Pretty);
        named<QAbstractButton>(*m_page, QStringLiteral("Tree"))->click();
        QCOMPARE(details().answer().view(), BodyViewer::View::Tree);
        m_bench->window().close();
        QTRY_VERIFY(!m_bench->window().isVisible());
        openAnew();
        QTRY_COMPARE(table().model()->rowCount(), 1);
        details().setCurrentTab(QStringLiteral("answer"));
        QTRY_COMPARE(details().answer().view(), BodyViewer::View::Tree);
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

    void anErrorOfAFieldLeadsBackToItsPlaceInTheEvent()
    {
        const std::string tooLong(300, 'x');
        const std::string text = "{\"type\":\"identify\",\"userId\":\"" + tooLong + "\"}";
        send(text);
        QTRY_COMPARE(table().model()->rowCount(), 1);
        m_page->enter({});
        QCOMPARE(table().model()->index(0, HistoryModel::VerdictColumn).data().toString(), QStringLiteral("Refused"));
        auto *rows = named<DataTable>(*m_page, QStringLiteral("Rows and what became of them"));
        QVERIFY(rows->model()->rowCount() >= 1);
        int userId = -1;
        for (int row = 0; row < rows->model()->rowCount(); ++row) {
            if (rows->model()->index(row, 2).data().toString() == QLatin1String("USER_ID"))
                userId = row;
        }
        QVERIFY(userId >= 0);
        QCOMPARE(rows->model()->index(userId, 4).data().toString(), QStringLiteral("userId"));
        rows->setCurrentIndex(rows->model()->index(userId, 0));

        QSignalSpy goTo(m_page, &Page::goTo);
        named<QPushButton>(*m_page, QStringLiteral("Show the place in Compose"))->click();
        QCOMPARE(goTo.count(), 1);
        const auto link = ComposeLink::parse(goTo.first().at(1).toString());
        QVERIFY(link.has_value());
        QCOMPARE(link->place.of(text), std::string_view("\"" + tooLong + "\""));

        QTRY_COMPARE(m_bench->window().currentPage()->id(), PageId::Compose);
        const auto *editor = named<JsonEditor>(m_bench->window(), QStringLiteral("Event as JSON"));
        QCOMPARE(editor->code(), text);
        QCOMPARE(editor->caret(), std::size_t(link->place.begin));
    }

    void curlAndHarHoldNoSecret()
    {
        send(R"({"type":"identify","userId":"u1"})");
        QTRY_COMPARE(table().model()->rowCount(), 1);
        m_page->enter({});
        action("activity.copyCurl")->trigger();
        const QString curl = QApplication::clipboard()->text();
        QVERIFY2(curl.contains(QStringLiteral("curl")), qPrintable(curl));
        QVERIFY(curl.contains(QStringLiteral("$SMC_API_KEY:$SMC_API_SECRET")));
        QVERIFY(!holdsSecret(curl));

        m_bench->dialogs().path = m_bench->folder() + QStringLiteral("/out.har");
        action("activity.exportHar")->trigger();
        QTRY_VERIFY2(QFile::exists(m_bench->dialogs().path), qPrintable(bannerText()));
        QFile har(m_bench->dialogs().path);
        QVERIFY(har.open(QIODevice::ReadOnly));
        const QString text = QString::fromUtf8(har.readAll());
        QVERIFY(text.contains(QStringLiteral("/data/load")));
        QVERIFY(!holdsSecret(text));
    }

    void aFileThatCannotBeWrittenIsSaid()
    {
        send(R"({"type":"identify","userId":"u1"})");
        QTRY_COMPARE(table().model()->rowCount(), 1);
        m_bench->dialogs().path = m_bench->folder() + QStringLiteral("/no/such/folder/out.har");
        action("activity.exportHar")->trigger();
        QTRY_VERIFY(m_page->findChild<QWidget *>(QStringLiteral("banner")) != nullptr);
    }

    void anEntryIsDeletedOnlyAfterAYes()
    {
        send(R"({"type":"identify","userId":"u1"})");
        send(R"({"type":"identify","userId":"u2"})");
        QTRY_COMPARE(table().model()->rowCount(), 2);
        m_page->enter({});
        m_bench->dialogs().answer = QStringLiteral("cancel");
        action("activity.remove")->trigger();
        QCOMPARE(m_bench->dialogs().asked.size(), 1);
        QCOMPARE(table().model()->rowCount(), 2);

        m_bench->dialogs().answer = QStringLiteral("delete");
        action("activity.remove")->trigger();
        QTRY_COMPARE(table().model()->rowCount(), 1);
        QCOMPARE(historyOf(console()).size(), std::size_t(1));

        m_bench->dialogs().answer = QStringLiteral("clear");
        action("activity.clear")->trigger();
        QTRY_COMPARE(table().model()->rowCount(), 0);
        QVERIFY(historyOf(console()).empty());
        QVERIFY(emptyState() != nullptr);
    }

    void theHistoryIsReadPageByPage()
    {
        fill(250);
        HistoryModel model(console().history());
        QCOMPARE(model.rowCount(), HistoryModel::PageSize);
        QCOMPARE(model.index(0, HistoryModel::SentenceColumn).data().toString(), QStringLiteral("Number 249"));
        QVERIFY(model.canFetchMore({}));
        model.fetchMore({});
        model.fetchMore({});
        QCOMPARE(model.rowCount(), 250);
        QVERIFY(!model.canFetchMore({}));
        QCOMPARE(model.index(249, HistoryModel::SentenceColumn).data().toString(), QStringLiteral("Number 0"));

        fill(150);
        model.takeNew();
        QCOMPARE(model.index(0, HistoryModel::SentenceColumn).data().toString(), QStringLiteral("Number 149"));

        const std::int64_t oldest = historyOf(console()).back().id;
        QVERIFY(model.findRow(oldest) >= 0);
        QCOMPARE(model.findRow(123456789), -1);
    }

    void newAndRemovedEntriesMoveTheOthers()
    {
        fill(20);
        HistoryModel model(console().history());
        QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        const std::int64_t tenth = model.entry(9).id;
        fill(5);
        model.takeNew();
        QCOMPARE(model.rowOf(tenth), 14);
        QVERIFY(model.remove({model.entry(0).id, model.entry(3).id}).has_value());
        QCOMPARE(model.rowOf(tenth), 12);
        QCOMPARE(model.rowCount(), 23);
    }

    void scrollingDownReadsOn()
    {
        fill(250);
        openAnew();
        QCOMPARE(table().model()->rowCount(), 100);
        table().scrollToBottom();
        QTRY_VERIFY(table().model()->rowCount() > 100);
    }

    void filtersNarrowTheListAndCanBeTakenBack()
    {
        fill(40);
        openAnew();
        auto *verdicts = named<QComboBox>(*m_page, QStringLiteral("Show verdicts"));
        verdicts->setCurrentIndex(verdicts->findText(QStringLiteral("Refused")));
        Q_EMIT verdicts->activated(verdicts->currentIndex());
        QCOMPARE(table().model()->rowCount(), 4);
        verdicts->setCurrentIndex(verdicts->findText(QStringLiteral("Cancelled")));
        Q_EMIT verdicts->activated(verdicts->currentIndex());
        QCOMPARE(table().model()->rowCount(), 0);
        QVERIFY(emptyState() != nullptr);
        emptyState()->findChild<QPushButton *>()->click();
        QCOMPARE(table().model()->rowCount(), 40);
    }

    void anEntryThatIsAskedForIsShownDespiteTheFilter()
    {
        fill(40);
        openAnew();
        auto *verdicts = named<QComboBox>(*m_page, QStringLiteral("Show verdicts"));
        verdicts->setCurrentIndex(verdicts->findText(QStringLiteral("Refused")));
        Q_EMIT verdicts->activated(verdicts->currentIndex());
        const std::int64_t delivered = historyOf(console()).front().id;
        m_page->enter(QString::number(delivered));
        QCOMPARE(details().details().summary.id, delivered);
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
        QCOMPARE(details.verdict.word, QStringLiteral("SomethingNew"));
        QVERIFY(readRows(R"({"rows":[{"status":5,"troubles":[{"span":[9,-4]},{"span":[1]},7]}]})").size() == 3);
    }

    void whatWasSentSinceTheLastVisitIsShown()
    {
        send(R"({"type":"identify","userId":"first"})");
        send(R"({"type":"identify","userId":"second"})");
        m_bench->go(PageId::Compose);
        m_bench->go(PageId::Activity);
        QVERIFY(codeIn(QStringLiteral("Event")).find("second") != std::string::npos);
        table().setCurrentIndex(table().model()->index(1, 0));
        QVERIFY(codeIn(QStringLiteral("Event")).find("first") != std::string::npos);
        m_bench->go(PageId::Compose);
        m_bench->go(PageId::Activity);
        QVERIFY2(codeIn(QStringLiteral("Event")).find("first") != std::string::npos, "Nothing new came");

        m_bench->go(PageId::Compose);
        send(R"({"type":"identify","userId":"third"})");
        m_bench->go(PageId::Activity);
        QVERIFY(codeIn(QStringLiteral("Event")).find("third") != std::string::npos);
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
            QVERIFY(console().history()->append(entry).has_value());
        }
        if (severalProfiles) {
            QVERIFY(console().create("Production").has_value());
        }
        const std::string tooLong(300, 'x');
        send(R"({"type":"group","groupId":"SegmentToSMCStatic","userId":"segmenttest@selligent.com",)"
             R"("traits":{"matchkey":"MAIL","userlist":"USERS_SEGMENT"}})");
        send("{\"type\":\"identify\",\"userId\":\"" + tooLong + "\"}");
        m_page->enter({});
        m_bench->picture(severalProfiles ? "activity-two-profiles" : "activity");
        QCOMPARE(m_bench->window().size(), QSize(1280, 800));
        const QStringList tables = {QStringLiteral("Exchanges"), QStringLiteral("Rows and what became of them")};
        for (const QString &name : tables) {
            const QStringList cut = cutCells(*named<DataTable>(*m_page, name), HistoryModel::SentenceColumn);
            QVERIFY2(cut.isEmpty(), qPrintable(name + QStringLiteral(": ") + cut.join(QStringLiteral(", "))));
        }
        auto *tabs = details().findChild<QTabWidget *>();
        for (int tab = 0; tab < tabs->count(); ++tab) {
            tabs->setCurrentIndex(tab);
            m_bench->picture(qPrintable(QStringLiteral("activity-tab-") + tabs->widget(tab)->objectName()));
            for (const DataTable *table : tabs->widget(tab)->findChildren<DataTable *>()) {
                const QStringList cut = cutCells(*table, table->model()->columnCount() - 1);
                QVERIFY2(cut.isEmpty(), qPrintable(tabs->tabText(tab) + QStringLiteral(": ") + cut.join(u',')));
            }
        }
    }

    void everyControlHasAName()
    {
        send(R"({"type":"identify","userId":"u1"})");
        QTRY_COMPARE(table().model()->rowCount(), 1);
        m_page->enter({});
        const QStringList nameless = withoutAccessibleName(*m_page);
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
