// Columns and splitters from one start to the next, and panes that make room for each other.
#include "window_bench.h"

#include <gui/widgets/data_table.h>
#include <workspace/uistate.h>

#include <QApplication>
#include <QHeaderView>
#include <QListView>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QTabWidget>
#include <QTest>
#include <QTreeView>

using namespace smc;
using namespace smc::gui;
using theme::Scheme;

namespace {

/// As a person does it, with the pointer at the edge between two columns.
void dragColumn(DataTable &table, int column, int by)
{
    QHeaderView *header = table.horizontalHeader();
    const QPoint edge(header->sectionViewportPosition(column) + header->sectionSize(column) - 2, header->height() / 2);
    QTest::mousePress(header->viewport(), Qt::LeftButton, {}, edge);
    QTest::mouseMove(header->viewport(), edge + QPoint(by / 2, 0));
    QTest::mouseMove(header->viewport(), edge + QPoint(by, 0));
    QTest::mouseRelease(header->viewport(), Qt::LeftButton, {}, edge + QPoint(by, 0));
}

QList<PageId> pages()
{
    return {PageId::Connection, PageId::Compose, PageId::Mapping, PageId::Activity, PageId::Sandbox};
}

} // namespace

class TestLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { theme::apply(*qApp, Scheme::Light, 100); }
    void cleanup() { theme::apply(*qApp, Scheme::Light, 100); }

    void everyTableAndSplitterHasANameToBeRememberedBy()
    {
        WindowBench bench;
        QStringList names;
        for (const PageId id : pages()) {
            for (const auto *table : bench.page(id).findChildren<DataTable *>()) {
                QVERIFY2(!table->objectName().isEmpty(), qPrintable(table->accessibleName()));
                names.append(table->objectName());
            }
        }
        for (const char *splitter : {"compose.splitter", "mapping.splitter", "activity.splitter", "sandbox.splitter"})
            names.append(bench.find<QSplitter>(splitter).objectName());
        QCOMPARE(names.removeDuplicates(), 0);
        QVERIFY(names.size() > 10);
    }

    void columnsThatWereMovedStayForTheNextStart()
    {
        WindowBench bench;
        bench.go(PageId::Sandbox);
        bench.find<QTabWidget>("sandbox.tabs").setCurrentIndex(1);
        auto &requests = bench.find<DataTable>("sandbox.requests");
        const int before = requests.columnWidth(0);
        dragColumn(requests, 0, 60);
        QCOMPARE(requests.columnWidth(0), before + 60);
        bench.go(PageId::Mapping);
        auto &columns = bench.find<DataTable>("mapping.columns");
        const int name = columns.columnWidth(0);
        dragColumn(columns, 0, 24);
        QCOMPARE(columns.columnWidth(0), name + 24);
        bench.window().close();
        QTRY_VERIFY(!bench.window().isVisible());
        bench.restart();
        bench.go(PageId::Sandbox);
        bench.find<QTabWidget>("sandbox.tabs").setCurrentIndex(1);
        QCOMPARE(bench.find<DataTable>("sandbox.requests").columnWidth(0), before + 60);
        bench.go(PageId::Mapping);
        QCOMPARE(bench.find<DataTable>("mapping.columns").columnWidth(0), name + 24);
        // What the person chose is not fitted away.
        bench.window().resize(1100, 760);
        QTest::qWait(50);
        QCOMPARE(bench.find<DataTable>("mapping.columns").columnWidth(0), name + 24);
    }

    void columnsOfAListWaitUntilItIsShown()
    {
        WindowBench bench;
        bench.go(PageId::Sandbox);
        auto &rows = bench.find<DataTable>("sandbox.rows");
        QTRY_VERIFY(rows.model()->columnCount() > 1);
        const int before = rows.columnWidth(1);
        dragColumn(rows, 1, 40);
        bench.window().close();
        QTRY_VERIFY(!bench.window().isVisible());
        bench.restart();
        bench.go(PageId::Sandbox);
        auto &again = bench.find<DataTable>("sandbox.rows");
        QTRY_VERIFY(again.model()->columnCount() > 1);
        QTRY_COMPARE(again.columnWidth(1), before + 40);
    }

    void columnsThatNobodyTouchedKeepFitting()
    {
        WindowBench bench;
        bench.go(PageId::Mapping);
        bench.window().close();
        QTRY_VERIFY(!bench.window().isVisible());
        QVERIFY(!bench.console().uiState().value("layout/mapping.columns"));
        bench.restart();
        bench.go(PageId::Mapping);
        auto &columns = bench.find<DataTable>("mapping.columns");
        QTest::qWait(50);
        const int before = columns.columnWidth(2);
        bench.window().resize(bench.window().width() + 200, bench.window().height());
        QTRY_VERIFY(columns.columnWidth(2) > before);
    }

    void damagedLayoutsAreLeftAlone_data()
    {
        QTest::addColumn<QByteArray>("state");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("words") << QByteArray("not a layout at all");
        QTest::newRow("counts") << QByteArray("5 -3 AAAA");
        QTest::newRow("huge") << QByteArray("99999999999999999999 99999999999999999999 ////");
        QTest::newRow("binary") << QByteArray("\xff\x00\xfe 5 5", 7);
        QTest::newRow("long") << QByteArray(1 << 20, '5');
    }

    void damagedLayoutsAreLeftAlone()
    {
        QFETCH(QByteArray, state);
        WindowBench bench;
        workspace::UiState &kept = bench.console().uiState();
        for (const char *key : {"layout/sandbox.requests", "layout/mapping.columns", "layout/compose.splitter"})
            kept.set(key, state.toStdString());
        // A page that is made afterwards reads them.
        static_cast<void>(kept.save());
        bench.restart();
        for (const PageId id : pages())
            bench.go(id);
        bench.go(PageId::Compose);
        for (const int size : bench.find<QSplitter>("compose.splitter").sizes())
            QVERIFY(size > 0);
        for (int column = 0; column < 3; ++column)
            QVERIFY(bench.find<DataTable>("mapping.columns").columnWidth(column) > 0);
    }

    void composePutsWhatSmcGetsBelowTheEventWhereThereIsNoRoomBesideIt()
    {
        WindowBench bench;
        bench.window().resize(1280, 800);
        bench.go(PageId::Compose);
        auto &splitter = bench.find<QSplitter>("compose.splitter");
        splitter.setSizes({220, 400, 380});
        QTest::qWait(50);
        const QList<int> before = splitter.sizes();
        QCOMPARE(before.size(), 3);
        QWidget *pane = splitter.widget(2);
        auto *inPane = pane->findChild<DataTable *>(QStringLiteral("compose.row"));
        inPane->setFocus();
        theme::apply(*qApp, Scheme::Light, 200);
        QTRY_COMPARE(splitter.count(), 2);
        QTest::qWait(50);
        QVERIFY(inPane->isVisible());
        QCOMPARE(QApplication::focusWidget(), inPane);
        const QWidget *editor = splitter.widget(1);
        QVERIFY(editor->isAncestorOf(pane));
        const auto *scroll = bench.page(PageId::Compose).findChild<QScrollArea *>(QStringLiteral("pageScroll"));
        QCOMPARE(scroll->horizontalScrollBar()->maximum(), 0);
        // Only for now: what is remembered is how they stood side by side.
        QTest::keyClick(&bench.window(), Qt::Key_Shift);
        QTest::qWait(600);
        theme::apply(*qApp, Scheme::Light, 100);
        QTRY_COMPARE(splitter.count(), 3);
        QTest::qWait(50);
        QCOMPARE(splitter.sizes(), before);
        QCOMPARE(QApplication::focusWidget(), inPane);
    }

    void nothingHasToBeScrolledSidewaysAndNoNameIsCutAt200Percent()
    {
        WindowBench bench;
        bench.window().resize(1280, 800);
        for (const PageId id : pages())
            bench.go(id);
        theme::apply(*qApp, Scheme::Light, 200);
        for (const PageId id : pages()) {
            bench.go(id);
            QTest::qWait(100);
            bench.picture(qPrintable(QStringLiteral("%1-1280-zoom200").arg(nameOf(id))));
            const auto *scroll = bench.page(id).findChild<QScrollArea *>(QStringLiteral("pageScroll"));
            QVERIFY2(scroll->horizontalScrollBar()->maximum() == 0, qPrintable(nameOf(id)));
        }
        bench.go(PageId::Mapping);
        const auto &rules = bench.find<QListView>("mapping.rules");
        QVERIFY(rules.sizeHintForColumn(0) <= rules.viewport()->width());
        bench.go(PageId::Sandbox);
        auto &tree = bench.find<QTreeView>("sandbox.content");
        const auto sizeOf = [&tree] {
            return static_cast<QAbstractItemView &>(tree).sizeHintForIndex(tree.currentIndex());
        };
        QTRY_VERIFY(tree.currentIndex().isValid());
        QVERIFY(sizeOf().width() <= tree.columnWidth(0));
        theme::apply(*qApp, Scheme::Light, 100);
    }
};

QTEST_MAIN(TestLayout)
#include "test_layout.moc"
