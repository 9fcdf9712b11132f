// Much of everything at once, with a watchdog that tells how long the window was kept from painting at worst: large
// pastes, thousands of saved events and entries, and a list of fifty thousand records.
#include "long_steps.h"
#include "named.h"

#include <gui/activity/history_table.h>
#include <gui/compose/library_model.h>
#include <gui/editor/json_editor.h>
#include <gui/palette/command_palette.h>
#include <gui/sandbox_host.h>
#include <gui/widgets/banner.h>
#include <gui/widgets/data_table.h>
#include <workspace/history_store.h>

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QFile>
#include <QFileInfo>
#include <QHeaderView>
#include <QLineEdit>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTreeView>

using namespace smc;
using namespace smc::gui;

namespace {

constexpr int Entries = 3000;
constexpr int Saved = 2000;
constexpr int Records = 50'000;

/// Some 5 MB, as a browser records it.
QString recording()
{
    // Without raw strings: moc does not get over those that hold a quoted backslash.
    const QString before = QStringLiteral("{\"request\":{\"method\":\"POST\",\"url\":\"https://api.segment.io/v1/t\","
                                          "\"headers\":[{\"name\":\"X\",\"value\":\"");
    const QString after = QStringLiteral("\"}],\"postData\":{\"mimeType\":\"application/json\",\"text\":\"{"
                                         "\\\"type\\\":\\\"track\\\",\\\"event\\\":\\\"Order %1\\\","
                                         "\\\"userId\\\":\\\"u%1\\\"}\"}}}");
    QString text = QStringLiteral("{\"log\":{\"version\":\"1.2\",\"entries\":[");
    const QString noise(15'000, QLatin1Char('x'));
    for (int i = 0; i < 300; ++i) {
        if (i > 0)
            text += QLatin1Char(',');
        text += before + noise + after.arg(i);
    }
    return text + QStringLiteral("]}}");
}

QString manyLines()
{
    QString text;
    for (int i = 0; i < Saved; ++i)
        text += QStringLiteral(R"({"type":"track","event":"Order %1","userId":"u%1","properties":{"total":%1.50}})")
                    .arg(i) +
                QLatin1Char('\n');
    return text;
}

void fillHistory(Console &console)
{
    workspace::HistoryStore store = *workspace::HistoryStore::open(console.workspaceFolder());
    for (int i = 0; i < Entries; ++i) {
        workspace::HistoryEntry entry;
        entry.timeMs = 1'700'000'000'000 + i;
        entry.profileId = "sandbox";
        entry.profileName = "Sandbox";
        entry.environment = "sandbox";
        entry.callType = "track";
        entry.verdict = i % 5 == 0 ? "Refused" : "Delivered";
        entry.sentence = "Entry number " + std::to_string(i) + " of many.";
        entry.method = "POST";
        entry.status = 200;
        entry.eventText = R"({"type":"track","event":"Order Completed","userId":"u)" + std::to_string(i) + "\"}";
        if (!store.append(entry))
            qFatal("The history takes no entry.");
    }
}

/// Behind the sandbox's back: through its front door it would take minutes.
void fillSandbox(const QString &file)
{
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("much"));
        database.setDatabaseName(file);
        QSqlQuery query(database);
        if (!database.open() ||
            !query.exec(QStringLiteral("WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %1) "
                                       "INSERT INTO list_segment_events (MESSAGE_ID, TYPE, EVENT, USER_ID, PROPERTIES) "
                                       "SELECT 'm-' || i, 'track', 'Order ' || (i * 7919 % 1000), 'u-' || i, "
                                       "'{\"total\": ' || i || '.5}' FROM n")
                            .arg(Records)))
            qFatal("%s", qPrintable(query.lastError().text()));
    }
    QSqlDatabase::removeDatabase(QStringLiteral("much"));
}

template <typename Condition>
bool comesTrue(Condition condition)
{
    return QTest::qWaitFor(condition, 60'000);
}

} // namespace

