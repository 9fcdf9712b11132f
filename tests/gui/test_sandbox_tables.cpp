// The tables of the Sandbox page: numbers at the right, sorting of the whole list, and export.
#include "look.h"
#include "named.h"
#include "window_bench.h"

#include <gui/editor/code_view.h>
#include <gui/sandbox/content_tree.h>
#include <gui/sandbox/rows_file.h>
#include <gui/sandbox_host.h>
#include <gui/widgets/data_table.h>

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QClipboard>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSplitter>
#include <QTabBar>
#include <QTest>

using namespace smc::gui;

namespace {

constexpr const char *Group = R"({"type":"group","groupId":"SegmentToSMCStatic","userId":"segmenttest@selligent.com",)"
                              R"("traits":{"matchkey":"MAIL","method":"ADD","userlist":"USERS_SEGMENT"}})";

int columnOf(const DataTable &table, const QString &name)
{
    for (int column = 0; column < table.model()->columnCount(); ++column) {
        if (columnName(table, column) == name)
            return column;
    }
    return -1;
}

bool isRight(const DataTable &table, int column)
{
    const auto right = [](const QVariant &alignment) { return (alignment.toInt() & Qt::AlignRight) != 0; };
    const bool cells = right(table.model()->index(0, column).data(Qt::TextAlignmentRole));
    const bool title = right(table.model()->headerData(column, Qt::Horizontal, Qt::TextAlignmentRole));
    return cells && title;
}

/// As a person does.
void clickHead(DataTable &table, int column)
{
    QHeaderView &header = *table.horizontalHeader();
    const int x = header.sectionViewportPosition(column) + header.sectionSize(column) / 2;
    QTest::mouseClick(header.viewport(), Qt::LeftButton, {}, QPoint(x, header.height() / 2));
}

struct Shown
{
    Shown()
    {
        bench.window().resize(1280, 800);
        bench.go(PageId::Sandbox);
        QCoro::waitFor(bench.window().showPage(PageId::Sandbox, QStringLiteral("USERS_SEGMENT")));
        rows = &bench.named<DataTable>("Records");
    }
    QString first(const QString &column) const
    {
        return rows->model()->index(0, columnOf(*rows, column)).data().toString();
    }

    WindowBench bench;
    DataTable *rows = nullptr;
};

} // namespace

class TestSandboxTables : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void numbersStandAtTheRight();
    void aClickOnAHeadSortsTheWholeList();
    void noColumnIsWiderThanWhatIsSeenAtOnce();
    void eachListKeepsItsOrder();
    void ordersAreKeptForTheNextStart();
    void theKeyboardSorts();
    void theRequestsAreSortedAndExported();
    void aListThatIsChosenShowsItsRows();
    void eachPaneIsReachedByAnAction();
    void aRequestThatMetAFaultSaysSo();
    void aRecordAndARequestAreReadWhole_data();
    void aRecordAndARequestAreReadWhole();
    void recordsAreExportedAsNdjson();
    void allRecordsAreExported();
    void whatCannotBeWrittenIsSaid();
    void csvKeepsWhatACellHolds_data();
    void csvKeepsWhatACellHolds();
};

void TestSandboxTables::numbersStandAtTheRight()
{
    Shown shown;
    QTRY_COMPARE(shown.rows->model()->rowCount(), 100);
    QVERIFY(isRight(*shown.rows, columnOf(*shown.rows, QStringLiteral("ID"))));
    QVERIFY(isRight(*shown.rows, columnOf(*shown.rows, QStringLiteral("OPTOUT"))));
    for (const char *text : {"MAIL", "OPTOUT_DT", "CUSTOMER_ID"})
        QVERIFY2(!isRight(*shown.rows, columnOf(*shown.rows, QString::fromLatin1(text))), text);

    QCoro::waitFor(shown.bench.console().send(Group));
    const auto &log = shown.bench.named<DataTable>("Requests");
    QTRY_COMPARE(log.model()->rowCount(), 1);
    QVERIFY(isRight(log, columnOf(log, QStringLiteral("Status"))));
    QVERIFY(isRight(log, columnOf(log, QStringLiteral("ms"))));
    QVERIFY(!isRight(log, columnOf(log, QStringLiteral("Path"))));
}

