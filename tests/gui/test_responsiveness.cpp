// The daily work, with a watchdog that tells how long the window was kept from painting at worst.
#include "activity_bench.h"
#include "long_steps.h"
#include "named.h"

#include <gui/activity/compare_window.h>
#include <gui/activity/details_pane.h>
#include <gui/activity/history_table.h>
#include <gui/editor/json_editor.h>
#include <gui/help/manual_window.h>
#include <gui/palette/command_palette.h>
#include <gui/sandbox_host.h>
#include <gui/viewer/body_viewer.h>
#include <net/exchange_json.h>
#include <workspace/history_store.h>
#include <workspace/profile.h>

#include <QAbstractButton>
#include <QItemSelectionModel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTableView>
#include <QTest>

using namespace smc;
using namespace smc::gui;

namespace {

std::string largeEvent()
{
    std::string event = R"({"type":"identify","userId":"u1","traits":{)";
    for (int i = 0; i < 700; ++i)
        event +=
            (i > 0 ? "," : "") + ("\"trait_" + std::to_string(i)) + R"(": "value number )" + std::to_string(i) + "\"";
    return event + "}}";
}

workspace::HistoryEntry entryNumber(int i)
{
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
    return entry;
}

/// An answer of some 50 MB.
std::string largeExchange()
{
    net::Exchange exchange;
    exchange.request.method = "GET";
    exchange.request.url = QUrl(QStringLiteral("https://acme.slgnt.us/"));
    exchange.state = net::State::Done;
    exchange.answer = net::Answer{};
    exchange.answer->status = 200;
    exchange.answer->headers = {{"content-type", "application/json"}};
    std::string &body = exchange.answer->body;
    body = "[";
    while (body.size() < (50U << 20U))
        body += R"({"MAIL":"someone@example.com","NAME":"Some One","SCORE":12345},)";
    body.back() = ']';
    return net::exchangeToJson(exchange);
}

/// A request of 2500 rows and some 12 MB.
std::string largeRequest()
{
    net::Exchange exchange;
    exchange.request.method = "POST";
    exchange.request.url = QUrl(QStringLiteral("https://acme.slgnt.us/"));
    exchange.state = net::State::Done;
    std::string &body = exchange.request.body;
    body = "[";
    for (int row = 0; row < 2500; ++row)
        body += R"(["id","track",null,")" + std::string(5000, 'x') + R"("],)";
    body.back() = ']';
    return net::exchangeToJson(exchange);
}

struct Large
{
    std::int64_t answer = 0;
    std::int64_t request = 0;
};

Large fillHistory(Console &console, int count)
{
    workspace::HistoryStore store = *workspace::HistoryStore::open(console.workspaceFolder());
    for (int i = 0; i < count; ++i) {
        if (!store.append(entryNumber(i)))
            qFatal("The history takes no entry.");
    }
    const auto append = [&](std::string exchange) {
        workspace::HistoryEntry large = entryNumber(count);
        large.exchangeJson = std::move(exchange);
        const auto id = store.append(large);
        if (!id)
            qFatal("The history does not take the large entry.");
        return *id;
    };
    return {append(largeExchange()), append(largeRequest())};
}

} // namespace

class TestResponsiveness : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noEventOfTheDailyWorkTakesTooLong()
    {
        holdToTheLimit([] { dailyWork(); });
    }

