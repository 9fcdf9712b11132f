// Sending from Compose to the real embedded sandbox, and what the page says of it.
#include "compose_bench.h"

#include <gui/activity/details_pane.h>
#include <gui/activity/entry_words.h>
#include <gui/compose/delivery_model.h>
#include <gui/sandbox_host.h>
#include <gui/widgets/data_table.h>
#include <net/exchange_json.h>
#include <net/telling_clock.h>
#include <sandbox/faults.h>
#include <workspace/profile.h>

#include <QApplication>
#include <QClipboard>
#include <QDir>
#include <QFile>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QStatusBar>
#include <QTimer>

#include <atomic>
#include <memory>

using namespace smc;
using namespace smc::gui;

namespace {

/// A second goes by whenever somebody looks at it.
class HurryingClock final : public net::SystemClock
{
public:
    net::UtcTime now() const override { return SystemClock::now() + std::chrono::seconds(m_looks++); }

private:
    mutable std::atomic_int m_looks{0};
};

} // namespace

class TestComposeSend : public ComposeBench
{
    Q_OBJECT

    /// Of the row that the preview shows.
    QString messageId()
    {
        for (const PreviewCell &cell : m_page->preview().deliveries.front().cells) {
            if (cell.column == QLatin1String("MESSAGE_ID"))
                return cell.value;
        }
        return {};
    }

    /// What Activity keeps of what went out, newest first.
    QStringList sentBodies()
    {
        QStringList bodies;
        for (const workspace::HistorySummary &summary : history()) {
            const auto exchange = net::exchangeFromJson((*entryOf(console(), summary.id))->exchangeJson);
            bodies.append(exchange ? QString::fromStdString(exchange->request.body) : QString());
        }
        return bodies;
    }

    /// Says what came of it, with large text.
    VerdictWidget *sentInASmallWindow()
    {
        m_bench->window().resize(1024, 680);
        theme::apply(*qApp, theme::Scheme::Light, 150);
        write(Track);
        if (!QTest::qWaitFor([this] { return action("compose.send")->isEnabled(); }))
            return nullptr;
        action("compose.send")->trigger();
        return resultOf(QStringLiteral("Delivered to Sandbox"));
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

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
        QCOMPARE(m_page->shownStamp().messageId, stamp.messageId);

        const auto entries = history();
        QCOMPARE(entries.size(), std::size_t(1));
        const auto entry = entryOf(console(), entries.front().id);
        QCOMPARE((*entry)->eventText, std::string(Track));
        const auto exchange = net::exchangeFromJson((*entry)->exchangeJson);
        QVERIFY(exchange.has_value());
        QVERIFY(exchange->request.body.find(stamp.messageId) != std::string::npos);
        for (const PreviewCell &cell : delivery.cells)
            QVERIFY2(exchange->request.body.find(cell.json) != std::string::npos, cell.json.c_str());
        QVERIFY(m_page->stamp().messageId != stamp.messageId);

        Q_EMIT result->linkActivated(result->content().linkId);
        QTRY_COMPARE(m_bench->window().currentPage()->id(), PageId::Activity);
        QTRY_COMPARE(m_bench->window().findChild<DetailsPane *>()->details().summary.id, entries.front().id);
    }

    void theTimesAreThoseOfTheSending()
    {
        struct Watch final : net::SystemClock
        {
            net::UtcTime now() const override { return time; }
            net::UtcTime time = firstOfMarch()->now();
        };
        const auto watch = std::make_shared<Watch>();
        m_bench->setClock(watch);
        m_bench->restart();
        openPage();
        write(R"({"type":"track","event":"Order Completed","userId":"u1","properties":{"at":"{{now}}"}})");
        QTRY_VERIFY2(m_page->preview().eventText.find("2026-03-01T12:00:00") != std::string::npos,
                     m_page->preview().eventText.c_str());
        const QString id = messageId();
        // The console was left open over lunch.
        watch->time += std::chrono::hours(1);
        action("compose.send")->trigger();
        QTRY_COMPARE(lastStep(), QStringLiteral("Sent"));
        const QString sent = sentBodies().front();
        QVERIFY2(sent.contains(id) && !sent.contains(QStringLiteral("2026-03-01T12:")), qPrintable(sent));
        QVERIFY2(sent.count(QStringLiteral("2026-03-01T13:00:00")) >= 2, qPrintable(sent));
        QCOMPARE(messageId(), id);

        // What takes the place of a text is another event.
        write(Track);
        QGuiApplication::clipboard()->setText(
            QStringLiteral(R"({"type":"track","event":"Order Completed","userId":"u2"})"));
        const QString next = messageId();
        editor().selectAll();
        editor().paste();
        QTRY_VERIFY(messageId() != next);
    }