void TestSandboxTables::aClickOnAHeadSortsTheWholeList()
{
    Shown shown;
    // A second page, with the last of all IDs.
    for (int i = 0; i < 2; ++i) {
        QCOMPARE(QCoro::waitFor(shown.bench.console().send(R"({"type":"identify","userId":"z)" + std::to_string(i) +
                                                           R"(","traits":{"email":"zz)" + std::to_string(i) +
                                                           R"(@example.com"}})"))
                     .result,
                 SendReport::Result::Accepted);
    }
    shown.bench.named<ContentTree>("Lists and segments").selectOnceThere({QStringLiteral("segment_events"), {}});
    QTRY_COMPARE(shown.rows->model()->rowCount(), 2);
    shown.bench.named<ContentTree>("Lists and segments").selectOnceThere({QStringLiteral("USERS_SEGMENT"), {}});
    QTRY_COMPARE(shown.rows->model()->rowCount(), 100);
    QCOMPARE(shown.first(QStringLiteral("ID")), QStringLiteral("1"));

    const int id = columnOf(*shown.rows, QStringLiteral("ID"));
    clickHead(*shown.rows, id);
    clickHead(*shown.rows, id);
    QTRY_COMPARE(shown.first(QStringLiteral("ID")), QStringLiteral("100"));
    QCOMPARE(shown.rows->horizontalHeader()->sortIndicatorSection(), id);
    shown.bench.picture("state-sandbox-sorted");
    // A third brings back how it was.
    clickHead(*shown.rows, id);
    QTRY_COMPARE(shown.first(QStringLiteral("ID")), QStringLiteral("1"));
    QCOMPARE(shown.rows->horizontalHeader()->sortIndicatorSection(), -1);

    const int mail = columnOf(*shown.rows, QStringLiteral("MAIL"));
    clickHead(*shown.rows, mail);
    QTRY_VERIFY(shown.first(QStringLiteral("ID")) != QStringLiteral("1"));
    QStringList mails;
    for (int row = 0; row < shown.rows->model()->rowCount(); ++row)
        mails.append(shown.rows->model()->index(row, mail).data().toString());
    QStringList sorted = mails;
    sorted.sort(Qt::CaseInsensitive);
    QCOMPARE(mails, sorted);
}

void TestSandboxTables::noColumnIsWiderThanWhatIsSeenAtOnce()
{
    Shown shown;
    shown.bench.window().resize(1024, 680);
    const std::string user(60, 'W');
    QCoro::waitFor(shown.bench.console().send(R"({"type":"identify","userId":")" + user + R"("})"));
    shown.bench.named<ContentTree>("Lists and segments").selectOnceThere({QStringLiteral("segment_events"), {}});
    QTRY_COMPARE(shown.rows->model()->rowCount(), 1);
    shown.bench.find<QSplitter>("sandbox.splitter").setSizes({10000, 1}); // As narrow as it gets.
    const int column = columnOf(*shown.rows, QStringLiteral("USER_ID"));
    QTRY_COMPARE(shown.rows->columnWidth(column), shown.rows->viewport()->width());
    QVERIFY2(shown.rows->viewport()->width() < 320, qPrintable(QString::number(shown.rows->viewport()->width())));
    const QModelIndex cell = shown.rows->model()->index(0, column);
    QCOMPARE(cell.data(Qt::ToolTipRole).toString().toStdString(), user);
    const QTabBar &tabs = shown.bench.named<QTabBar>("Rows, requests or faults");
    QVERIFY(tabs.tabRect(2).right() <= tabs.width());
    QVERIFY(shown.bench.find<QLabel>("sandbox.rows.title").width() >= 120);
    shown.bench.picture("state-sandbox-narrow");
}

