// The Sandbox page where it holds nothing, where an export came to nothing, and where it has little room.
#include "look.h"
#include "named.h"
#include "window_bench.h"

#include <gui/sandbox/content_tree.h>
#include <gui/sandbox/rows_file.h>
#include <gui/sandbox/sandbox_page.h>
#include <gui/sandbox_host.h>
#include <gui/widgets/banner.h>
#include <gui/widgets/data_table.h>
#include <gui/widgets/empty_state.h>

#include <QAccessible>
#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDir>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QTabBar>
#include <QTest>

using namespace smc::gui;

namespace {

constexpr const char *Group = R"({"type":"group","groupId":"SegmentToSMCStatic","userId":"segmenttest@selligent.com",)"
                              R"("traits":{"matchkey":"MAIL","method":"ADD","userlist":"USERS_SEGMENT"}})";

struct Shown
{
    Shown()
    {
        bench.window().resize(1280, 800);
        bench.go(PageId::Sandbox);
        QCoro::waitFor(page().refresh());
    }
    SandboxPage &page() { return static_cast<SandboxPage &>(bench.page(PageId::Sandbox)); }
    void choose(const QString &list, const QString &segment = {})
    {
        bench.named<ContentTree>("Lists and segments").selectOnceThere({list, segment});
        QCoro::waitFor(page().refresh());
    }
    const EmptyState &emptyRows() { return bench.find<EmptyState>("sandbox.rows.empty"); }
    const EmptyState &emptyRequests() { return bench.find<EmptyState>("sandbox.requests.empty"); }
    const DataTable &rows() { return bench.named<DataTable>("Records"); }

    WindowBench bench;
};

/// Its words, title first, as far as one can see them.
QStringList wordsOf(const EmptyState &empty)
{
    QStringList words;
    for (const QLabel *label : empty.findChildren<QLabel *>()) {
        if (label->isVisible() && !label->text().isEmpty())
            words.append(label->text());
    }
    return words;
}

/// Makes something by the form of that title, which is open.
void fillForm(WindowBench &bench, const char *title, const QList<std::pair<QString, QString>> &values)
{
    auto &form = bench.named<QDialog>(title);
    for (const auto &[name, value] : values)
        named<QLineEdit>(form, name)->setText(value);
    QTest::keyClick(&form, Qt::Key_Return);
}

} // namespace

class TestSandboxEmpty : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void anEmptyListOffersToMakeARecord();
    void aListWithoutFieldsAsksForThemFirst();
    void anEmptySegmentLeadsToCompose();
    void anEmptyRequestLogLeadsToCompose();
    void emptyStatesKeepToTheRules_data();
    void emptyStatesKeepToTheRules();
    void aButtonThatIsGoneIsForgottenByScreenReaders();
    void aPageThatIsGoneGivesWayToTheLastOne();
    void stoppingAndStartingKeepTheFocusOnThePage();
    void faultsFitIntoANarrowPane_data();
    void faultsFitIntoANarrowPane();
    void anExportThatFailsStandsInABanner_data();
    void anExportThatFailsStandsInABanner();
    void whyAFileCouldNotBeWrittenIsSaid_data();
    void whyAFileCouldNotBeWrittenIsSaid();
};

void TestSandboxEmpty::anEmptyListOffersToMakeARecord()
{
    Shown shown;
    shown.choose(QStringLiteral("USERS_SEGMENT"));
    QTRY_COMPARE(shown.rows().model()->rowCount(), 100);
    QVERIFY(!shown.emptyRows().isVisible());
    shown.choose(QStringLiteral("segment_events"));
    QTRY_VERIFY(shown.emptyRows().isVisible());
    QCOMPARE(wordsOf(shown.emptyRows()).value(0), QStringLiteral("This list has no records yet"));
    // Its columns can still be read.
    QVERIFY(shown.rows().isVisible());
    QCOMPARE(shown.rows().viewport()->height(), 0);
    QVERIFY(shown.rows().horizontalHeader()->height() > 0);
    shown.bench.picture("state-sandbox-empty-list");

    auto &make = *named<QPushButton>(shown.emptyRows(), QStringLiteral("New record…"));
    QVERIFY(make.isVisible());
    make.setFocus();
    QTest::keyClick(&make, Qt::Key_Space);
    fillForm(shown.bench, "New record", {{QStringLiteral("MESSAGE_ID"), QStringLiteral("m-1")}});
    QTRY_COMPARE(shown.rows().model()->rowCount(), 1);
    QTRY_VERIFY(!shown.emptyRows().isVisible());
    QVERIFY(shown.rows().viewport()->height() > 100);
}

