// Compose, driven as a person drives it, against the real embedded sandbox.
#include "named.h"
#include "window_bench.h"

#include <gui/activity/details_pane.h>
#include <gui/compose/compose_page.h>
#include <gui/compose/delivery_model.h>
#include <gui/editor/json_editor.h>
#include <gui/sandbox_host.h>
#include <gui/widgets/data_table.h>
#include <gui/widgets/verdict_widget.h>
#include <net/exchange_json.h>
#include <sandbox/faults.h>
#include <workspace/profile.h>

#include <QAction>
#include <QApplication>
#include <QDir>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QListView>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <QTreeView>

using namespace smc;
using namespace smc::gui;

namespace {

constexpr const char *Track = R"({"type":"track","event":"Order Completed","userId":"u1","properties":{"total":1.50}})";

} // namespace

class TestCompose : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<WindowBench> m_bench;
    ComposePage *m_page = nullptr;

    JsonEditor &editor() { return *named<JsonEditor>(*m_page, QStringLiteral("Event as JSON")); }

    void write(const std::string &text)
    {
        editor().setCode(text);
        editor().setCaret(0);
        QTRY_COMPARE(m_page->preview().count == 0 ? std::string() : text, text);
        QTRY_VERIFY(m_page->preview().eventText.empty() || text.find(m_page->preview().eventText) != std::string::npos);
    }

    VerdictWidget *verdict() { return named<VerdictWidget>(*m_page, m_page->preview().verdict.word); }

    /// The page's words about the last send; waits for what begins with `word`.
    VerdictWidget *resultOf(const QString &word)
    {
        VerdictWidget *found = nullptr;
        const auto look = [&] {
            for (VerdictWidget *widget : m_page->findChildren<VerdictWidget *>()) {
                if (widget->isVisible() && widget->content().word.startsWith(word))
                    found = widget;
            }
            return found != nullptr;
        };
        return QTest::qWaitFor(look, 10000) ? found : nullptr;
    }

    void openPage()
    {
        m_bench->go(PageId::Compose);
        m_page = static_cast<ComposePage *>(&m_bench->page(PageId::Compose));
    }

    Console &console() { return m_bench->console(); }
    std::vector<workspace::HistorySummary> history() { return historyOf(console()); }

    QString lastStep() { return m_page->preview().steps[static_cast<std::size_t>(StepId::Request)].word; }

    QAction *action(const char *id) { return m_page->findChild<QAction *>(QString::fromLatin1(id)); }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void init()
    {
        m_bench = std::make_unique<WindowBench>();
        openPage();
    }

    void cleanup() { m_bench.reset(); }

    void brokenJsonIsShownWithItsPlaceAndLedTo()
    {
        write("");
        editor().setFocus();
        QTest::keyClicks(&editor(), QStringLiteral("{ \"type\": \"identify\" \"userId\": 1 }"));
        auto *problems = named<QListView>(*m_page, QStringLiteral("Problems of the event"));
        QTRY_COMPARE(problems->model()->rowCount(), 1);
        QTRY_COMPARE(m_page->preview().verdict.word, QStringLiteral("Not JSON"));
        QCOMPARE(m_page->findChild<QLabel *>(QStringLiteral("problemSummary"))->text(), QStringLiteral("1 error"));
        QVERIFY(!action("compose.send")->isEnabled());

        editor().setCaret(0);
        problems->setFocus();
        problems->setCurrentIndex(problems->model()->index(0, 0));
        QTest::keyClick(problems, Qt::Key_Return);
        QVERIFY(editor().hasFocus());
        QCOMPARE(editor().caret(), std::size_t(21));
    }

    void theGroupExampleOfTheSeedSaysWhatItDoes()
    {
        auto *examples = named<QTreeView>(*m_page, QStringLiteral("Examples"));
        examples->setFocus();
        // By keyboard alone: type ahead to the group's example and open it.
        QTest::keyClicks(examples, QStringLiteral("Into"));
        QTest::keyClick(examples, Qt::Key_Return);
        QTRY_COMPARE(m_page->preview().verdict.sentence,
                     QStringLiteral("Adds segmenttest@selligent.com to SegmentToSMCStatic."));
        QCOMPARE(verdict()->content().word, QStringLiteral("Ready"));
        QVERIFY(action("compose.send")->isEnabled());
        QCOMPARE(action("compose.send")->text(), QStringLiteral("Send to Sandbox"));
    }

    void anExampleCanBeUndone()
    {
        write("{\"mine\":1}");
        m_page->loadExample("page-home.json");
        QVERIFY(editor().code().find("page") != std::string::npos);
        QVERIFY(editor().hasFocus());
        QTest::keyClick(&editor(), Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(editor().code(), std::string("{\"mine\":1}"));
    }

    void anEventThatIsNotAllowedSaysWhyAndCanBeMended()
    {
        write(R"({"type":"track","event":"order completed","userId":"u1"})");
        QTRY_COMPARE(m_page->preview().verdict.word, QStringLiteral("Discarded"));
        QVERIFY2(m_page->preview().verdict.sentence.contains(QStringLiteral("\"Order Completed\"")),
                 qPrintable(m_page->preview().verdict.sentence));
        Q_EMIT verdict()->linkActivated(m_page->preview().verdict.linkId);
        QTRY_COMPARE(m_page->preview().verdict.word, QStringLiteral("Ready"));
        QVERIFY(editor().code().find("\"Order Completed\"") != std::string::npos);
    }

    void anEventCanBeAllowedFromHere()
    {
        write(R"({"type":"track","event":"Coupon Used","userId":"u1"})");
        QTRY_COMPARE(m_page->preview().verdict.word, QStringLiteral("Discarded"));
        Q_EMIT verdict()->linkActivated(m_page->preview().verdict.linkId);
        QTRY_COMPARE(m_page->preview().verdict.word, QStringLiteral("Ready"));
        const auto &allowed = console().storedSettings().allowedEvents;
        QCOMPARE(allowed.back(), std::string("Coupon Used"));
    }

    void whatWasPreviewedIsWhatIsSent()
    {
        write(Track);
        QTRY_VERIFY(action("compose.send")->isEnabled());
        const destination::Stamp stamp = m_page->stamp();
        const PreviewDelivery delivery = m_page->preview().deliveries.front();
        QTest::keyClick(&editor(), Qt::Key_Return, Qt::ControlModifier);
        VerdictWidget *result = resultOf(QStringLiteral("Delivered"));
        QVERIFY(result != nullptr);
        QCOMPARE(result->content().link, QStringLiteral("Open in Activity"));

        const auto entries = history();
        QCOMPARE(entries.size(), std::size_t(1));
        const auto entry = console().history()->get(entries.front().id);
        QCOMPARE((*entry)->eventText, std::string(Track));
        const auto exchange = net::exchangeFromJson((*entry)->exchangeJson);
        QVERIFY(exchange.has_value());
        QVERIFY(exchange->request.body.find(stamp.messageId) != std::string::npos);
        for (const PreviewCell &cell : delivery.cells)
            QVERIFY2(exchange->request.body.find(cell.json) != std::string::npos, cell.json.c_str());
        QVERIFY(m_page->stamp().messageId != stamp.messageId);

        Q_EMIT result->linkActivated(result->content().linkId);
        QTRY_COMPARE(m_bench->window().currentPage()->id(), PageId::Activity);
        QCOMPARE(m_bench->window().findChild<DetailsPane *>()->details().summary.id, entries.front().id);
    }

    void whatWasTypedJustBeforeSendingIsSent()
    {
        write(Track);
        QTRY_VERIFY(action("compose.send")->isEnabled());
        const std::string typed = R"({"type":"identify","userId":"typed last"})";
        editor().setCode(typed);
        QTest::keyClick(&editor(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(history().size(), std::size_t(1));
        QCOMPARE((*console().history()->get(history().front().id))->eventText, typed);
        QVERIFY(resultOf(QStringLiteral("Delivered to Sandbox, 12:00:00")) != nullptr);
        // The editor tells of the change a little later: it is the text that was sent.
        QTest::qWait(200);
        QCOMPARE(lastStep(), QStringLiteral("Sent"));
        QVERIFY(resultOf(QStringLiteral("Delivered to Sandbox")) != nullptr);
    }

    void whatWasSpoiltJustBeforeSendingIsNotSent()
    {
        write(Track);
        QTRY_VERIFY(action("compose.send")->isEnabled());
        editor().setCode("{\"type\":");
        action("compose.send")->trigger();
        QCOMPARE(m_page->preview().verdict.word, QStringLiteral("Not JSON"));
        QVERIFY(resultOf(QStringLiteral("Not sent")) != nullptr);
        QTest::qWait(100);
        QVERIFY(history().empty());
    }

    void anExampleThatWasSentSaysSo()
    {
        m_page->loadExample("group-static-segment.json");
        action("compose.send")->trigger();
        QVERIFY(resultOf(QStringLiteral("Delivered to Sandbox")) != nullptr);
        QTest::qWait(200);
        QCOMPARE(lastStep(), QStringLiteral("Sent"));
        write(Track);
        QTRY_COMPARE(lastStep(), QStringLiteral("Not sent"));
        QVERIFY(resultOf(QStringLiteral("Before your changes: Delivered to Sandbox")) != nullptr);
    }

    void aResultDoesNotStandForAnotherProfile()
    {
        write(R"({"type":"identify","userId":"u1"})");
        action("compose.send")->trigger();
        VerdictWidget *result = resultOf(QStringLiteral("Delivered to Sandbox"));
        QVERIFY(result != nullptr);
        QCOMPARE(lastStep(), QStringLiteral("Sent"));
        m_bench->addProfile("Acme", "production");
        QVERIFY(!result->isVisible());
        QCOMPARE(lastStep(), QStringLiteral("Key missing"));
        QCOMPARE(verdict()->content().word, QStringLiteral("Not ready"));
        QVERIFY(!m_page->preview().request.isEmpty());
        QVERIFY(!action("compose.send")->isEnabled());
        Q_EMIT verdict()->linkActivated(m_page->preview().verdict.linkId);
        QTRY_COMPARE(m_bench->window().currentPage()->id(), PageId::Connection);
    }

    void nothingIsCutAtTheDesignedSize()
    {
        write(Track);
        action("compose.send")->trigger();
        QVERIFY(resultOf(QStringLiteral("Delivered to Sandbox")) != nullptr);
        QCOMPARE(m_bench->window().size(), QSize(1280, 800));
        m_bench->picture("compose-sent");
        const auto &table = *named<DataTable>(*m_page, QStringLiteral("Row for SMC"));
        QCOMPARE(table.horizontalScrollBar()->maximum(), 0);
        for (const int column : {DeliveryModel::ColumnName, DeliveryModel::FromColumn}) {
            QVERIFY(table.columnWidth(column) >= table.horizontalHeader()->sectionSizeHint(column));
            for (int row = 0; row < table.model()->rowCount(); ++row) {
                const QModelIndex index = table.model()->index(row, column);
                QVERIFY2(table.sizeHintForIndex(index).width() <= table.columnWidth(column),
                         qPrintable(index.data().toString()));
            }
        }
        const auto &examples = *named<QTreeView>(*m_page, QStringLiteral("Examples"));
        for (QModelIndex index = examples.model()->index(0, 0); index.isValid(); index = examples.indexBelow(index)) {
            QVERIFY2(examples.sizeHintForIndex(index).width() <= examples.visualRect(index).width(),
                     qPrintable(index.data().toString()));
        }
        const QStringList clipped = clippedTexts(*m_page);
        QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(QLatin1Char('\n'))));
    }

    void aStoppedSandboxIsNotReady()
    {
        write(Track);
        action("compose.send")->trigger();
        QVERIFY(resultOf(QStringLiteral("Delivered to Sandbox")) != nullptr);
        console().sandbox().stop();
        QTRY_COMPARE(lastStep(), QStringLiteral("Sandbox stopped"));
        QCOMPARE(verdict()->content().word, QStringLiteral("Not ready"));
        QVERIFY(!action("compose.send")->isEnabled());
    }

    void aMessageIdIsUsedOnceWithoutAHistoryToo()
    {
        for (const char *name : {"history.sqlite", "history.sqlite-wal", "history.sqlite-shm"})
            QFile::remove(m_bench->folder() + QLatin1Char('/') + QLatin1String(name));
        QVERIFY(QDir(m_bench->folder()).mkdir(QStringLiteral("history.sqlite")));
        m_bench->restart();
        openPage();
        QVERIFY(console().history() == nullptr);
        write(Track);
        const std::string before = m_page->stamp().messageId;
        action("compose.send")->trigger();
        QVERIFY(resultOf(QStringLiteral("Delivered to Sandbox")) != nullptr);
        QVERIFY(m_page->stamp().messageId != before);
    }

    void aGroupCallReachesTheSegment()
    {
        m_page->loadExample("group-static-segment.json");
        QTRY_VERIFY(action("compose.send")->isEnabled());
        action("compose.send")->trigger();
        VerdictWidget *result = resultOf(QStringLiteral("Delivered"));
        QVERIFY(result != nullptr);
        QCOMPARE(history().front().verdict, std::string("Delivered"));
    }

    void aDryRunSendsNothing()
    {
        write(Track);
        QTRY_VERIFY(action("compose.dryRun")->isEnabled());
        const std::string before = m_page->stamp().messageId;
        action("compose.dryRun")->trigger();
        QVERIFY(resultOf(QStringLiteral("Dry run: nothing was sent")) != nullptr);
        QVERIFY(history().empty());
        QCOMPARE(m_page->stamp().messageId, before);
    }

    void sendingCanBeCancelled()
    {
        console().sandbox().setFaults(*sandbox::parseFaults({"latency=10000"}));
        write(Track);
        QTRY_VERIFY(action("compose.send")->isEnabled());
        QVERIFY(!action("compose.cancel")->isVisible());
        action("compose.send")->trigger();
        VerdictWidget *progress = resultOf(QStringLiteral("Sending to Sandbox"));
        QVERIFY(progress != nullptr);
        QTRY_VERIFY(action("compose.cancel")->isVisible());
        QVERIFY(!action("compose.send")->isEnabled());
        action("compose.cancel")->trigger();
        QVERIFY(resultOf(QStringLiteral("Cancelled")) != nullptr);
        QVERIFY(!action("compose.cancel")->isVisible());
        QVERIFY(action("compose.send")->isEnabled());
    }

    void productionIsAskedAboutOnceByName()
    {
        workspace::Profile profile = console().profile();
        destination::Settings settings = console().destination().settings;
        settings.smcAdminUrl = console().sandbox().address();
        profile.id.clear();
        profile.name = "Acme";
        profile.environment = workspace::Environment::Production;
        profile.settingsJson = settings.toJson();
        QVERIFY(console().save(profile).has_value());
        for (const workspace::Profile &known : console().profiles()) {
            if (known.name == "Acme")
                profile = known;
        }
        const vault::Credentials credentials = console().sandbox().credentials();
        QVERIFY(QCoro::waitFor(console().select(profile.id)).has_value());
        QVERIFY(QCoro::waitFor(console().storeCredentials(credentials)).has_value());
        QVERIFY(console().sandbox().start().has_value());

        write(Track);
        QTRY_COMPARE(action("compose.send")->text(), QStringLiteral("Send to PRODUCTION: Acme"));
        QTRY_VERIFY(action("compose.send")->isEnabled());
        m_bench->dialogs().answer = QStringLiteral("cancel");
        QStringList meanwhile;
        m_bench->dialogs().whileAsked = [&] {
            for (const VerdictWidget *widget : m_page->findChildren<VerdictWidget *>()) {
                if (widget->isVisible())
                    meanwhile.append(widget->content().word);
            }
        };
        action("compose.send")->trigger();
        m_bench->dialogs().whileAsked = {};
        QVERIFY2(!meanwhile.isEmpty() && meanwhile.filter(QStringLiteral("Sending")).isEmpty(),
                 qPrintable(meanwhile.join(QStringLiteral(", "))));
        QVERIFY(resultOf(QStringLiteral("Not sent")) != nullptr);
        QCOMPARE(m_bench->dialogs().asked.size(), 1);
        const QString asked = m_bench->dialogs().questions.first().text;
        QVERIFY2(asked.contains(QStringLiteral("Acme")) && asked.contains(QStringLiteral("DEMO")), qPrintable(asked));
        QVERIFY(history().empty());

        m_bench->dialogs().answer = QStringLiteral("send");
        for (std::size_t times = 1; times <= 2; ++times) {
            action("compose.send")->trigger();
            QTRY_COMPARE(history().size(), times);
            QTRY_VERIFY(action("compose.send")->isEnabled());
        }
        QCOMPARE(m_bench->dialogs().asked.size(), 2);
    }

    void theDraftOutlivesTheProgram()
    {
        write("{\"type\":\"identify\",\"userId\":\"draft\"}");
        m_bench->restart();
        openPage();
        QCOMPARE(editor().code(), std::string("{\"type\":\"identify\",\"userId\":\"draft\"}"));
    }

    void aSelectedRowLightsUpItsPlaceAndTheCaretItsRow()
    {
        write(Track);
        QTRY_VERIFY(!m_page->preview().deliveries.empty());
        auto *table = named<DataTable>(*m_page, QStringLiteral("Row for SMC"));
        int row = -1;
        for (int i = 0; i < table->model()->rowCount(); ++i) {
            if (table->model()->index(i, 0).data().toString() == QLatin1String("USER_ID"))
                row = i;
        }
        QVERIFY(row >= 0);
        table->selectRow(row);
        const long at = static_cast<long>(std::string(Track).find("\"u1\""));
        const auto isLit = [&](long byte) {
            return editor().SendScintilla(QsciScintillaBase::SCI_INDICATORVALUEAT, 8UL, byte) != 0;
        };
        QVERIFY(isLit(at));
        QVERIFY(!isLit(at - 1));

        editor().setCaret(static_cast<std::size_t>(at) + 1);
        QTRY_VERIFY(table->model()->index(row, 1).data(MarkedRole).toBool());
    }

    void severalEventsAreCountedAndTheOneAtTheCaretIsSent()
    {
        const std::string second = R"({"type":"identify","userId":"second"})";
        write(std::string(Track) + "\n" + second);
        QTRY_COMPARE(m_page->preview().count, std::size_t(2));
        editor().setCaret(editor().byteCount());
        QTRY_COMPARE(m_page->preview().index, std::size_t(1));
        action("compose.send")->trigger();
        QTRY_COMPARE(history().size(), std::size_t(1));
        const auto entry = console().history()->get(history().front().id);
        QCOMPARE((*entry)->eventText, second);
    }

    void theMainJobNeedsNoMouse()
    {
        QWidget &window = m_bench->window();
        QTest::keyClick(&window, Qt::Key_1, Qt::ControlModifier);
        QTRY_COMPARE(m_bench->window().currentPage()->id(), PageId::Connection);
        QTest::keyClick(&window, Qt::Key_2, Qt::ControlModifier);
        QTRY_COMPARE(m_bench->window().currentPage()->id(), PageId::Compose);
        QTRY_VERIFY(editor().hasFocus());
        QTest::keyClick(&editor(), Qt::Key_X, Qt::AltModifier);
        QTRY_COMPARE(QApplication::focusWidget()->accessibleName(), QStringLiteral("Examples"));
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("Into"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QTRY_VERIFY(action("compose.send")->isEnabled());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(resultOf(QStringLiteral("Delivered")) != nullptr);
        QTest::keyClick(&window, Qt::Key_3, Qt::ControlModifier);
        QTRY_COMPARE(m_bench->window().currentPage()->id(), PageId::Activity);
        QTRY_COMPARE(QApplication::focusWidget()->accessibleName(), QStringLiteral("Exchanges"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(m_bench->window().currentPage()->id(), PageId::Compose);
        QVERIFY(editor().code().find("SegmentToSMCStatic") != std::string::npos);
    }

    void everyControlHasANameAndTabLeadsRound()
    {
        write(Track);
        QTRY_VERIFY(action("compose.send")->isEnabled());
        const QStringList nameless = withoutAccessibleName(*m_page);
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QStringLiteral(", "))));

        named<QTreeView>(*m_page, QStringLiteral("Examples"))->setFocus();
        QStringList way;
        for (int step = 0; step < 20; ++step) {
            QWidget *at = QApplication::focusWidget();
            way.append(at->accessibleName());
            if (at->accessibleName() == QLatin1String("Send to Sandbox"))
                break;
            if (at == &editor())
                QTest::keyClick(at, Qt::Key_Escape);
            QTest::keyClick(at, Qt::Key_Tab);
        }
        const QString joined = way.join(QStringLiteral(" > "));
        QVERIFY2(way.indexOf(QStringLiteral("Examples")) < way.indexOf(QStringLiteral("Event as JSON")),
                 qPrintable(joined));
        QVERIFY2(way.indexOf(QStringLiteral("Event as JSON")) < way.indexOf(QStringLiteral("Row for SMC")),
                 qPrintable(joined));
        QVERIFY2(way.indexOf(QStringLiteral("Row for SMC")) < way.indexOf(QStringLiteral("Request as text")),
                 qPrintable(joined));
        QVERIFY2(way.last() == QLatin1String("Send to Sandbox"), qPrintable(joined));
    }
};

QTEST_MAIN(TestCompose)
#include "test_compose.moc"