void TestSandboxTables::eachListKeepsItsOrder()
{
    Shown shown;
    QTRY_COMPARE(shown.rows->model()->rowCount(), 100);
    QCOMPARE(QCoro::waitFor(shown.bench.console().send(Group)).result, SendReport::Result::Accepted);
    const int mail = columnOf(*shown.rows, QStringLiteral("MAIL"));
    // Columns set by hand are kept for each list, and so is the order of its rows.
    QHeaderView &header = *shown.rows->horizontalHeader();
    const QPoint head(header.sectionViewportPosition(mail) + header.sectionSize(mail) / 2, header.height() / 2);
    QTest::mousePress(header.viewport(), Qt::LeftButton, {}, head);
    shown.rows->setColumnWidth(mail, 333);
    QTest::mouseRelease(header.viewport(), Qt::LeftButton, {}, head);
    QTRY_VERIFY(shown.first(QStringLiteral("ID")) != QStringLiteral("1"));
    auto &tree = shown.bench.named<ContentTree>("Lists and segments");
    tree.selectOnceThere({QStringLiteral("segment_events"), {}});
    QTRY_VERIFY(columnOf(*shown.rows, QStringLiteral("MAIL")) < 0);
    QCOMPARE(shown.rows->horizontalHeader()->sortIndicatorSection(), -1);
    tree.selectOnceThere({QStringLiteral("USERS_SEGMENT"), {}});
    QTRY_COMPARE(shown.rows->model()->rowCount(), 100);
    QTRY_VERIFY(shown.first(QStringLiteral("ID")) != QStringLiteral("1"));
    QCOMPARE(shown.rows->horizontalHeader()->sortIndicatorSection(), mail);
    QCOMPARE(shown.rows->columnWidth(mail), 333);
    QVERIFY(shown.rows->horizontalHeader()->sectionsClickable());
}

void TestSandboxTables::ordersAreKeptForTheNextStart()
{
    Shown shown;
    QTRY_COMPARE(shown.rows->model()->rowCount(), 100);
    const int id = columnOf(*shown.rows, QStringLiteral("ID"));
    clickHead(*shown.rows, id);
    clickHead(*shown.rows, id);
    QTRY_COMPARE(shown.first(QStringLiteral("ID")), QStringLiteral("100"));
    shown.bench.window().close();
    QTRY_VERIFY(!shown.bench.window().isVisible());
    shown.bench.restart();
    shown.bench.go(PageId::Sandbox);
    QCoro::waitFor(shown.bench.window().showPage(PageId::Sandbox, QStringLiteral("USERS_SEGMENT")));
    shown.rows = &shown.bench.named<DataTable>("Records");
    QTRY_COMPARE(shown.rows->model()->rowCount(), 100);
    QTRY_COMPARE(shown.first(QStringLiteral("ID")), QStringLiteral("100"));
    QCOMPARE(shown.rows->horizontalHeader()->sortIndicatorSection(), id);
    QCOMPARE(shown.rows->horizontalHeader()->sortIndicatorOrder(), Qt::DescendingOrder);
}

void TestSandboxTables::theKeyboardSorts()
{
    Shown shown;
    QTRY_COMPARE(shown.rows->model()->rowCount(), 100);
    const auto choose = [&shown](const QString &text) {
        shown.bench.action("sandbox.sort").trigger();
        auto *menu = qobject_cast<QMenu *>(QApplication::activePopupWidget());
        if (menu == nullptr)
            qFatal("No menu");
        for (int i = 0; menu->activeAction() == nullptr || menu->activeAction()->text() != text; ++i) {
            if (i > 50)
                qFatal("There is no %s", qPrintable(text));
            QTest::keyClick(menu, Qt::Key_Down);
        }
        QTest::keyClick(menu, Qt::Key_Return);
    };
    choose(QStringLiteral("ID"));
    QCOMPARE(shown.rows->horizontalHeader()->sortIndicatorSection(), columnOf(*shown.rows, QStringLiteral("ID")));
    choose(QStringLiteral("&Descending"));
    QTRY_COMPARE(shown.first(QStringLiteral("ID")), QStringLiteral("100"));
    choose(QStringLiteral("In its own order"));
    QTRY_COMPARE(shown.first(QStringLiteral("ID")), QStringLiteral("1"));
    QCOMPARE(shown.rows->horizontalHeader()->sortIndicatorSection(), -1);
    QCOMPARE(shown.bench.window().focusWidget(), shown.rows);
}