void TestSandboxEmpty::aListWithoutFieldsAsksForThemFirst()
{
    Shown shown;
    shown.bench.action("sandbox.newList").trigger();
    fillForm(shown.bench, "New list",
             {{QStringLiteral("API name"), QStringLiteral("NEWSLETTERS")},
              {QStringLiteral("Name"), QStringLiteral("Newsletters")}});
    QTRY_VERIFY(shown.emptyRows().isVisible());
    QTRY_COMPARE(wordsOf(shown.emptyRows()).value(0), QStringLiteral("This list has no fields yet"));
    named<QPushButton>(shown.emptyRows(), QStringLiteral("New field…"))->click();
    fillForm(shown.bench, "New field", {{QStringLiteral("Name"), QStringLiteral("TITLE")}});
    QTRY_COMPARE(wordsOf(shown.emptyRows()).value(0), QStringLiteral("This list has no records yet"));
}

void TestSandboxEmpty::anEmptySegmentLeadsToCompose()
{
    Shown shown;
    shown.choose(QStringLiteral("USERS_SEGMENT"), QStringLiteral("SegmentToSMCStatic"));
    QTRY_VERIFY(shown.emptyRows().isVisible());
    QCOMPARE(wordsOf(shown.emptyRows()).value(0), QStringLiteral("This segment has no members yet"));
    named<QPushButton>(shown.emptyRows(), QStringLiteral("Go to Compose"))->click();
    QTRY_VERIFY(shown.bench.page(PageId::Compose).isVisible());
    QCoro::waitFor(shown.bench.console().send(Group));
    shown.bench.go(PageId::Sandbox);
    shown.choose(QStringLiteral("USERS_SEGMENT"), QStringLiteral("SegmentToSMCStatic"));
    QTRY_COMPARE(shown.rows().model()->rowCount(), 1);
    QVERIFY(!shown.emptyRows().isVisible());
}

void TestSandboxEmpty::anEmptyRequestLogLeadsToCompose()
{
    Shown shown;
    shown.bench.named<QTabBar>("Rows, requests or faults").setCurrentIndex(1);
    QTRY_VERIFY(shown.emptyRequests().isVisible());
    QCOMPARE(wordsOf(shown.emptyRequests()).value(0), QStringLiteral("Nothing was asked of the sandbox yet"));
    QVERIFY(named<QPushButton>(shown.emptyRequests(), QStringLiteral("Go to Compose"))->isVisible());
    QVERIFY(!shown.bench.action("sandbox.exportRequests").isEnabled());
    shown.bench.picture("state-sandbox-empty-requests");
    QCoro::waitFor(shown.bench.console().send(Group));
    QTRY_VERIFY(!shown.emptyRequests().isVisible());
    QVERIFY(shown.bench.action("sandbox.exportRequests").isEnabled());
}

void TestSandboxEmpty::emptyStatesKeepToTheRules_data()
{
    addLooks();
}