    void whatWasSentStaysShownUntilItsTextChanges()
    {
        write(Track);
        QTRY_VERIFY(action("compose.send")->isEnabled());
        const QString id = messageId();
        QVERIFY(id.startsWith(QStringLiteral("console-")));
        const QString request = m_page->preview().request;
        action("compose.send")->trigger();
        QTRY_COMPARE(lastStep(), QStringLiteral("Sent"));
        QVERIFY(sentBodies().front().contains(id));
        QCOMPARE(messageId(), id);
        QCOMPARE(m_page->preview().request, request);
        QCOMPARE(QString::fromStdString(m_page->shownStamp().messageId), id);
        // Neither a dry run nor another look changes what was sent.
        action("compose.dryRun")->trigger();
        QVERIFY(resultOf(QStringLiteral("Dry run: nothing was sent")) != nullptr);
        editor().setCaret(5);
        QTest::qWait(100);
        QCOMPARE(lastStep(), QStringLiteral("Sent"));
        QCOMPARE(messageId(), id);

        write(R"({"type":"track","event":"Order Completed","userId":"another"})");
        QCOMPARE(lastStep(), QStringLiteral("Not sent"));
        QVERIFY(messageId() != id);
    }

    void eachSendNamesOneIdInPreviewQuestionRequestAndActivity()
    {
        useProduction();
        write(Track);
        QTRY_VERIFY(action("compose.send")->isEnabled());
        const QString first = messageId();
        QString asked;
        m_bench->dialogs().answer = QStringLiteral("send");
        m_bench->dialogs().whileAsked = [&] { asked = messageId(); };
        action("compose.send")->trigger();
        QTRY_COMPARE(lastStep(), QStringLiteral("Sent"));
        m_bench->dialogs().whileAsked = {};
        QCOMPARE(asked, first);
        QCOMPARE(messageId(), first);

        // The second one gets an id of its own, and shows it before it goes.
        QString onItsWay;
        const auto watch = connect(&console(), &Console::busyChanged, this, [&] {
            if (console().isBusy())
                onItsWay = messageId();
        });
        action("compose.send")->trigger();
        QTRY_COMPARE(history().size(), std::size_t(2));
        QTRY_COMPARE(lastStep(), QStringLiteral("Sent"));
        disconnect(watch);
        const QString second = messageId();
        QVERIFY(second != first);
        QCOMPARE(onItsWay, second);
        const QStringList bodies = sentBodies(); // Newest first.
        QVERIFY2(bodies.at(0).contains(second) && !bodies.at(0).contains(first), qPrintable(bodies.at(0)));
        QVERIFY2(bodies.at(1).contains(first) && !bodies.at(1).contains(second), qPrintable(bodies.at(1)));
    }

    void whatWasSentIsShownOfItsOwnEventOnly()
    {
        write(std::string(Track) + "\n" + R"({"type":"identify","userId":"second"})");
        QTRY_COMPARE(m_page->preview().count, std::size_t(2));
        const QString first = messageId();
        action("compose.send")->trigger();
        QTRY_COMPARE(lastStep(), QStringLiteral("Sent"));
        editor().setCaret(editor().byteCount());
        QTRY_COMPARE(m_page->preview().index, std::size_t(1));
        QCOMPARE(lastStep(), QStringLiteral("Not sent"));
        const QString second = messageId();
        QVERIFY(second != first);
        action("compose.send")->trigger();
        QTRY_COMPARE(lastStep(), QStringLiteral("Sent"));
        QVERIFY(sentBodies().front().contains(second));
        QCOMPARE(messageId(), second);
    }