void TestSandboxTables::theRequestsAreSortedAndExported()
{
    Shown shown;
    for (int i = 0; i < 3; ++i)
        QCoro::waitFor(shown.bench.console().send(Group));
    QCoro::waitFor(shown.bench.console().send(R"({"type":"identify","userId":"u1"})"));
    shown.bench.named<QTabBar>("Rows, requests or faults").setCurrentIndex(1);
    auto &log = shown.bench.named<DataTable>("Requests");
    QTRY_COMPARE(log.model()->rowCount(), 4);
    const auto path = [&log](int row) {
        return log.model()->index(row, columnOf(log, QStringLiteral("Path"))).data().toString();
    };
    // The newest first. What all paths have in common is left out of what is shown, and of that alone.
    QVERIFY2(path(0).startsWith(QString::fromUtf8("…/lists/segment_events/")), qPrintable(path(0)));
    const QModelIndex newest = log.model()->index(0, columnOf(log, QStringLiteral("Path")));
    const QString whole = QStringLiteral("/Portal/Api/organizations/DEMO/lists/segment_events/");
    QVERIFY2(newest.data(CopyRole).toString().startsWith(whole), qPrintable(newest.data(CopyRole).toString()));
    QVERIFY(newest.data(Qt::ToolTipRole).toString().startsWith(whole));
    clickHead(log, columnOf(log, QStringLiteral("Path")));
    QVERIFY(path(0).contains(QStringLiteral("/lists/segment_events/")));
    clickHead(log, columnOf(log, QStringLiteral("Path")));
    QVERIFY(path(0).contains(QStringLiteral("/lists/USERS_SEGMENT/")));
    QVERIFY(path(3).contains(QStringLiteral("/lists/segment_events/")));
    // What is selected stays so, and whole below, while others come.
    log.setCurrentIndex(log.model()->index(3, 0));
    QCoro::waitFor(shown.bench.console().send(Group));
    QTRY_COMPARE(log.model()->rowCount(), 5);
    QCOMPARE(log.currentIndex().row(), 4);
    QVERIFY(path(4).contains(QStringLiteral("/lists/segment_events/")));
    // And while they are sorted anew.
    const int time = columnOf(log, QStringLiteral("Time"));
    log.setCurrentIndex(log.model()->index(2, time));
    log.selectionModel()->select(log.model()->index(0, 0), QItemSelectionModel::Select | QItemSelectionModel::Rows);
    const QString chosen = log.currentIndex().data(Qt::ToolTipRole).toString();
    const int before = log.currentIndex().row();
    clickHead(log, time);
    QCOMPARE(log.currentIndex().data(Qt::ToolTipRole).toString(), chosen);
    QVERIFY(log.currentIndex().row() != before);
    QCOMPARE(log.selectionModel()->selectedRows().size(), 2);
    clickHead(log, columnOf(log, QStringLiteral("Path")));
    clickHead(log, columnOf(log, QStringLiteral("Path")));

    const auto exported = [&shown](const QString &name) {
        shown.bench.dialogs().path = shown.bench.folder() + name;
        shown.bench.action("sandbox.exportRequests").trigger();
        QFile file(shown.bench.dialogs().path);
        if (!QTest::qWaitFor([&file] { return file.exists(); }) || !file.open(QIODevice::ReadOnly))
            return QList<QByteArray>();
        return file.readAll().split('\n');
    };
    const QList<QByteArray> csv = exported(QStringLiteral("/requests.csv"));
    QCOMPARE(csv.size(), 7);
    QCOMPARE(csv.first(), QByteArray("time,method,path,status,milliseconds,faults\r"));
    QVERIFY2(csv.at(5).contains(",POST,") && csv.at(5).contains("segment_events"), csv.at(5).constData());
    const QList<QByteArray> lines = exported(QStringLiteral("/requests.ndjson"));
    QCOMPARE(lines.size(), 6);
    QVERIFY2(lines.first().startsWith("{\"time\":\"") && lines.first().contains(",\"status\":200,\"milliseconds\":"),
             lines.first().constData());
}