void TestSandboxEmpty::emptyStatesKeepToTheRules()
{
    const Look look;
    Shown shown;
    shown.bench.window().resize(look.size());
    for (const QString &segment : {QString(), QStringLiteral("SegmentToSMCStatic")}) {
        shown.choose(segment.isEmpty() ? QStringLiteral("segment_events") : QStringLiteral("USERS_SEGMENT"), segment);
        QTRY_VERIFY(shown.emptyRows().isVisible());
        const QString kind = segment.isEmpty() ? QStringLiteral("list-") : QStringLiteral("segment-");
        shown.bench.picture(qPrintable(QStringLiteral("state-sandbox-empty-") + kind + Look::tag()));
        const QStringList clipped = clippedTexts(shown.bench.window());
        QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(QLatin1Char('\n'))));
        const QStringList nameless = withoutAccessibleName(shown.page());
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QLatin1Char('\n'))));
    }
}

void TestSandboxEmpty::aButtonThatIsGoneIsForgottenByScreenReaders()
{
    QAction one(QStringLiteral("One"));
    QAction other(QStringLiteral("Other"));
    for (int i = 0; i < 50; ++i) { // The next one is likely to stand where the last one stood.
        EmptyState empty(QStringLiteral("sandbox"), {}, {});
        empty.setAction(&one);
        QPushButton *button = empty.findChild<QPushButton *>();
        const QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(button);
        QCOMPARE(accessible->object(), button);
        empty.setAction(&other);
        QCOMPARE(accessible->text(QAccessible::Name), QStringLiteral("Other"));
    }
}

void TestSandboxEmpty::aPageThatIsGoneGivesWayToTheLastOne()
{
    Shown shown;
    for (int i = 0; i < 101; ++i)
        QCoro::waitFor(shown.bench.console().send(R"({"type":"identify","userId":"u)" + std::to_string(i) + R"("})"));
    shown.choose(QStringLiteral("segment_events"));
    QTRY_COMPARE(shown.rows().model()->rowCount(), 100);
    shown.bench.named<QPushButton>("Next page of records").click();
    QTRY_COMPARE(shown.rows().model()->rowCount(), 1);
    shown.bench.console().sandbox().resetToDemo();
    QTRY_VERIFY(shown.emptyRows().isVisible());
    QCoro::waitFor(shown.bench.console().send(R"({"type":"identify","userId":"again"})"));
    QTRY_COMPARE(shown.rows().model()->rowCount(), 1);
    QVERIFY(!shown.emptyRows().isVisible());
}

void TestSandboxEmpty::stoppingAndStartingKeepTheFocusOnThePage()
{
    Shown shown;
    shown.bench.window().activateWindow();
    QTRY_VERIFY(shown.bench.named<ContentTree>("Lists and segments").hasFocus());
    shown.bench.action("sandbox.stop").trigger();
    QTRY_VERIFY(!shown.bench.console().sandbox().isRunning());
    QPushButton &start = *named<QPushButton>(shown.page(), QStringLiteral("Start sandbox"));
    QTRY_VERIFY(start.hasFocus());
    QTest::keyClick(&start, Qt::Key_Space);
    QTRY_VERIFY(shown.bench.console().sandbox().isRunning());
    QTRY_VERIFY(shown.bench.named<ContentTree>("Lists and segments").hasFocus());
}

void TestSandboxEmpty::faultsFitIntoANarrowPane_data()
{
    addLooks();
}

void TestSandboxEmpty::faultsFitIntoANarrowPane()
{
    const Look look;
    Shown shown;
    shown.bench.window().resize(look.size());
    shown.bench.named<QTabBar>("Rows, requests or faults").setCurrentIndex(2);
    auto &late = *named<QCheckBox>(shown.page(), QStringLiteral("Late answers"));
    auto &which = *named<QComboBox>(shown.page(), QStringLiteral("Requests that Late answers meets"));
    late.click();
    QTRY_VERIFY(which.isEnabled());
    QTest::qWait(0);
    shown.bench.picture(qPrintable(QStringLiteral("state-sandbox-faults-") + Look::tag()));
    const QScrollArea *scroll = nullptr;
    for (const QWidget *over = &late; scroll == nullptr; over = over->parentWidget())
        scroll = qobject_cast<const QScrollArea *>(over);
    QCOMPARE(scroll->horizontalScrollBar()->maximum(), 0);
    const int end = which.mapTo(scroll->viewport(), QPoint(which.width(), 0)).x();
    QVERIFY2(end <= scroll->viewport()->width(), qPrintable(QString::number(end)));
    if (look.zoom() == 100) { // Faults scroll, and the page beside them need not.
        const QScrollArea *page = nullptr;
        for (const QWidget *over = scroll->parentWidget(); page == nullptr; over = over->parentWidget())
            page = qobject_cast<const QScrollArea *>(over);
        QCOMPARE(page->verticalScrollBar()->maximum(), 0);
    }
}

