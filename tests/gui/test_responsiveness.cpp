// The daily work, with a watchdog that tells how long the window was kept from painting at worst. It measures and
// prints; nothing is timed against a limit, since machines differ.
#include "named.h"
#include "watchdog.h"
#include "window_bench.h"

#include <gui/editor/json_editor.h>
#include <gui/help/manual_window.h>
#include <workspace/history_store.h>

#include <QLineEdit>
#include <QTableView>
#include <QTest>

using namespace smc;
using namespace smc::gui;

namespace {

WatchedApplication &watched()
{
    return static_cast<WatchedApplication &>(*qApp);
}

/// Runs `work`, lets what follows settle, and prints the longest event in it.
template <typename Work>
void step(const char *name, Work work)
{
    watched().watch();
    work();
    QTest::qWait(150);
    QVERIFY2(watched().events() > 0, name);
    std::printf("  %-44s %4lld ms  %s\n", name, static_cast<long long>(watched().worstMs()),
                watched().what().constData());
    std::fflush(stdout);
}

std::string largeEvent()
{
    std::string event = R"({"type":"identify","userId":"u1","traits":{)";
    for (int i = 0; i < 700; ++i)
        event +=
            (i > 0 ? "," : "") + ("\"trait_" + std::to_string(i)) + R"(": "value number )" + std::to_string(i) + "\"";
    return event + "}}";
}

void fillHistory(Console &console, int count)
{
    workspace::HistoryStore store = *workspace::HistoryStore::open(console.workspaceFolder());
    for (int i = 0; i < count; ++i) {
        workspace::HistoryEntry entry;
        entry.timeMs = 1'700'000'000'000 + i;
        entry.profileId = "sandbox";
        entry.profileName = "Sandbox";
        entry.environment = "sandbox";
        entry.callType = i % 3 == 0 ? "group" : "track";
        entry.verdict = i % 5 == 0 ? "Refused" : "Delivered";
        entry.sentence = "Entry number " + std::to_string(i) + " of many.";
        entry.method = "POST";
        entry.url = "http://127.0.0.1/Portal/Api/organizations/DEMO/lists/segment_events/data/load";
        entry.status = 200;
        entry.eventText = R"({"type":"track","event":"Order Completed","userId":"u)" + std::to_string(i) + "\"}";
        if (!store.append(entry))
            qFatal("The history takes no entry.");
    }
}

} // namespace

class TestResponsiveness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theLongestEventOfTheDailyWorkIsPrinted()
    {
        std::printf("Longest time in which the window could not paint (aim: 50 ms)\n");
        std::unique_ptr<WindowBench> bench;
        step("start the console", [&] { bench = std::make_unique<WindowBench>(); });
        fillHistory(bench->console(), 3000);
        step("go through the pages", [&] {
            for (const PageId page :
                 {PageId::Compose, PageId::Mapping, PageId::Activity, PageId::Sandbox, PageId::Connection})
                bench->go(page);
        });
        bench->go(PageId::Compose);
        auto &editor = *named<JsonEditor>(bench->page(PageId::Compose), QStringLiteral("Event as JSON"));
        step("open an event of 30 KB in Compose", [&] { editor.setCode(largeEvent()); });
        step("type into it", [&] {
            editor.setFocus();
            for (int i = 0; i < 20; ++i) {
                QTest::keyClick(&editor, Qt::Key_Space);
                QTest::qWait(30);
            }
        });
        step("send it", [&] {
            bench->action("compose.send").trigger();
            QTRY_VERIFY_WITH_TIMEOUT(!bench->console().isBusy(), 20000);
        });
        step("open Activity with 3000 entries", [&] { bench->go(PageId::Activity); });
        step("open the manual and search it", [&] {
            bench->action("window.manual").trigger();
            auto &manual = bench->find<ManualWindow>("manual");
            QTest::keyClicks(named<QLineEdit>(manual, QStringLiteral("Search the manual")), QStringLiteral("quota"));
            manual.close();
        });
        step("change to dark and back", [&] {
            theme::apply(*qApp, theme::Scheme::Dark);
            QTest::qWait(50);
            theme::apply(*qApp, theme::Scheme::Light);
        });
        step("close the console", [&] { bench.reset(); });
    }
};

int main(int argc, char **argv)
{
    WatchedApplication application(argc, argv);
    TestResponsiveness test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_responsiveness.moc"