void TestSandboxTables::aListThatIsChosenShowsItsRows()
{
    Shown shown;
    auto &tabs = shown.bench.named<QTabBar>("Rows, requests or faults");
    auto &tree = shown.bench.named<ContentTree>("Lists and segments");
    tabs.setCurrentIndex(1);
    QTRY_VERIFY(tree.topLevelItemCount() > 1);
    tree.setFocus();
    QTRY_VERIFY(tree.hasFocus());
    for (const Qt::Key key : {Qt::Key_Home, Qt::Key_End}) // One of them goes to another.
        QTest::keyClick(&tree, key);
    QCOMPARE(tabs.currentIndex(), 0);
    // So does the one that is chosen already.
    tabs.setCurrentIndex(2);
    QTest::mouseClick(tree.viewport(), Qt::LeftButton, {}, tree.visualItemRect(tree.currentItem()).center());
    QCOMPARE(tabs.currentIndex(), 0);
    // So does one that is gone to from elsewhere.
    tabs.setCurrentIndex(2);
    QCoro::waitFor(shown.bench.window().showPage(PageId::Sandbox, QStringLiteral("segment_events")));
    QCOMPARE(tabs.currentIndex(), 0);
    // What is read again while one looks at the requests leaves them there, also where what was chosen has gone.
    tabs.setCurrentIndex(1);
    tree.setFocus();
    tree.setContent({});
    shown.bench.action("sandbox.refresh").trigger();
    QTRY_VERIFY(tree.topLevelItemCount() > 1);
    QCOMPARE(tabs.currentIndex(), 1);
}

void TestSandboxTables::eachPaneIsReachedByAnAction()
{
    Shown shown;
    const auto &tabs = shown.bench.named<QTabBar>("Rows, requests or faults");
    QTRY_COMPARE(shown.rows->model()->rowCount(), 100);
    shown.bench.action("sandbox.showFaults").trigger();
    QCOMPARE(tabs.currentIndex(), 2);
    QTRY_VERIFY(qobject_cast<QCheckBox *>(QApplication::focusWidget()));
    shown.bench.action("sandbox.showRequests").trigger();
    QCOMPARE(tabs.currentIndex(), 1);
    QTRY_VERIFY(shown.bench.named<DataTable>("Requests").hasFocus());
    shown.bench.action("sandbox.showRows").trigger();
    QCOMPARE(tabs.currentIndex(), 0);
    QTRY_VERIFY(shown.rows->hasFocus());
}

void TestSandboxTables::aRequestThatMetAFaultSaysSo()
{
    Shown shown;
    shown.bench.console().sandbox().setFaults(*smc::sandbox::parseFaults({"latency=1", "401:9"}));
    QCoro::waitFor(shown.bench.console().send(Group));
    shown.bench.console().sandbox().setFaults(*smc::sandbox::parseFaults({"latency=1"}));
    QCoro::waitFor(shown.bench.console().send(Group));
    shown.bench.console().sandbox().setFaults({});
    QCoro::waitFor(shown.bench.console().send(Group));
    auto &log = shown.bench.named<DataTable>("Requests");
    shown.bench.action("sandbox.showRequests").trigger();
    QTRY_VERIFY(log.model()->rowCount() >= 3);
    const auto wordsOf = [&log](int row) {
        const QModelIndex status = log.model()->index(row, columnOf(log, QStringLiteral("Status")));
        log.setCurrentIndex(status);
        return status.data(Qt::ToolTipRole).toString();
    };
    const auto *request = named<CodeView>(shown.bench.window(), "The selected request");
    QVERIFY(!wordsOf(0).contains(QStringLiteral("Faults")));
    QVERIFY(!QString::fromStdString(request->code()).contains(QStringLiteral("faults")));
    QCOMPARE(wordsOf(1), QStringLiteral("Ordered under Faults: Late answers."));
    QVERIFY2(request->code().ends_with("faults: latency=1"), request->code().c_str());
    wordsOf(log.model()->rowCount() - 1);
    QVERIFY2(request->code().ends_with("faults: latency=1, 401:9"), request->code().c_str());
}

