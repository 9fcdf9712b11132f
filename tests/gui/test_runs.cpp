// Sending one event many times, from the real window to the real sandbox.
#include "run_bench.h"
#include "watchdog.h"

#include <gui/appearance/appearance.h>
#include <gui/compose/run_panel.h>
#include <gui/compose/run_words.h>
#include <gui/sandbox_host.h>
#include <gui/time_left.h>
#include <net/exchange_json.h>
#include <sandbox/faults.h>
#include <workspace/profile.h>

#include <QApplication>
#include <QCheckBox>
#include <QElapsedTimer>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QRegularExpression>
#include <QScrollArea>
#include <QScrollBar>
#include <QSet>
#include <QSpinBox>
#include <QStatusBar>

using namespace smc;
using namespace smc::gui;
using namespace std::chrono_literals;

class TestRuns : public RunBench
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void twoHundredAreSentEachUnderItsOwnId()
    {
        write(Track);
        offer(200);
        QCOMPARE(starter().text(), QStringLiteral("Send 200 events to Sandbox"));
        m_bench->picture("run-asking");
        QElapsedTimer took;
        took.start();
        watched().watch();
        start();
        QTRY_VERIFY(in<QProgressBar>("Progress of the run").isVisible());
        VerdictWidget *result = outcome(QStringLiteral("Run finished: all sent to Sandbox"));
        QVERIFY(result != nullptr);
        const WatchedApplication::Turn busiest = watched().busiest();
        qInfo(
            "200 sends took %lld ms. The window was held up for %lld ms at most by the clock; it computed for %lld ms "
            "at most: %s",
            took.elapsed(), watched().longest().ms, busiest.computedMs, busiest.what.constData());
        QVERIFY2(busiest.computedMs <= MostComputedMs, busiest.what);
        QVERIFY2(result->content().sentence.startsWith(QStringLiteral("200 of 200: 200 accepted, in ")),
                 qPrintable(result->content().sentence));
        m_bench->picture("run-done");
        QSet<QString> ids;
        static const QRegularExpression id(QStringLiteral("console-[0-9a-f-]{20,}"));
        const auto kept = entries();
        QCOMPARE(kept.size(), std::size_t(200));
        for (const auto &entry : kept) {
            QVERIFY2(entry.eventText == Track, entry.eventText.c_str());
            QCOMPARE(entry.verdict, std::string("Delivered"));
            const auto exchange = net::exchangeFromJson(entry.exchangeJson);
            QVERIFY(exchange.has_value());
            ids.insert(id.match(QString::fromStdString(exchange->request.body)).captured());
        }
        QCOMPARE(ids.size(), 200);
        QVERIFY(!ids.contains(QString()));

        // It stays until it is dismissed.
        write(R"({"type":"identify","userId":"u2"})");
        QVERIFY(result->isVisible());
        QTest::mouseClick(&in<QPushButton>("Dismiss the result of the run"), Qt::LeftButton);
        QVERIFY(!result->isVisible());
    }

    void cancellingInTheMiddleStopsAtOnce()
    {
        console().sandbox().setFaults(*sandbox::parseFaults({"latency=100"}));
        write(Track);
        offer(1000);
        start();
        QTRY_VERIFY(in<QProgressBar>("Progress of the run").value() >= 3);
        m_bench->picture("run-running");
        QElapsedTimer took;
        took.start();
        QTest::mouseClick(&in<QPushButton>("Cancel the run"), Qt::LeftButton);
        VerdictWidget *result = outcome(QStringLiteral("Run cancelled"));
        QVERIFY(result != nullptr);
        QVERIFY2(took.elapsed() < 10000, qPrintable(QString::number(took.elapsed())));
        QVERIFY2(result->content().todo.startsWith(QStringLiteral("One more was under way: Cancelled ")),
                 qPrintable(result->content().todo));
        const std::size_t sent = entries().size();
        QVERIFY(sent >= 3 && sent < 100);
        QTest::qWait(400);
        QCOMPARE(entries().size(), sent);
        QVERIFY(!console().isBusy() && action("compose.send")->isEnabled());
    }

    void cancellingInAPauseStopsAtOnce()
    {
        write(Track);
        offer(5, 60);
        start();
        QTRY_COMPARE(entries().size(), std::size_t(1));
        QTRY_COMPARE(in<QProgressBar>("Progress of the run").value(), 1);
        QElapsedTimer took;
        took.start();
        QTest::mouseClick(&in<QPushButton>("Cancel the run"), Qt::LeftButton);
        VerdictWidget *result = outcome(QStringLiteral("Run cancelled"));
        QVERIFY(result != nullptr);
        QVERIFY2(took.elapsed() < 10000, qPrintable(QString::number(took.elapsed())));
        QVERIFY2(result->content().sentence.startsWith(QStringLiteral("1 of 5: 1 accepted")),
                 qPrintable(result->content().sentence));
    }

    void theRunSaysWhenAnEventIsSentAgain()
    {
        console().sandbox().setFaults(*sandbox::parseFaults({"latency=10000"}));
        write(Track);
        offer(5);
        start();
        QTRY_VERIFY(in<QPushButton>("Cancel the run").isVisible());
        const auto says = [this](const QString &words) {
            for (const QLabel *label : m_page->findChild<RunPanel *>()->findChildren<QLabel *>()) {
                if (label->isVisible() && label->text().contains(words))
                    return true;
            }
            return false;
        };
        const QString again = QStringLiteral("SMC has not taken it yet. It is sent again at ");
        Q_EMIT console().waiting(30s);
        QVERIFY(says(again));
        QVERIFY(says(QStringLiteral("0 of 5")));
        m_bench->picture("run-again");
        // Once that time has come, it is under way again.
        Q_EMIT console().goesOn();
        QVERIFY(!says(again));
        QVERIFY(says(QStringLiteral("0 of 5")));
        QTest::mouseClick(&in<QPushButton>("Cancel the run"), Qt::LeftButton);
        QVERIFY(outcome(QStringLiteral("Run cancelled")) != nullptr);
    }

    void itsButtonsAreInViewWithLargeText()
    {
        m_bench->window().appearance().setZoom(200);
        write(Track);
        offer(5);
        QTRY_COMPARE(starter().visibleRegion().boundingRect(), starter().rect());
        m_bench->window().appearance().setZoom(100);
    }

    void whoClosesTheRunIsBackWhereTheyCameFrom()
    {
        write(Track);
        editor().setFocus();
        offer(2);
        QVERIFY(in<QSpinBox>("Times").hasFocus());
        QTest::keyClick(&in<QSpinBox>("Times"), Qt::Key_Escape);
        QVERIFY(editor().hasFocus());
        offer(2);
        start();
        QVERIFY(outcome(QStringLiteral("Run finished")) != nullptr);
        in<QPushButton>("Dismiss the result of the run").setFocus();
        QTest::keyClick(&in<QPushButton>("Dismiss the result of the run"), Qt::Key_Space);
        QVERIFY(editor().hasFocus());
    }

    void theButtonsThatStartARunHaveRoomWhereTextIsLarge()
    {
        theme::apply(*qApp, theme::Scheme::Light, 200);
        m_bench->restart();
        openPage();
        for (const QSize &size : {QSize(1024, 680), QSize(1280, 800), QSize(1800, 900)}) {
            m_bench->window().resize(size);
            write(Track);
            offer(10);
            QTest::qWait(100); // Layouts follow a little later.
            for (QWidget *up = &starter(); up != m_page; up = up->parentWidget()) {
                if (const auto *area = qobject_cast<QScrollArea *>(up))
                    QVERIFY2(!area->horizontalScrollBar()->isVisible(), qPrintable(QString::number(size.width())));
            }
            QVERIFY(starter().mapTo(m_page, QPoint(starter().width(), 0)).x() <= m_page->width());
            const bool isBeside = starter().mapTo(m_page, QPoint()).y() <
                                  in<QSpinBox>("Times").mapTo(m_page, QPoint(0, in<QSpinBox>("Times").height())).y();
            QCOMPARE(isBeside, size.width() == 1800);
            m_bench->picture(size.width() == 1280 ? "run-asking-zoom200" : "run-asking-zoom200-other");
            QTest::keyClick(&in<QSpinBox>("Times"), Qt::Key_Escape);
        }
        theme::apply(*qApp, theme::Scheme::Light);
    }

    void thePauseIsKept()
    {
        write(Track);
        offer(4, 0.3);
        QElapsedTimer took;
        took.start();
        start();
        QVERIFY(outcome(QStringLiteral("Run finished: all sent")) != nullptr);
        QVERIFY2(took.elapsed() >= 3 * 300, qPrintable(QString::number(took.elapsed())));
        QCOMPARE(entries().size(), std::size_t(4));
    }

    void refusedAndFailedAreCountedApart()
    {
        console().sandbox().setFaults(*sandbox::parseFaults({"401"}));
        write(Track);
        offer(3);
        in<QCheckBox>("Stop at the first failure").setChecked(false);
        start();
        VerdictWidget *result = outcome(QStringLiteral("Run finished with failures"));
        QVERIFY(result != nullptr);
        QVERIFY2(result->content().sentence.contains(QStringLiteral("0 accepted")) &&
                     result->content().sentence.startsWith(QStringLiteral("3 of 3")),
                 qPrintable(result->content().sentence));
        QCOMPARE(entries().size(), std::size_t(3));
    }

    void productionIsAskedAboutForEachRunWithItsNumber()
    {
        useProduction();
        write(Track);
        m_bench->dialogs().answer = QStringLiteral("cancel");
        offer(12);
        QCOMPARE(starter().text(), QStringLiteral("Send 12 events to PRODUCTION: Acme"));
        m_bench->picture("run-production");
        start();
        VerdictWidget *result = outcome(QStringLiteral("Nothing was sent"));
        QVERIFY(result != nullptr);
        QVERIFY(entries().empty());
        const QString asked = m_bench->dialogs().questions.last().text;
        for (const char *part : {"12", "Acme", "DEMO"})
            QVERIFY2(asked.contains(QLatin1String(part)), qPrintable(asked));
        m_bench->dialogs().answer = QStringLiteral("send");
        for (std::size_t run = 1; run <= 2; ++run) {
            offer(12);
            starter().setFocus();
            start();
            QVERIFY(in<QPushButton>("Cancel the run").hasFocus());
            QVERIFY(outcome(QStringLiteral("Run finished: all sent to PRODUCTION: Acme")) != nullptr);
            QCOMPARE(entries().size(), 12 * run);
        }
        QCOMPARE(m_bench->dialogs().asked.size(), 3);
    }

    void choosingAnotherProfileEndsTheRun()
    {
        console().sandbox().setFaults(*sandbox::parseFaults({"latency=30"}));
        write(Track);
        offer(10);
        start();
        QTRY_VERIFY(in<QProgressBar>("Progress of the run").value() >= 2);
        m_bench->addProfile("Elsewhere", "staging");
        QVERIFY(outcome(QStringLiteral("Run cancelled (Sandbox)")) != nullptr);
        const auto kept = entries();
        QVERIFY(kept.size() >= 2 && kept.size() < 10);
        for (const auto &entry : kept)
            QCOMPARE(entry.profileName, std::string("Sandbox"));
    }

    void theStatusBarTellsOnOtherPagesAndLeadsBack()
    {
        console().sandbox().setFaults(*sandbox::parseFaults({"latency=60"}));
        write(Track);
        offer(20);
        start();
        QTRY_VERIFY(in<QProgressBar>("Progress of the run").value() >= 2);
        auto &work = m_bench->find<QPushButton>("status.working");
        QVERIFY(!work.isVisible());
        m_bench->go(PageId::Activity);
        QTRY_VERIFY(work.isVisible());
        QVERIFY2(work.text().contains(QStringLiteral(" of 20")), qPrintable(work.text()));
        m_bench->picture("run-elsewhere");
        QTRY_COMPARE_WITH_TIMEOUT(work.text(), QStringLiteral("Run finished: all sent to Sandbox"), 20000);
        QTest::mouseClick(&work, Qt::LeftButton);
        QTRY_COMPARE(m_bench->window().currentPage()->id(), PageId::Compose);
        QVERIFY(!work.isVisible());
        QVERIFY(outcome(QStringLiteral("Run finished")) != nullptr);
    }

    void withLargeTextTheRunIsInViewWhenOneComesBack()
    {
        const auto back = qScopeGuard([] { theme::apply(*qApp, theme::Scheme::Light, 100); });
        theme::apply(*qApp, theme::Scheme::Light, 200);
        m_bench->window().resize(1280, 800);
        console().sandbox().setFaults(*sandbox::parseFaults({"latency=500"}));
        write(Track);
        offer(50);
        start();
        QTRY_VERIFY(in<QProgressBar>("Progress of the run").value() >= 1);
        QTest::keyClick(&m_bench->window(), Qt::Key_4, Qt::ControlModifier);
        QTRY_COMPARE(m_bench->window().currentPage()->id(), PageId::Activity);
        QTest::keyClick(&m_bench->window(), Qt::Key_2, Qt::ControlModifier);
        QTRY_COMPARE(m_bench->window().currentPage()->id(), PageId::Compose);
        QTest::qWait(300);
        const auto &progress = in<QProgressBar>("Progress of the run");
        QTRY_COMPARE(progress.visibleRegion().boundingRect().size(), progress.size());
        m_bench->picture("run-zoom200");
        QTest::mouseClick(named<QPushButton>(*m_page, QStringLiteral("Cancel the run")), Qt::LeftButton);
        QVERIFY(outcome(QStringLiteral("Run cancelled (Sandbox)")) != nullptr);
    }

    void theStatusBarKeepsNothingOlderThanTheRun()
    {
        write(Track);
        Q_EMIT m_page->status(QStringLiteral("Saved as “a”."));
        offer(3);
        start();
        QVERIFY(outcome(QStringLiteral("Run finished")) != nullptr);
        QCOMPARE(m_bench->window().statusBar()->currentMessage(), QStringLiteral("Run finished: all sent to Sandbox"));

        // Elsewhere the link says it.
        console().sandbox().setFaults(*sandbox::parseFaults({"latency=60"}));
        offer(10);
        start();
        QTRY_VERIFY(in<QProgressBar>("Progress of the run").value() >= 1);
        m_bench->go(PageId::Activity);
        Q_EMIT console().waiting(60s);
        QVERIFY(!m_bench->window().statusBar()->currentMessage().isEmpty());
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->find<QPushButton>("status.working").text(),
                                  QStringLiteral("Run finished: all sent to Sandbox"), 20000);
        QCOMPARE(m_bench->window().statusBar()->currentMessage(), QString());

        // What another page says meanwhile stays.
        m_bench->go(PageId::Compose);
        offer(10);
        start();
        QTRY_VERIFY(in<QProgressBar>("Progress of the run").isVisible());
        m_bench->go(PageId::Activity);
        Q_EMIT m_bench->page(PageId::Activity).status(QStringLiteral("Pinned."));
        QTRY_COMPARE_WITH_TIMEOUT(m_bench->find<QPushButton>("status.working").text(),
                                  QStringLiteral("Run finished: all sent to Sandbox"), 20000);
        QCOMPARE(m_bench->window().statusBar()->currentMessage(), QStringLiteral("Pinned."));
    }

    void aMissingKeyIsSaidAndLedTo()
    {
        m_bench->addProfile("Acme", "staging");
        write(Track);
        offer(2);
        start();
        VerdictWidget *result = outcome(QStringLiteral("Nothing was sent"));
        QVERIFY(result != nullptr);
        Q_EMIT result->linkActivated(result->content().linkId);
        QTRY_COMPARE(m_bench->window().currentPage()->id(), PageId::Connection);
    }

    void theWindowMayGoWhileARunIsUnderWay()
    {
        console().sandbox().setFaults(*sandbox::parseFaults({"latency=50"}));
        write(Track);
        offer(100);
        start();
        QTRY_VERIFY(in<QProgressBar>("Progress of the run").value() >= 2);
        m_bench->restart();
        openPage();
        const std::size_t sent = entries().size();
        QVERIFY(sent >= 2 && sent < 50);
        QTest::qWait(300);
        QCOMPARE(entries().size(), sent);
    }

    void eachSendGetsItsOwnText()
    {
        RunPlan plan;
        plan.events.push_back({{}, R"({"type":"identify","userId":"{{n}}"})"});
        plan.times = 3;
        plan.onFailure = RunPlan::OnFailure::GoOn;
        const Expand expand = [](const std::string &text, std::size_t number) -> Result<std::string> {
            if (number == 1)
                return fail("unknown_variable", "There is no variable n.");
            std::string filled = text;
            filled.replace(filled.find("{{n}}"), 5, "u" + std::to_string(number));
            return filled;
        };
        Run run(console(), std::move(plan), expand);
        const RunSummary summary = QCoro::waitFor(run.go(nullptr));
        QCOMPARE(summary.progress.accepted, std::size_t(2));
        QCOMPARE(summary.progress.notSent, std::size_t(1));
        QVERIFY(summary.reason.contains(QStringLiteral("There is no variable n.")));
        const auto kept = entries();
        QCOMPARE(kept.size(), std::size_t(2));
        QVERIFY(kept[0].eventText.find("\"u0\"") != std::string::npos);
        QVERIFY(kept[1].eventText.find("\"u2\"") != std::string::npos);
    }

    void variablesAreDrawnAnewForEachSend()
    {
        write(R"({"type":"identify","userId":"{{uuid}}","traits":{"at":"{{now}}"}})");
        offer(5);
        start();
        QVERIFY(outcome(QStringLiteral("Run finished: all sent")) != nullptr);
        QSet<QString> users;
        static const QRegularExpression user(QStringLiteral("\"userId\":\"([0-9a-f-]{36})\""));
        for (const auto &entry : entries()) {
            users.insert(user.match(QString::fromStdString(entry.eventText)).captured(1));
            QVERIFY2(entry.eventText.find("\"at\":\"2026-03-01T12:00:00.000Z\"") != std::string::npos,
                     entry.eventText.c_str());
        }
        QCOMPARE(users.size(), 5);
        QVERIFY(!users.contains(QString()));
    }

    void aVariableThatThereIsNotIsNotSent()
    {
        write(R"({"type":"identify","userId":"u","n":{{nothing}}})");
        offer(2);
        start();
        VerdictWidget *result = outcome(QStringLiteral("Run stopped at the first failure"));
        QVERIFY(result != nullptr);
        QVERIFY(entries().empty());
        QVERIFY2(result->content().todo.contains(QStringLiteral("nothing")), qPrintable(result->content().todo));
    }

    void timesReadAsPeopleSayThem()
    {
        QCOMPARE(inWords(200ms), QStringLiteral("about a second"));
        QCOMPARE(inWords(12s), QStringLiteral("about 12 seconds"));
        QCOMPARE(inWords(5min), QStringLiteral("about 5 minutes"));
        QCOMPARE(inWords(3h), QStringLiteral("about 3 hours"));
    }
};

int main(int argc, char **argv)
{
    WatchedApplication application(argc, argv);
    TestRuns test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_runs.moc"
