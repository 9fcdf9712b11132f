// Every dialog, panel and part of a page that opens, and what stands behind the pages' tabs: looked at in light and
// dark, at 100 % and at 200 %, and held to the rules of pages: all has a name, nothing is cut, Tab goes as one reads.
#include "named.h"
#include "window_bench.h"

#include <destination/settings.h>
#include <gui/activity/compare_window.h>
#include <gui/activity/details_pane.h>
#include <gui/compose/compose_page.h>
#include <gui/compose/examples.h>
#include <gui/compose/import_panel.h>
#include <gui/compose/place_panel.h>
#include <gui/compose/run_panel.h>
#include <gui/editor/json_editor.h>
#include <gui/help/manual_window.h>
#include <gui/palette/command_palette.h>
#include <gui/sandbox/sandbox_page.h>
#include <gui/sandbox_host.h>
#include <gui/shortcuts/shortcuts_dialog.h>
#include <gui/viewer/body_viewer.h>
#include <gui/widgets/data_table.h>
#include <sandbox/faults.h>
#include <vault/credentials.h>

#include <QApplication>
#include <QDialog>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QToolButton>

#include <algorithm>
#include <iterator>

using namespace smc;
using namespace smc::gui;
using theme::Scheme;

namespace {

constexpr const char *Group = R"({"type":"group","groupId":"SegmentToSMCStatic","userId":"segmenttest@selligent.com",)"
                              R"("traits":{"matchkey":"MAIL","method":"ADD","userlist":"USERS_SEGMENT"}})";
constexpr const char *Identify = R"({"type":"identify","userId":"u-1","traits":{"email":"ada@example.com"}})";

/// A window in which something is opened to be looked at.
struct Opened
{
    WindowBench bench;
    WindowDialogs dialogs;
    std::vector<QCoro::Task<QString>> asking;
    QWidget *place = nullptr;

    Page &page(PageId id)
    {
        bench.go(id);
        return bench.page(id);
    }

    Page &compose(const std::string &event)
    {
        Page &page = this->page(PageId::Compose);
        named<JsonEditor>(page, QStringLiteral("Event as JSON"))->setCode(event);
        if (!QTest::qWaitFor([&] { return bench.action("compose.sendSeveral").isEnabled(); }))
            qFatal("The event is not read");
        return page;
    }

    Page &activity(int entries)
    {
        for (int i = 0; i < entries; ++i)
            QCoro::waitFor(bench.console().send(i % 2 == 0 ? Group : Identify));
        Page &page = this->page(PageId::Activity);
        auto &table = *named<DataTable>(page, QStringLiteral("Exchanges"));
        if (!QTest::qWaitFor([&] { return table.model()->rowCount() >= entries; }))
            qFatal("There are no entries");
        return page;
    }

    QDialog *creation(const char *action, const char *title)
    {
        page(PageId::Sandbox);
        QCoro::waitFor(bench.window().showPage(PageId::Sandbox, QStringLiteral("USERS_SEGMENT")));
        QCoro::waitFor(static_cast<SandboxPage &>(bench.page(PageId::Sandbox)).refresh());
        bench.action(action).trigger();
        return &bench.named<QDialog>(title);
    }

    /// The last question that the console asked, in the dialog that a person gets.
    QMessageBox *question()
    {
        if (!QTest::qWaitFor([&] { return !bench.dialogs().questions.isEmpty(); }))
            qFatal("Nothing was asked");
        asking.push_back(dialogs.ask(&bench.window(), bench.dialogs().questions.last()));
        return bench.window().findChild<QMessageBox *>();
    }