void TestSandboxTables::aRecordAndARequestAreReadWhole_data()
{
    addLooks();
}

void TestSandboxTables::aRecordAndARequestAreReadWhole()
{
    const Look look;
    Shown shown;
    shown.bench.window().resize(look.size());
    const std::string packed =
        R"({"type":"identify","userId":"u-7","traits":{"total":1.50,"a":")" + std::string(300, 'x') + R"("}})";
    QCoro::waitFor(shown.bench.console().send(packed));
    shown.bench.named<ContentTree>("Lists and segments").selectOnceThere({QStringLiteral("segment_events"), {}});
    QTRY_COMPARE(shown.rows->model()->rowCount(), 1);
    auto *record = named<CodeView>(shown.bench.window(), "The selected record");
    QVERIFY(record != nullptr && !record->isVisible());
    shown.rows->setCurrentIndex(shown.rows->model()->index(0, 0));
    QVERIFY(record->isVisible());
    QVERIFY(record->code().find("USER_ID: u-7\n") != std::string::npos);
    // JSON in a column is laid out, its numbers as they are spelt.
    QVERIFY2(record->code().find("\"total\": 1.50") != std::string::npos, record->code().c_str());
    QVERIFY(record->code().find(std::string(300, 'x')) != std::string::npos);
    QVERIFY(!record->accessibleName().isEmpty());
    shown.bench.action("sandbox.copyRow").trigger();
    const QString copied = QGuiApplication::clipboard()->text();
    QVERIFY2(copied.contains(QStringLiteral("\"USER_ID\": \"u-7\"")), qPrintable(copied));
    QVERIFY2(copied.startsWith(QStringLiteral("{\n  \"ID\": 1,")), qPrintable(copied));
    // It stays where the list is read again.
    QCoro::waitFor(shown.bench.console().send(R"({"type":"identify","userId":"u-8"})"));
    QTRY_COMPARE(shown.rows->model()->rowCount(), 2);
    QVERIFY(record->isVisible());
    QVERIFY(record->code().find("USER_ID: u-7\n") != std::string::npos);
    // The table keeps most of the room, where there is enough.
    if (look.zoom() == 100)
        QVERIFY2(shown.rows->height() >= record->height(), qPrintable(QString::number(shown.rows->height())));
    shown.bench.picture(qPrintable(QStringLiteral("state-sandbox-record-") + Look::tag()));

    shown.bench.named<QTabBar>("Rows, requests or faults").setCurrentIndex(1);
    auto &log = shown.bench.named<DataTable>("Requests");
    QTRY_COMPARE(log.model()->rowCount(), 2);
    log.setCurrentIndex(log.model()->index(0, 0));
    auto *request = named<CodeView>(shown.bench.window(), "The selected request");
    QVERIFY(request != nullptr && request->isVisible());
    QVERIFY(request->code().find("keyFields=MESSAGE_ID") != std::string::npos);
    shown.bench.picture(qPrintable(QStringLiteral("state-sandbox-request-") + Look::tag()));
    const QStringList clipped = clippedTexts(shown.bench.window());
    QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(QLatin1Char('\n'))));
}