class TestResponsivenessMuch : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void noEventOfMuchWorkTakesTooLong()
    {
        holdToTheLimit([] {
            WindowBench bench;
            fillHistory(bench.console());
            fillSandbox(QString::fromStdString(bench.console().workspaceFolder()) + QStringLiteral("/sandbox.sqlite"));
            for (const auto &part : {pastes, savedEvents, history, records}) {
                part(bench);
                if (QTest::currentTestFailed())
                    return;
            }
        });
    }

private:
    static void pastes(WindowBench &bench)
    {
        show(bench, PageId::Compose);
        auto &editor = *named<JsonEditor>(bench.page(PageId::Compose), QStringLiteral("Event as JSON"));
        const auto paste = [&](const QString &text) {
            QGuiApplication::clipboard()->setText(text);
            inATurn([&] {
                editor.setFocus();
                editor.selectAll();
                editor.paste();
            });
        };
        step("paste a recording of 5 MB", [&] {
            paste(recording());
            QVERIFY(comesTrue([&] { return editor.code().find("Order 299") != std::string::npos; }));
            QTest::qWait(500);
        });
        step("undo it, and redo", [&] {
            inATurn([&] { QTest::keyClick(&editor, Qt::Key_Z, Qt::ControlModifier); });
            inATurn([&] { QTest::keyClick(&editor, Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier); });
        });
        step("paste 2000 events, one a line", [&] {
            paste(manyLines());
            QTest::qWait(500);
        });
        step("go through them, and type", [&] {
            for (int i = 0; i < 20; ++i) {
                QTest::keyClick(&editor, Qt::Key_Up);
                QTest::qWait(20);
            }
            QTest::keyClick(&editor, Qt::Key_End, Qt::ControlModifier);
            QTest::keyClicks(&editor, QStringLiteral("{\"type\":"), Qt::NoModifier, 30);
            QTest::qWait(300);
        });
        step("its form, and back", [&] {
            trigger(bench, "compose.view");
            QTest::qWait(300);
            trigger(bench, "compose.view");
        });
        step("paste 5 MB that are no event", [&] {
            paste(QString(5'000'000, QLatin1Char('x')));
            QTest::qWait(500);
        });
        step("clear the editor", [&] {
            inATurn([&] {
                editor.selectAll();
                QTest::keyClick(&editor, Qt::Key_Delete);
            });
            QTest::qWait(300);
        });
    }

    static void savedEvents(WindowBench &bench)
    {
        Page &page = bench.page(PageId::Compose);
        auto &tree = *named<QTreeView>(page, QStringLiteral("Saved events and examples"));
        const auto &model = *static_cast<const LibraryModel *>(tree.model());
        const auto at = [&](const char *path) { return model.indexOf(LibraryItem::Kind::Event, path); };
        const QTemporaryDir outside;
        QFile lines(outside.filePath(QStringLiteral("many.ndjson")));
        QVERIFY(lines.open(QIODevice::WriteOnly));
        lines.write(manyLines().toUtf8());
        lines.close();
        step("import 2000 events", [&] {
            bench.dialogs().path = lines.fileName();
            trigger(bench, "saved.import");
            QVERIFY(comesTrue([&] { return at("many/2000 Order 1999").isValid(); }));
        });
        step("search in them", [&] {
            auto *search = named<QLineEdit>(page, QStringLiteral("Search saved events and examples"));
            search->setFocus();
            QTest::keyClicks(search, QStringLiteral("order 19"), Qt::NoModifier, 30);
            QVERIFY(comesTrue(
                [&] { return at("many/1901 Order 1900").isValid() && !at("many/1000 Order 999").isValid(); }));
            search->clear();
            QVERIFY(comesTrue([&] { return at("many/1000 Order 999").isValid(); }));
        });
        step("find one in the palette", [&] {
            trigger(bench, "window.palette");
            QTest::keyClicks(&bench.named<QLineEdit>("Search actions, pages, profiles and lists"),
                             QStringLiteral("order 1999"), Qt::NoModifier, 30);
            bench.window().commandPalette().leave();
        });
        step("open one", [&] {
            inATurn([&] {
                tree.setFocus();
                tree.setCurrentIndex(at("many/1000 Order 999"));
                QTest::keyClick(&tree, Qt::Key_Return);
            });
        });
        changeLooks(bench);
        step("export all as one file", [&] {
            bench.dialogs().path = outside.filePath(QStringLiteral("all.ndjson"));
            inATurn([&] { tree.setCurrentIndex(model.indexOf(LibraryItem::Kind::Folder, "many")); });
            trigger(bench, "saved.exportLines");
            QVERIFY(comesTrue([&] { return QFileInfo(bench.dialogs().path).size() > 100'000; }));
        });
        step("remove their folder", [&] {
            bench.dialogs().answer = QStringLiteral("remove");
            trigger(bench, "saved.remove");
            QVERIFY(comesTrue([&] { return !at("many/1000 Order 999").isValid(); }));
        });
    }

    static void history(WindowBench &bench)
    {
        bench.restart();
        show(bench, PageId::Activity);
        auto &table = bench.named<HistoryTable>("Exchanges");
        QVERIFY(comesTrue([&] { return table.model()->rowCount() > 0; }));
        const int before = table.model()->rowCount();
        step("go to the end of 3000 entries", [&] {
            inATurn([&] {
                table.setFocus();
                QTest::keyClick(&table, Qt::Key_End);
            });
            QVERIFY(comesTrue([&] { return table.model()->rowCount() == Entries; }));
        });
        step("select all", [&] { inATurn([&] { table.selectAll(); }); });
        step("copy them", [&] { inATurn([&] { QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier); }); });
        step("export all as a HAR", [&] {
            bench.dialogs().path = bench.folder() + QStringLiteral("/all.har");
            trigger(bench, "activity.exportAllHar");
            QVERIFY(comesTrue([&] { return QFileInfo::exists(bench.dialogs().path); }));
        });
        step("remove them all", [&] {
            inATurn([&] { table.selectAll(); });
            bench.dialogs().answer = QStringLiteral("remove");
            trigger(bench, "activity.remove");
            QVERIFY(comesTrue([&] { return table.model()->rowCount() == 0; }));
        });
        step("and take that back", [&] {
            trigger(bench, "activity.undoRemove");
            QVERIFY(comesTrue([&] { return table.model()->rowCount() >= before; }));
        });
    }

    static void records(WindowBench &bench)
    {
        show(bench, PageId::Sandbox);
        auto &table = bench.named<DataTable>("Records");
        step("show a list of 50,000 records", [&] {
            inATurn([&] { bench.window().showPage(PageId::Sandbox, QStringLiteral("segment_events")); });
            QVERIFY(comesTrue([&] { return table.model()->rowCount() == 100; }));
        });
        step("go through its pages", [&] {
            auto &next = *named<QAbstractButton>(bench.page(PageId::Sandbox), QStringLiteral("Next page of records"));
            for (int i = 0; i < 5; ++i) {
                inATurn([&] { next.click(); });
                QTest::qWait(100);
            }
        });
        step("sort it", [&] {
            inATurn([&] { table.horizontalHeader()->setSortIndicator(3, Qt::DescendingOrder); });
            QTest::qWait(500);
        });
        step("export all of it", [&] {
            bench.dialogs().path = bench.folder() + QStringLiteral("/records.csv");
            bench.dialogs().answer = QStringLiteral("all");
            trigger(bench, "sandbox.export");
            QVERIFY(comesTrue([&] { return QFileInfo(bench.dialogs().path).size() > 1'000'000; }));
        });
        step("reset the sandbox", [&] {
            bench.dialogs().answer = QStringLiteral("reset");
            trigger(bench, "sandbox.reset");
            QTest::qWait(500);
        });
    }
};

int main(int argc, char **argv)
{
    WatchedApplication application(argc, argv);
    TestResponsivenessMuch test;
    return QTest::qExec(&test, argc, argv);
}

#include "test_responsiveness_much.moc"