private:
    static void dailyWork()
    {
        std::unique_ptr<WindowBench> bench;
        // What runs before the event loop does is no event: scripts/benchmark measures the start as a whole.
        step(
            "start the console", [&] { bench = std::make_unique<WindowBench>(); }, Held::ToNothing);
        const Large large = fillHistory(bench->console(), 3000);
        pagesForTheFirstTime(*bench);
        if (!QTest::currentTestFailed())
            compose(*bench);
        if (!QTest::currentTestFailed())
            activity(*bench, large);
        if (!QTest::currentTestFailed())
            mapping(*bench);
        if (!QTest::currentTestFailed())
            saving(*bench);
        if (!QTest::currentTestFailed())
            sandbox(*bench);
        if (!QTest::currentTestFailed())
            frame(*bench);
        if (!QTest::currentTestFailed())
            step(
                "close the console", [&] { inATurn([&] { bench.reset(); }); }, Held::ToNothing);
    }

    static void pagesForTheFirstTime(WindowBench &bench)
    {
        step("start it again, and what it makes after that", [&] {
            bench.restart(WindowBench::Pages::WhenAskedFor);
            QTest::qWait(1000);
        });
        const std::pair<const char *, PageId> pages[] = {{"first visit of Compose", PageId::Compose},
                                                         {"first visit of Mapping", PageId::Mapping},
                                                         {"first visit of Activity", PageId::Activity},
                                                         {"first visit of Sandbox", PageId::Sandbox},
                                                         {"first visit of Connection", PageId::Connection}};
        for (const auto &[name, page] : pages)
            step(name, [&, id = page] { show(bench, id); });
        step("go through the pages again", [&] {
            for (const auto &[name, page] : pages)
                show(bench, page);
        });
    }

    static void compose(WindowBench &bench)
    {
        bench.go(PageId::Compose);
        auto &editor = *named<JsonEditor>(bench.page(PageId::Compose), QStringLiteral("Event as JSON"));
        step("open an event of 30 KB in Compose", [&] { inATurn([&] { editor.setCode(largeEvent()); }); });
        step("type into it", [&] {
            editor.setFocus();
            for (int i = 0; i < 20; ++i) {
                QTest::keyClick(&editor, Qt::Key_Space);
                QTest::qWait(30);
            }
        });
        step("send it", [&] {
            trigger(bench, "compose.send");
            QTRY_VERIFY_WITH_TIMEOUT(!bench.console().isBusy(), 20000);
        });
        step("its form, and back", [&] {
            trigger(bench, "compose.view");
            QTest::qWait(50);
            trigger(bench, "compose.view");
        });
    }

    static void activity(WindowBench &bench, const Large &large)
    {
        step("open Activity with 3000 entries", [&] { show(bench, PageId::Activity); });
        step("open an answer of 50 MB", [&] {
            inATurn([&] { bench.window().showPage(PageId::Activity, QString::number(large.answer)); });
            const auto &details = *bench.page(PageId::Activity).findChild<DetailsPane *>();
            QTRY_COMPARE_WITH_TIMEOUT(details.details().summary.id, large.answer, 60000);
        });
        step("look at it as a tree", [&] {
            auto &details = *bench.page(PageId::Activity).findChild<DetailsPane *>();
            inATurn([&] { details.setCurrentTab(QStringLiteral("answer")); });
            inATurn([&] { named<QAbstractButton>(details, QStringLiteral("Tree"))->click(); });
            QTest::qWait(500);
        });
        step("open a request of 12 MB", [&] {
            auto &details = *bench.page(PageId::Activity).findChild<DetailsPane *>();
            inATurn([&] { details.setCurrentTab(QStringLiteral("request")); });
            inATurn([&] { bench.window().showPage(PageId::Activity, QString::number(large.request)); });
            QTRY_COMPARE_WITH_TIMEOUT(details.details().summary.id, large.request, 60000);
            QTest::qWait(500);
        });
        step("look at another entry", [&] {
            auto &table = bench.named<HistoryTable>("Exchanges");
            inATurn([&] { table.select(100); });
            const auto &details = *bench.page(PageId::Activity).findChild<DetailsPane *>();
            QTRY_VERIFY(details.details().summary.id != large.request);
        });
        step("compare two entries", [&] {
            auto &table = bench.named<HistoryTable>("Exchanges");
            QItemSelection both(table.model()->index(100, 0), table.model()->index(101, 0));
            inATurn([&] {
                table.selectionModel()->select(both, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
            });
            trigger(bench, "activity.compare");
            QTRY_VERIFY(bench.window().findChild<CompareWindow *>() != nullptr);
            auto &compared = *bench.window().findChild<CompareWindow *>();
            QTRY_VERIFY(compared.isVisible());
            QTest::qWait(500);
            inATurn([&] { compared.close(); });
        });
        step("select the whole history, and to its end", [&] {
            auto &table = bench.named<HistoryTable>("Exchanges");
            inATurn([&] { table.setFocus(); });
            inATurn([&] { QTest::keyClick(&table, Qt::Key_A, Qt::ControlModifier); });
            QTRY_COMPARE(table.selectedCount(), 3003); // With the large ones, and what was sent.
            inATurn([&] { table.select(7); });
            inATurn([&] { QTest::keyClick(&table, Qt::Key_End, Qt::ShiftModifier); });
            QTRY_COMPARE(table.selectedCount(), 2996);
            inATurn([&] { table.select(0); });
        });
        step("search in request and answer", [&] {
            auto *search = named<QLineEdit>(bench.page(PageId::Activity), QStringLiteral("Search the history"));
            search->setFocus();
            QTest::keyClicks(search, QStringLiteral("u2999"));
            QTest::qWait(500);
            search->clear();
            QTest::qWait(300);
        });
    }

    static void mapping(WindowBench &bench)
    {
        step("edit a column of the mapping", [&] {
            show(bench, PageId::Mapping);
            auto &columns = *named<QTableView>(bench.page(PageId::Mapping), QStringLiteral("Columns of the rule"));
            inATurn([&] { columns.setCurrentIndex(columns.model()->index(0, 0)); });
            auto *value = named<QPlainTextEdit>(bench.page(PageId::Mapping), QStringLiteral("Value of the column"));
            value->setFocus();
            for (const char letter : {'$', '.', 'u', 's', 'e', 'r', 'I', 'd'}) {
                QTest::keyClick(value, letter);
                QTest::qWait(30);
            }
        });
        step("save the mapping", [&] {
            trigger(bench, "mapping.save");
            bench.written();
        });
        step("reset it to the preset, undo, save", [&] {
            trigger(bench, "mapping.resetAll");
            trigger(bench, "mapping.undo");
            trigger(bench, "mapping.resetAll");
            trigger(bench, "mapping.save");
            bench.written();
        });
    }

    static void saving(WindowBench &bench)
    {
        step("change the connection and save it", [&] {
            show(bench, PageId::Connection);
            auto &organization = bench.named<QLineEdit>("Organization");
            QTest::keyClicks(&organization, QStringLiteral("_2"));
            trigger(bench, "connection.save");
            bench.written();
        });
        step("copy a profile, and remove it", [&] {
            trigger(bench, "profile.duplicate");
            QTRY_COMPARE(bench.console().profile().name, std::string("Copy of Sandbox"));
            bench.dialogs().answer = QStringLiteral("remove");
            trigger(bench, "profile.remove");
            QTRY_COMPARE(bench.console().profile().name, std::string("Sandbox"));
        });
    }

    static void sandbox(WindowBench &bench)
    {
        step("stop the sandbox, and start it", [&] {
            show(bench, PageId::Sandbox);
            trigger(bench, "sandbox.stop");
            trigger(bench, "sandbox.start");
            QTRY_VERIFY(bench.console().sandbox().isRunning());
        });
        step("reset the sandbox", [&] {
            bench.dialogs().answer = QStringLiteral("reset");
            trigger(bench, "sandbox.reset");
            QTest::qWait(300);
        });
        step("test the connection to it", [&] {
            show(bench, PageId::Connection);
            trigger(bench, "connection.test");
            QTRY_VERIFY_WITH_TIMEOUT(!bench.console().isBusy(), 20000);
        });
    }

    static void frame(WindowBench &bench)
    {
        step("open the manual and search it", [&] {
            trigger(bench, "window.manual");
            auto &manual = bench.named<ManualWindow>("Manual – SMC Console");
            QTest::keyClicks(named<QLineEdit>(manual, QStringLiteral("Search the manual")), QStringLiteral("quota"));
            manual.close();
        });
        step("open the palette and search in it", [&] {
            trigger(bench, "window.palette");
            QTest::keyClicks(&bench.named<QLineEdit>("Search actions, pages, profiles and lists"),
                             QStringLiteral("sand"));
            bench.window().commandPalette().leave();
        });
        changeLooks(bench);
    }
};

int main(int argc, char **argv)
{
    WatchedApplication application(argc, argv);
    TestResponsiveness test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_responsiveness.moc"