void TestSandboxEmpty::anExportThatFailsStandsInABanner_data()
{
    QTest::addColumn<QByteArray>("action");
    QTest::newRow("records") << QByteArray("sandbox.export");
    QTest::newRow("requests") << QByteArray("sandbox.exportRequests");
}

void TestSandboxEmpty::anExportThatFailsStandsInABanner()
{
    QFETCH(const QByteArray, action);
    Shown shown;
    QCoro::waitFor(shown.bench.console().send(Group));
    shown.choose(QStringLiteral("USERS_SEGMENT"));
    QTRY_VERIFY(shown.bench.action(action.constData()).isEnabled());
    shown.bench.dialogs().path = shown.bench.folder() + QStringLiteral("/gone/export.csv");
    shown.bench.action(action.constData()).trigger();
    QTRY_VERIFY(shown.page().banners().banner(QStringLiteral("export")) != nullptr);
    const Banner &banner = *shown.page().banners().banner(QStringLiteral("export"));
    QVERIFY(banner.isVisible());
    QCOMPARE(banner.content().tone, theme::Tone::Danger);
    QVERIFY2(banner.content().text.contains(QStringLiteral("/gone/export.csv")), qPrintable(banner.content().text));
    QVERIFY2(banner.content().text.endsWith(QStringLiteral("its folder is not there. Choose another one.")),
             qPrintable(banner.content().text));
    shown.bench.picture("state-sandbox-export-failed");

    // Once it went well, nothing failed any longer.
    shown.bench.dialogs().path = shown.bench.folder() + QStringLiteral("/export.csv");
    named<QPushButton>(shown.page().banners(), QStringLiteral("Export again…"))->click();
    QTRY_VERIFY(QFile::exists(shown.bench.dialogs().path));
    QTRY_VERIFY(shown.page().banners().banner(QStringLiteral("export")) == nullptr);
}

void TestSandboxEmpty::whyAFileCouldNotBeWrittenIsSaid_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("why");
    QTest::newRow("no folder") << QStringLiteral("/gone/records.csv") << QStringLiteral("its folder is not there");
    QTest::newRow("a file as folder") << QStringLiteral("/file/records.csv")
                                      << QStringLiteral("its folder is not there");
    QTest::newRow("a folder") << QStringLiteral("/folder.csv") << QStringLiteral("a folder has that name");
}

void TestSandboxEmpty::whyAFileCouldNotBeWrittenIsSaid()
{
    QFETCH(const QString, path);
    QFETCH(const QString, why);
    const QTemporaryDir folder;
    QVERIFY(QDir(folder.path()).mkdir(QStringLiteral("folder.csv")));
    QFile file(folder.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto written = writeRequests({}, folder.path() + path);
    QVERIFY(!written);
    QCOMPARE(written.error().code, std::string("export_failed"));
    const QString message = QString::fromStdString(written.error().message);
    QVERIFY2(message.contains(why), qPrintable(message));
    QVERIFY2(message.contains(QStringLiteral("Choose another")), qPrintable(message));
#ifdef Q_OS_LINUX
    // Not even root may write here.
    const auto forbidden = writeRequests({}, QStringLiteral("/proc/records.csv"));
    QVERIFY(!forbidden);
    QVERIFY2(forbidden.error().message.find("/proc/records.csv could not be written") == 0,
             forbidden.error().message.c_str());
#endif
}

QTEST_MAIN(TestSandboxEmpty)
#include "test_sandbox_empty.moc"