    ~Opened()
    {
        if (auto *box = qobject_cast<QMessageBox *>(place))
            box->reject();
        for (QCoro::Task<QString> &each : asking)
            static_cast<void>(QCoro::waitFor(std::move(each)));
    }
};

struct Place
{
    const char *name;
    QWidget *(*open)(Opened &opened);
};

constexpr Place Places[] = {
    {"connection", [](Opened &opened) -> QWidget * { return &opened.page(PageId::Connection); }},
    {"compose", [](Opened &opened) -> QWidget * { return &opened.compose(Group); }},
    {"mapping", [](Opened &opened) -> QWidget * { return &opened.page(PageId::Mapping); }},
    {"activity",
     [](Opened &opened) -> QWidget * {
         Page &page = opened.activity(2);
         auto *table = named<DataTable>(page, QStringLiteral("Exchanges"));
         table->setCurrentIndex(table->model()->index(0, 0));
         return &page;
     }},
    {"form",
     [](Opened &opened) -> QWidget * {
         Page &page = opened.compose(*exampleText("group-static-segment.json"));
         named<QToolButton>(page, QStringLiteral("Show the event as a form"))->click();
         return &page;
     }},
    {"form-track",
     [](Opened &opened) -> QWidget * {
         Page &page = opened.compose(R"({"type":"track","event":"Order Completed","userId":"u1",)"
                                     R"("properties":{"total":1.5,"products":[{"sku":"a"}]}})");
         named<QToolButton>(page, QStringLiteral("Show the event as a form"))->click();
         return &page;
     }},
    {"sandbox",
     [](Opened &opened) -> QWidget * {
         QCoro::waitFor(opened.bench.console().send(Group));
         Page &page = opened.page(PageId::Sandbox);
         QCoro::waitFor(opened.bench.window().showPage(PageId::Sandbox, QStringLiteral("USERS_SEGMENT")));
         return &page;
     }},
    {"new-list", [](Opened &opened) -> QWidget * { return opened.creation("sandbox.newList", "New list"); }},
    {"new-field", [](Opened &opened) -> QWidget * { return opened.creation("sandbox.newField", "New field"); }},
    {"new-segment",
     [](Opened &opened) -> QWidget * { return opened.creation("sandbox.newSegment", "New static segment"); }},
    {"new-record", [](Opened &opened) -> QWidget * { return opened.creation("sandbox.newRecord", "New record"); }},
    {"history-bound",
     [](Opened &opened) -> QWidget * {
         Page &page = opened.activity(1);
         named<QPushButton>(page, QStringLiteral("Change the bound of the history"))->click();
         return &opened.bench.named<QDialog>("Bound of the history");
     }},
    {"palette",
     [](Opened &opened) -> QWidget * {
         QTest::keyClick(&opened.bench.window(), Qt::Key_K, Qt::ControlModifier);
         return &opened.bench.window().commandPalette();
     }},
    {"palette-found",
     [](Opened &opened) -> QWidget * {
         opened.page(PageId::Compose);
         opened.bench.window().commandPalette().open(QStringLiteral("se"));
         return &opened.bench.window().commandPalette();
     }},
    {"palette-nothing",
     [](Opened &opened) -> QWidget * {
         opened.bench.window().commandPalette().open(QStringLiteral("qqzzq"));
         return &opened.bench.window().commandPalette();
     }},
    {"manual",
     [](Opened &opened) -> QWidget * {
         opened.page(PageId::Activity);
         opened.bench.action("window.manual").trigger();
         return &opened.bench.named<ManualWindow>("Manual – SMC Console");
     }},
    {"manual-found",
     [](Opened &opened) -> QWidget * {
         opened.bench.action("window.manual").trigger();
         auto &manual = opened.bench.named<ManualWindow>("Manual – SMC Console");
         QTest::keyClicks(named<QLineEdit>(manual, QStringLiteral("Search the manual")), QStringLiteral("quota"));
         return &manual;
     }},
    {"shortcuts",
     [](Opened &opened) -> QWidget * {
         opened.bench.action("window.shortcuts").trigger();
         auto *dialog = opened.bench.window().findChild<ShortcutsDialog *>();
         auto *table = named<DataTable>(*dialog, QStringLiteral("Actions and their keys"));
         table->setCurrentIndex(table->model()->index(3, 0));
         return dialog;
     }},
    {"compare",
     [](Opened &opened) -> QWidget * {
         Page &page = opened.activity(2);
         named<DataTable>(page, QStringLiteral("Exchanges"))->selectAll();
         if (!QTest::qWaitFor([&] { return opened.bench.action("activity.compare").isEnabled(); }))
             qFatal("They can't be compared");
         opened.bench.action("activity.compare").trigger();
         if (!QTest::qWaitFor([&] { return page.findChild<CompareWindow *>() != nullptr; }))
             qFatal("They are not compared");
         return page.findChild<CompareWindow *>();
     }},
    {"question-unsaved",
     [](Opened &opened) -> QWidget * {
         opened.bench.dialogs().answer = QStringLiteral("cancel");
         QTest::keyClicks(&opened.bench.named<QLineEdit>("Organization"), QStringLiteral("X"));
         QTest::keyClick(&opened.bench.window(), Qt::Key_4, Qt::ControlModifier);
         return opened.question();
     }},
    {"question-remove-profile",
     [](Opened &opened) -> QWidget * {
         opened.bench.dialogs().answer = QStringLiteral("cancel");
         opened.bench.addProfile("Acme", "production");
         opened.bench.action("profile.remove").trigger();
         return opened.question();
     }},
    {"question-reset-sandbox",
     [](Opened &opened) -> QWidget * {
         opened.bench.dialogs().answer = QStringLiteral("cancel");
         opened.page(PageId::Sandbox);
         opened.bench.action("sandbox.reset").trigger();
         return opened.question();
     }},
    {"question-clear-history",
     [](Opened &opened) -> QWidget * {
         opened.bench.dialogs().answer = QStringLiteral("cancel");
         opened.activity(1);
         opened.bench.action("activity.clear").trigger();
         return opened.question();
     }},
    {"question-close",
     [](Opened &opened) -> QWidget * {
         opened.bench.dialogs().answer = QStringLiteral("stay");
         opened.bench.console().sandbox().setFaults(*sandbox::parseFaults({"latency=10000"}));
         opened.compose(Identify);
         opened.bench.action("compose.send").trigger();
         if (!QTest::qWaitFor([&] { return opened.bench.console().isBusy(); }))
             qFatal("Nothing is sent");
         opened.bench.window().close();
         return opened.question();
     }},
    {"question-production",
     [](Opened &opened) -> QWidget * {
         Console &console = opened.bench.console();
         opened.bench.dialogs().answer = QStringLiteral("cancel");
         const std::string address = console.sandbox().address();
         const vault::Credentials credentials = console.sandbox().credentials();
         opened.bench.addProfile("Acme", "production");
         static_cast<void>(QCoro::waitFor(console.changeSettings([&address](destination::Settings &settings) {
             settings.smcAdminUrl = address;
             settings.organization = "DEMO";
             settings.sendGroupEvents = true;
         })));
         static_cast<void>(QCoro::waitFor(console.storeCredentials(credentials)));
         QCoro::waitFor(console.send(Group));
         return opened.question();
     }},
    {"question-reset-shortcuts",
     [](Opened &opened) -> QWidget * {
         opened.bench.dialogs().answer = QStringLiteral("cancel");
         opened.bench.action("window.shortcuts").trigger();
         auto *dialog = opened.bench.window().findChild<ShortcutsDialog *>();
         for (QPushButton *button : dialog->findChildren<QPushButton *>()) {
             if (button->text().remove(u'&').startsWith(QLatin1String("Reset all")))
                 button->click();
         }
         dialog->reject();
         return opened.question();
     }},
    {"name-and-folder",
     [](Opened &opened) -> QWidget * {
         Page &page = opened.compose(Identify);
         opened.bench.action("compose.save").trigger();
         auto *panel = page.findChild<PlacePanel *>();
         panel->setError(QStringLiteral("There is an event of this name in this folder."));
         return panel;
     }},
    {"folder",
     [](Opened &opened) -> QWidget * {
         auto *panel = opened.compose(Identify).findChild<PlacePanel *>();
         panel->open({.ask = PlacePanel::Ask::Folder,
                      .title = QStringLiteral("Move 3 events"),
                      .button = QStringLiteral("Move"),
                      .folders = {QStringLiteral("Newsletter"), QStringLiteral("Newsletter/Spring")}},
                     nullptr);
         return panel;
     }},
    {"run",
     [](Opened &opened) -> QWidget * {
         Page &page = opened.compose(Identify);
         opened.bench.action("compose.sendSeveral").trigger();
         return page.findChild<RunPanel *>();
     }},
    {"run-done",
     [](Opened &opened) -> QWidget * {
         Page &page = opened.compose(Identify);
         opened.bench.action("compose.sendSeveral").trigger();
         named<QSpinBox>(page, QStringLiteral("Times"))->setValue(2);
         auto *panel = page.findChild<RunPanel *>();
         for (QPushButton *button : panel->findChildren<QPushButton *>()) {
             if (button->accessibleName().startsWith(QLatin1String("Send 2 events")))
                 button->click();
         }
         if (!QTest::qWaitFor([&] { return !panel->isRunning() && panel->unfinished().isEmpty(); }))
             qFatal("The run does not end");
         return panel;
     }},
    {"import",
     [](Opened &opened) -> QWidget * {
         auto *panel = opened.page(PageId::Compose).findChild<ImportPanel *>();
         panel->showProgress({.files = 1200, .all = 5000, .events = 1180, .allEvents = 1180}, std::chrono::minutes(1));
         return panel;
     }},
    {"import-left-out",
     [](Opened &opened) -> QWidget * {
         auto *panel = opened.page(PageId::Compose).findChild<ImportPanel *>();
         const Error notJson{"not_json", "This is not JSON: a comma or a bracket is expected.", "events.json"};
         panel->showLeftOut({notJson, notJson}, 12);
         return panel;
     }},
    {"find-bar",
     [](Opened &opened) -> QWidget * {
         Page &page = opened.activity(1);
         auto *table = named<DataTable>(page, QStringLiteral("Exchanges"));
         table->setCurrentIndex(table->model()->index(0, 0));
         auto *viewer = page.findChild<BodyViewer *>();
         for (QWidget *at = viewer; at; at = at->parentWidget()) {
             auto *tabs = qobject_cast<QTabWidget *>(at->parentWidget() ? at->parentWidget()->parentWidget() : nullptr);
             if (tabs && tabs->indexOf(at) >= 0)
                 tabs->setCurrentWidget(at);
         }
         if (!QTest::qWaitFor([&] { return viewer->isVisible() && viewer->index(); }))
             qFatal("The answer is not shown");
         viewer->findChild<QAction *>(QStringLiteral("viewer.find"))->trigger();
         QTest::keyClicks(named<QLineEdit>(*viewer, QStringLiteral("Find in the body")), QStringLiteral("a"));
         QTest::qWait(300);
         return viewer;
     }},
};

} // namespace