    void aMessageIdThatAFixWritesIsNotTheOneThatWasSent()
    {
        write(Track);
        QTRY_VERIFY(action("compose.send")->isEnabled());
        const std::string sent = messageId().toStdString();
        action("compose.send")->trigger();
        QTRY_COMPARE(lastStep(), QStringLiteral("Sent"));
        for (const Fix &addition : m_page->preview().additions) {
            for (const json::Replacement &edit : addition.edits)
                QVERIFY2(edit.text.find(sent) == std::string::npos, edit.text.c_str());
        }
        QVERIFY(!m_page->preview().additions.empty());
    }

    void whatWasTypedJustBeforeSendingIsSent()
    {
        write(Track);
        QTRY_VERIFY(action("compose.send")->isEnabled());
        const std::string typed = R"({"type":"identify","userId":"typed last"})";
        editor().setCode(typed);
        QTest::keyClick(&editor(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_COMPARE(history().size(), std::size_t(1));
        QCOMPARE((*entryOf(console(), history().front().id))->eventText, typed);
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
        QVERIFY(!QCoro::waitFor(console().history().opened()));
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

    void aResultLeavesThePageAsItStands()
    {
        const auto *scroll = m_page->findChild<QScrollArea *>(QStringLiteral("pageScroll"));
        for (const QSize size : {QSize(1280, 800), QSize(1024, 680)}) {
            m_bench->window().resize(size);
            write(Track);
            QTRY_VERIFY(action("compose.send")->isEnabled());
            action("compose.send")->trigger();
            QVERIFY(resultOf(QStringLiteral("Delivered")) != nullptr);
            QTest::qWait(50); // Layouts follow a little later.
            QVERIFY2(
                scroll->verticalScrollBar()->maximum() == 0,
                qPrintable(QStringLiteral("%1 at %2").arg(scroll->verticalScrollBar()->maximum()).arg(size.height())));
            QVERIFY(clippedTexts(*m_page).isEmpty());
            m_bench->picture(qPrintable(QStringLiteral("compose-result-%1").arg(size.width())));
        }
    }

    void theRowNamesItsColumnsWholeInASmallWindow()
    {
        m_bench->window().resize(1024, 680);
        write(Track);
        QTest::qWait(50);
        auto &table = m_bench->named<DataTable>("Row for SMC");
        m_bench->picture("compose-row-1024");
        QVERIFY(table.model()->rowCount() > 3);
        QVERIFY2(table.columnWidth(DeliveryModel::ColumnName) >= table.wantedWidth(DeliveryModel::ColumnName),
                 qPrintable(QString::number(table.columnWidth(DeliveryModel::ColumnName))));
        // There is no room for where a value came from beside it: that is said once its cell is chosen.
        QVERIFY(table.isColumnHidden(DeliveryModel::FromColumn));
        const QModelIndex type =
            table.model()
                ->match(table.model()->index(0, DeliveryModel::ColumnName), Qt::DisplayRole, QStringLiteral("TYPE"))
                .value(0);
        table.setCurrentIndex(type);
        const QString from = type.siblingAtColumn(DeliveryModel::FromColumn).data().toString();
        const auto &about = *named<QLabel>(*m_page, QStringLiteral("About the row"));
        QVERIFY(!from.isEmpty());
        QTRY_VERIFY2(about.isVisible() && about.accessibleDescription().contains(from),
                     qPrintable(about.accessibleDescription()));
        QCOMPARE(table.horizontalScrollBar()->maximum(), 0);
    }

    void aSecretInTheEventIsInNoSentence()
    {
        const std::string secret(console().sandbox().credentials().apiSecret.reveal());
        const std::string key(console().sandbox().credentials().apiKey.reveal());
        const auto shown = [this] {
            QStringList texts;
            for (const QLabel *label : m_page->findChildren<QLabel *>())
                texts.append(label->text());
            for (const VerdictWidget *widget : m_page->findChildren<VerdictWidget *>())
                texts.append(widget->content().sentence + widget->content().todo + widget->accessibleName());
            for (const VerdictContent &step : m_page->preview().steps)
                texts.append(step.sentence);
            for (const PreviewProblem &problem : m_page->preview().problems)
                texts.append(problem.message);
            return texts.join(QLatin1Char('\n')).remove(QChar(0x200B));
        };
        // Discarded, refused by Segment, and refused by SMC, each with a sentence that quotes it.
        for (const std::string &event : {"{\"type\":\"track\",\"userId\":\"u\",\"event\":\"" + secret + "\"}",
                                         "{\"type\":\"" + key + "\",\"userId\":\"u\"}",
                                         "{\"type\":\"group\",\"userId\":\"u\",\"groupId\":\"" + secret +
                                             "\",\"traits\":{\"matchkey\":\"MAIL\",\"userlist\":\"USERS_SEGMENT\"}}"}) {
            write(event);
            QVERIFY2(!shown().contains(QString::fromStdString(secret)), qPrintable(shown()));
            QVERIFY2(!shown().contains(QString::fromStdString(key)), qPrintable(shown()));
            const SendReport report = QCoro::waitFor(console().send(event));
            const QString words = report.verdict.sentence + report.verdict.todo;
            QVERIFY2(!words.contains(QString::fromStdString(secret)) && !words.contains(QString::fromStdString(key)),
                     qPrintable(words));
            QVERIFY2(words.contains(QStringLiteral("***")), qPrintable(words));
        }
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
        const VerdictWidget *cancelled = resultOf(QStringLiteral("Cancelled"));
        QVERIFY(cancelled != nullptr);
        QVERIFY(cancelled->content().sentence.startsWith(QStringLiteral("Cancelled ")));
        QVERIFY(!cancelled->content().todo.isEmpty());
        QVERIFY(!action("compose.cancel")->isVisible());
        QVERIFY(action("compose.send")->isEnabled());
    }

    void itIsSaidWhenSomethingIsSentAgainMuchLater()
    {
        console().sandbox().setFaults(*sandbox::parseFaults({"latency=10000"}));
        write(Track);
        QTRY_VERIFY(action("compose.send")->isEnabled());
        action("compose.send")->trigger();
        VerdictWidget *progress = resultOf(QStringLiteral("Sending to Sandbox"));
        QVERIFY(progress != nullptr);
        Q_EMIT console().waiting(std::chrono::seconds(30));
        const QString again = QStringLiteral("SMC has not taken it yet. It is sent again at ");
        QVERIFY2(progress->content().sentence.startsWith(again), qPrintable(progress->content().sentence));
        QVERIFY(m_bench->window().statusBar()->currentMessage().startsWith(again));
        // Once that time has come, it is under way again.
        Q_EMIT console().goesOn();
        QCOMPARE(progress->content().sentence, QStringLiteral("Waiting for the answer."));
        action("compose.cancel")->trigger();
        QVERIFY(resultOf(QStringLiteral("Cancelled")) != nullptr);
    }

    void onlyLongWaitsAreTold()
    {
        using std::chrono::seconds;
        /// Nobody waits by it.
        class HastyClock final : public net::SystemClock
        {
        public:
            void callAfter(std::chrono::milliseconds, QObject *context, std::function<void()> then) override
            {
                net::SystemClock::callAfter(std::chrono::milliseconds(1), context, std::move(then));
            }
        };
        QStringList told;
        net::TellingClock telling(
            std::make_shared<HastyClock>(),
            [&told](std::chrono::milliseconds wait) { told.append(QStringLiteral("waits %1 ms").arg(wait.count())); },
            [&told] { told.append(QStringLiteral("goes on")); });
        QObject context;
        const auto then = [&told] { told.append(QStringLiteral("then")); };
        telling.callAfter(seconds(5), &context, then);
        QTRY_COMPARE(told, QStringList{QStringLiteral("then")});
        told.clear();
        telling.callAfter(seconds(6), &context, then);
        QTRY_COMPARE(told,
                     QStringList({QStringLiteral("waits 6000 ms"), QStringLiteral("goes on"), QStringLiteral("then")}));
        told.clear();
        auto brokenOff = std::make_unique<QObject>();
        telling.callAfter(seconds(6), brokenOff.get(), then);
        brokenOff.reset();
        telling.callAfter(seconds(5), &context, then);
        QTRY_COMPARE(told, QStringList({QStringLiteral("waits 6000 ms"), QStringLiteral("then")}));
    }

    void theTimeOfASendIsTheOneThatActivityShows()
    {
        m_bench->setClock(std::make_shared<HurryingClock>());
        m_bench->restart();
        openPage();
        write(Track);
        QTRY_VERIFY(action("compose.send")->isEnabled());
        action("compose.send")->trigger();
        const VerdictWidget *result = resultOf(QStringLiteral("Delivered to Sandbox"));
        QVERIFY(result != nullptr);
        const QString begun = timeInWords(history().front().timeMs).right(8);
        QVERIFY2(result->content().word.endsWith(begun), qPrintable(result->content().word + u' ' + begun));
    }

    void whatCameOfASendIsInViewInASmallWindow()
    {
        const VerdictWidget *result = sentInASmallWindow();
        QVERIFY(result != nullptr);
        QTRY_COMPARE(result->visibleRegion().boundingRect().height(), result->height());
        m_bench->picture("compose-result-small");
        theme::apply(*qApp, theme::Scheme::Light);
    }

    void whatCameOfASendIsInViewWhereTheRestArrivesLater()
    {
        const VerdictWidget *result = sentInASmallWindow();
        QVERIFY(result != nullptr);
        // As a preview does that a slow computer still works at.
        const int before = editor().minimumHeight();
        bool hasGrown = false;
        QTimer::singleShot(200, this, [&] {
            editor().setMinimumHeight(editor().height() + 300);
            hasGrown = true;
        });
        QTRY_VERIFY(hasGrown);
        QTRY_VERIFY(result->mapTo(m_page, QPoint()).y() > editor().minimumHeight());
        QTRY_COMPARE(result->visibleRegion().boundingRect().height(), result->height());
        editor().setMinimumHeight(before);
        theme::apply(*qApp, theme::Scheme::Light);
    }

    void whatSendsToProductionIsRedOnEveryPage()
    {
        const auto roles = [this] {
            QStringList all;
            for (const char *id : {"compose.send", "activity.resend"}) {
                const QString name = m_bench->action(id).text().remove(QLatin1Char('&'));
                all.append(named<QPushButton>(m_bench->window(), name)->property("role").toString());
            }
            return all;
        };
        m_bench->go(PageId::Activity);
        openPage();
        QCOMPARE(roles(), (QStringList{QStringLiteral("primary"), QString()}));
        useProduction();
        QTRY_COMPARE(roles(), (QStringList{QStringLiteral("danger"), QStringLiteral("danger")}));
        write(Track);
        m_bench->picture("compose-production");
    }

    void productionIsAskedAboutOnceByName()
    {
        useProduction();

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

    void severalEventsAreCountedAndTheOneAtTheCaretIsSent()
    {
        const std::string second = R"({"type":"identify","userId":"second"})";
        write(std::string(Track) + "\n" + second);
        QTRY_COMPARE(m_page->preview().count, std::size_t(2));
        editor().setCaret(editor().byteCount());
        QTRY_COMPARE(m_page->preview().index, std::size_t(1));
        action("compose.send")->trigger();
        QTRY_COMPARE(history().size(), std::size_t(1));
        const auto entry = entryOf(console(), history().front().id);
        QCOMPARE((*entry)->eventText, second);
    }
};

QTEST_MAIN(TestComposeSend)
#include "test_compose_send.moc"