void TestSandboxTables::recordsAreExportedAsNdjson()
{
    Shown shown;
    const QString path = shown.bench.folder() + QStringLiteral("/records.ndjson");
    const auto written = QCoro::waitFor(shown.bench.console().sandbox().exportRows({"USERS_SEGMENT", {}}, path));
    QVERIFY(written);
    QCOMPARE(*written, 100);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().split('\n');
    QCOMPARE(lines.size(), 101);
    QVERIFY2(lines.first().startsWith("{\"ID\":1,\"MAIL\":\""), lines.first().constData());
    QCOMPARE(ndjsonLine({"a", "b", "c", "d"},
                        {smc::sandbox::DataType::Float, smc::sandbox::DataType::Float, smc::sandbox::DataType::Text,
                         smc::sandbox::DataType::Boolean},
                        {"1.50", "1e", "a\"\n", std::nullopt}),
             std::string("{\"a\":1.50,\"b\":\"1e\",\"c\":\"a\\\"\\n\",\"d\":null}\n"));
}

void TestSandboxTables::allRecordsAreExported()
{
    Shown shown;
    QTRY_COMPARE(shown.rows->model()->rowCount(), 100);
    const int id = columnOf(*shown.rows, QStringLiteral("ID"));
    clickHead(*shown.rows, id);
    clickHead(*shown.rows, id);
    QTRY_COMPARE(shown.first(QStringLiteral("ID")), QStringLiteral("100"));
    const QString path = shown.bench.folder() + QStringLiteral("/records.csv");
    shown.bench.dialogs().path = path;
    QAction &exporting = shown.bench.action("sandbox.export");
    QVERIFY(exporting.isEnabled());
    exporting.trigger();
    QFile file(path);
    QTRY_VERIFY(file.exists());
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().split('\n');
    QCOMPARE(lines.size(), 102); // With the columns' names, and nothing behind the last line.
    QVERIFY2(lines.first().startsWith("ID,MAIL,NAME,"), lines.first().constData());
    QVERIFY2(lines.at(1).startsWith("100,"), lines.at(1).constData());
    QVERIFY2(lines.at(100).startsWith("1,"), lines.at(100).constData());
    // Nothing to export, nothing offered.
    shown.bench.named<ContentTree>("Lists and segments").selectOnceThere({QStringLiteral("segment_events"), {}});
    QTRY_VERIFY(!exporting.isEnabled());
}

void TestSandboxTables::whatCannotBeWrittenIsSaid()
{
    Shown shown;
    const QString path = shown.bench.folder() + QStringLiteral("/not/there.csv");
    const auto written = QCoro::waitFor(shown.bench.console().sandbox().exportRows({"USERS_SEGMENT", {}}, path));
    QVERIFY(!written);
    QVERIFY(written.error().message.find("could not be written") != std::string::npos);
    const auto gone = QCoro::waitFor(
        shown.bench.console().sandbox().exportRows({"GONE", {}}, shown.bench.folder() + QStringLiteral("/gone.csv")));
    QVERIFY(!gone);
    QVERIFY(!QFile::exists(shown.bench.folder() + QStringLiteral("/gone.csv")));
}

void TestSandboxTables::csvKeepsWhatACellHolds_data()
{
    QTest::addColumn<std::string>("cell");
    QTest::addColumn<std::string>("line");
    QTest::newRow("plain") << std::string("Ann") << std::string("Ann,\r\n");
    QTest::newRow("empty") << std::string() << std::string("\"\",\r\n");
    QTest::newRow("separator") << std::string("a,b") << std::string("\"a,b\",\r\n");
    QTest::newRow("quote") << std::string("a\"b") << std::string("\"a\"\"b\",\r\n");
    QTest::newRow("lines") << std::string("a\r\nb") << std::string("\"a\r\nb\",\r\n");
    QTest::newRow("zero") << std::string("a\0b", 3) << std::string("a\0b,\r\n", 6);
}

void TestSandboxTables::csvKeepsWhatACellHolds()
{
    QFETCH(const std::string, cell);
    QFETCH(const std::string, line);
    QCOMPARE(csvLine({cell, std::nullopt}), line);
}

QTEST_MAIN(TestSandboxTables)
#include "test_sandbox_tables.moc"