class TestPlaces : public QObject
{
    Q_OBJECT

private:
    void look(QWidget &place, const QString &part = {})
    {
        QTest::qWait(50);
        for (QWidget *at = place.parentWidget(); at && !at->isWindow(); at = at->parentWidget()) {
            if (auto *area = qobject_cast<QScrollArea *>(at))
                area->ensureWidgetVisible(&place); // For the picture.
        }
        // Layouts follow a little later.
        static_cast<void>(QTest::qWaitFor([&] { return wrongWith(place).isEmpty(); }, 2000));
        place.window()->grab().save(
            pictureFolder() + QStringLiteral("/place-%1%2.png").arg(QLatin1String(QTest::currentDataTag()), part));
        const QStringList wrong = wrongWith(place);
        QVERIFY2(wrong.isEmpty(), qPrintable(part + u'\n' + wrong.join(u'\n')));
        QVERIFY2(!tabChain(*place.window(), place).isEmpty(), "Tab comes to nothing in it");
    }

private Q_SLOTS:
    void cleanup() { theme::apply(*qApp, Scheme::Light, 100); }

    void everyPlaceKeepsToTheRules_data()
    {
        QTest::addColumn<int>("at");
        QTest::addColumn<Scheme>("scheme");
        QTest::addColumn<int>("zoom");
        for (int at = 0; at < int(std::size(Places)); ++at) {
            for (const Scheme scheme : {Scheme::Light, Scheme::Dark}) {
                for (const int zoom : {100, 200})
                    QTest::addRow("%s-%s-%d", Places[at].name, scheme == Scheme::Dark ? "dark" : "light", zoom)
                        << at << scheme << zoom;
            }
        }
    }

    void everyPlaceKeepsToTheRules()
    {
        QFETCH(const int, at);
        QFETCH(const Scheme, scheme);
        QFETCH(const int, zoom);
        theme::apply(*qApp, scheme, zoom);
        Opened opened;
        opened.bench.window().resize(1280, 800);
        opened.place = Places[at].open(opened);
        QVERIFY(opened.place);
        QTRY_VERIFY(opened.place->isVisible());
        look(*opened.place);
        // And behind each tab of it.
        for (QTabBar *tabs : opened.place->findChildren<QTabBar *>()) {
            const int before = tabs->currentIndex();
            for (int tab = 0; tab < tabs->count() && tabs->isVisible(); ++tab) {
                if (tab == before || !tabs->isTabVisible(tab) || !tabs->isTabEnabled(tab))
                    continue;
                tabs->setCurrentIndex(tab);
                look(*opened.place, u'-' + tabs->tabText(tab).remove(u'&').remove(u' ').remove(u'/'));
                if (QTest::currentTestFailed())
                    return;
            }
            tabs->setCurrentIndex(before);
        }
    }
};

QTEST_MAIN(TestPlaces)
#include "test_places.moc"
