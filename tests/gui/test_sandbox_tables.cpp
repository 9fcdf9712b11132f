// The tables of the Sandbox page: numbers at the right, sorting of the whole list, and export.
#include "window_bench.h"

#include <gui/sandbox/content_tree.h>
#include <gui/sandbox/rows_csv.h>
#include <gui/sandbox_host.h>
#include <gui/widgets/data_table.h>

#include <QAction>
#include <QFile>
#include <QHeaderView>
#include <QPushButton>
#include <QTabWidget>
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
        rows = &bench.find<DataTable>("sandbox.rows");
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
    void anotherListStartsUnsorted();
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
    const auto &log = shown.bench.find<DataTable>("sandbox.requests");
    QTRY_COMPARE(log.model()->rowCount(), 1);
    QVERIFY(isRight(log, columnOf(log, QStringLiteral("Status"))));
    QVERIFY(isRight(log, columnOf(log, QStringLiteral("Milliseconds"))));
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
    shown.bench.find<ContentTree>("sandbox.content").selectOnceThere({QStringLiteral("segment_events"), {}});
    QTRY_COMPARE(shown.rows->model()->rowCount(), 2);
    shown.bench.find<ContentTree>("sandbox.content").selectOnceThere({QStringLiteral("USERS_SEGMENT"), {}});
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

void TestSandboxTables::anotherListStartsUnsorted()
{
    Shown shown;
    QTRY_COMPARE(shown.rows->model()->rowCount(), 100);
    QCOMPARE(QCoro::waitFor(shown.bench.console().send(Group)).result, SendReport::Result::Accepted);
    const int mail = columnOf(*shown.rows, QStringLiteral("MAIL"));
    // Columns set by hand are kept for each list; the order of its rows is not one of them.
    QHeaderView &header = *shown.rows->horizontalHeader();
    const QPoint head(header.sectionViewportPosition(mail) + header.sectionSize(mail) / 2, header.height() / 2);
    QTest::mousePress(header.viewport(), Qt::LeftButton, {}, head);
    shown.rows->setColumnWidth(mail, 333);
    QTest::mouseRelease(header.viewport(), Qt::LeftButton, {}, head);
    QTRY_VERIFY(shown.first(QStringLiteral("ID")) != QStringLiteral("1"));
    auto &tree = shown.bench.find<ContentTree>("sandbox.content");
    tree.selectOnceThere({QStringLiteral("segment_events"), {}});
    QTRY_VERIFY(columnOf(*shown.rows, QStringLiteral("MAIL")) < 0);
    QCOMPARE(shown.rows->horizontalHeader()->sortIndicatorSection(), -1);
    tree.selectOnceThere({QStringLiteral("USERS_SEGMENT"), {}});
    QTRY_COMPARE(shown.rows->model()->rowCount(), 100);
    QCOMPARE(shown.first(QStringLiteral("ID")), QStringLiteral("1"));
    QCOMPARE(shown.rows->horizontalHeader()->sortIndicatorSection(), -1);
    QCOMPARE(shown.rows->columnWidth(mail), 333);
    QVERIFY(shown.rows->horizontalHeader()->sectionsClickable());
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
    shown.bench.find<ContentTree>("sandbox.content").selectOnceThere({QStringLiteral("segment_events"), {}});
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
