// Columns and splitters from one start to the next, and panes that make room for each other.
#include "window_bench.h"

#include <gui/activity/history_model.h>
#include <gui/sandbox/rows_model.h>
#include <gui/widgets/data_table.h>
#include <workspace/uistate.h>

#include <QApplication>
#include <QHeaderView>
#include <QListView>
#include <QScrollArea>
#include <QScrollBar>
#include <QSplitter>
#include <QTabBar>
#include <QTest>
#include <QTreeWidget>

#include <memory>

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

/// The first one.
void dragHandle(QSplitter &splitter, int by)
{
    QWidget *handle = splitter.handle(1);
    const QPoint from = handle->rect().center();
    const QPoint to = from + (splitter.orientation() == Qt::Horizontal ? QPoint(by, 0) : QPoint(0, by));
    const QList<int> before = splitter.sizes();
    QTest::mousePress(handle, Qt::LeftButton, {}, from);
    QTest::mouseMove(handle, to);
    QTest::mouseRelease(handle, Qt::LeftButton, {}, to);
    QVERIFY(splitter.sizes() != before);
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
        bench.action("window.shortcuts").trigger();
        bench.action("window.manual").trigger();
        for (const auto *table : bench.window().findChildren<DataTable *>()) {
            QVERIFY2(!table->objectName().isEmpty(), qPrintable(table->accessibleName()));
            names.append(table->objectName());
        }
        for (const auto *splitter : bench.window().findChildren<QSplitter *>()) {
            QVERIFY2(!splitter->objectName().isEmpty(), splitter->parentWidget()->metaObject()->className());
            names.append(splitter->objectName());
        }
        QCOMPARE(names.removeDuplicates(), 0);
        QVERIFY(names.size() > 15);
    }

    void columnsThatWereMovedStayForTheNextStart()
    {
        WindowBench bench;
        bench.go(PageId::Sandbox);
        bench.named<QTabBar>("Rows, requests or faults").setCurrentIndex(1);
        auto &requests = bench.named<DataTable>("Requests");
        const int before = requests.columnWidth(0);
        dragColumn(requests, 0, 60);
        QCOMPARE(requests.columnWidth(0), before + 60);
        bench.go(PageId::Mapping);
        auto &columns = bench.named<DataTable>("Columns of the rule");
        const int name = columns.columnWidth(0);
        dragColumn(columns, 0, 24);
        QCOMPARE(columns.columnWidth(0), name + 24);
        bench.window().close();
        QTRY_VERIFY(!bench.window().isVisible());
        bench.restart();
        bench.go(PageId::Sandbox);
        bench.named<QTabBar>("Rows, requests or faults").setCurrentIndex(1);
        QCOMPARE(bench.named<DataTable>("Requests").columnWidth(0), before + 60);
        bench.go(PageId::Mapping);
        QCOMPARE(bench.named<DataTable>("Columns of the rule").columnWidth(0), name + 24);
        // What the person chose is not fitted away.
        bench.window().resize(1100, 760);
        QTest::qWait(50);
        QCOMPARE(bench.named<DataTable>("Columns of the rule").columnWidth(0), name + 24);
    }

    void aColumnOfActivityStaysAsWideAsItWasMade()
    {
        WindowBench bench;
        QCoro::waitFor(bench.console().send(R"({"type":"identify","userId":"u"})"));
        bench.go(PageId::Activity);
        auto *table = &bench.named<DataTable>("Exchanges");
        QTRY_COMPARE(table->model()->rowCount(), 1);
        const int before = table->columnWidth(HistoryModel::VerdictColumn);
        dragColumn(*table, HistoryModel::VerdictColumn, 24);
        table->columnState(); // As the console keeps it from time to time.
        QCOMPARE(table->columnWidth(HistoryModel::VerdictColumn), before + 24);
        bench.window().close();
        QTRY_VERIFY(!bench.window().isVisible());
        bench.restart();
        bench.go(PageId::Activity);
        table = &bench.named<DataTable>("Exchanges");
        QTRY_COMPARE(table->columnWidth(HistoryModel::VerdictColumn), before + 24);
    }

    void columnsOfAListWaitUntilItIsShown()
    {
        WindowBench bench;
        bench.go(PageId::Sandbox);
        auto &rows = bench.named<DataTable>("Records");
        QTRY_VERIFY(rows.model()->columnCount() > 1);
        const int before = rows.columnWidth(1);
        dragColumn(rows, 1, 40);
        bench.window().close();
        QTRY_VERIFY(!bench.window().isVisible());
        bench.restart();
        bench.go(PageId::Sandbox);
        auto &again = bench.named<DataTable>("Records");
        QTRY_VERIFY(again.model()->columnCount() > 1);
        QTRY_COMPARE(again.columnWidth(1), before + 40);
    }

    void eachListOfTheSandboxHasColumnsOfItsOwn()
    {
        // As many columns, and others.
        const sandbox::RowsPage ladies{{"ID", "MAIL", "CITY"}, {{"1", "ada@example.com", "Paris"}}, 1};
        const sandbox::RowsPage lords{{"ID", "PHONE", "ZIP"}, {{"1", "5", "75001"}}, 1};
        const auto tableOf = [](RowsModel &model) {
            auto table = std::make_unique<DataTable>(QStringLiteral("Records"));
            table->setModel(&model);
            table->setColumnFit([shown = table.get()] {
                for (int column = 0; column < 3; ++column)
                    shown->fitColumn(column, 300);
            });
            table->resize(600, 200);
            return table;
        };
        const auto show = [](DataTable &table, RowsModel &model, const char *list, const sandbox::RowsPage &page) {
            table.setColumnsOf(QString::fromLatin1(list));
            model.setPage(page);
        };
        RowsModel model;
        const auto table = tableOf(model);
        show(*table, model, "LADIES", ladies);
        const int fitting = table->columnWidth(0);
        dragColumn(*table, 0, 60);
        table->horizontalHeader()->moveSection(2, 1);
        show(*table, model, "LORDS", lords);
        QCOMPARE(table->columnWidth(0), fitting);
        QCOMPARE(table->horizontalHeader()->visualIndex(2), 2);
        dragColumn(*table, 0, 20);
        show(*table, model, "LADIES", ladies);
        QCOMPARE(table->columnWidth(0), fitting + 60);
        QCOMPARE(table->horizontalHeader()->visualIndex(2), 1);
        show(*table, model, "", {});
        show(*table, model, "LORDS", lords);
        QCOMPARE(table->columnWidth(0), fitting + 20);

        // After another start, too; but not where the list has other columns by now.
        RowsModel later;
        const auto again = tableOf(later);
        again->restoreColumnState(table->columnState());
        show(*again, later, "LADIES", ladies);
        QCOMPARE(again->columnWidth(0), fitting + 60);
        RowsModel changed;
        const auto other = tableOf(changed);
        other->restoreColumnState(table->columnState());
        show(*other, changed, "LADIES", {{"ID", "NAME", "CITY"}, {{"1", "Ada", "Paris"}}, 1});
        QCOMPARE(other->columnWidth(0), fitting);
        QCOMPARE(other->horizontalHeader()->visualIndex(2), 2);
    }

    void columnsOfOneListAreLeftAloneByAnother()
    {
        WindowBench bench;
        bench.go(PageId::Sandbox);
        auto &rows = bench.named<DataTable>("Records");
        auto &tree = bench.named<QTreeWidget>("Lists and segments");
        QTRY_VERIFY(rows.model()->columnCount() > 1);
        const auto first = [&rows] { return rows.model()->headerData(1, Qt::Horizontal).toString(); };
        const QString before = first();
        dragColumn(rows, 1, 40);
        const int width = rows.columnWidth(1);
        QTreeWidgetItem *chosen = tree.currentItem();
        tree.setCurrentItem(tree.topLevelItem(tree.indexOfTopLevelItem(chosen) == 0 ? 1 : 0));
        QTRY_VERIFY(first() != before);
        dragColumn(rows, 1, 70);
        tree.setCurrentItem(chosen);
        QTRY_COMPARE(first(), before);
        QCOMPARE(rows.columnWidth(1), width);
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
        auto &columns = bench.named<DataTable>("Columns of the rule");
        QTest::qWait(50);
        const int before = columns.columnWidth(2);
        bench.window().resize(bench.window().width() + 200, bench.window().height());
        QTRY_VERIFY(columns.columnWidth(2) > before);
    }

    void windowsOfTheirOwnAreRememberedToo()
    {
        WindowBench bench;
        bench.action("window.shortcuts").trigger();
        auto &keys = bench.named<DataTable>("Actions and their keys");
        QTRY_VERIFY(keys.isVisible());
        const int width = keys.columnWidth(1);
        dragColumn(keys, 1, 30);
        QCOMPARE(keys.columnWidth(1), width + 30);
        keys.window()->close();
        bench.action("window.manual").trigger();
        auto &manual = bench.find<QSplitter>("manual.splitter");
        QTRY_VERIFY(manual.isVisible());
        dragHandle(manual, 50);
        const QList<int> sizes = manual.sizes();
        // A console that is killed has forgotten no more than a moment.
        QTRY_VERIFY(bench.console().uiState().value("layout/manual.splitter"));
        QVERIFY(bench.console().uiState().value("layout/shortcuts.table"));
        bench.restart();
        bench.action("window.shortcuts").trigger();
        QTRY_VERIFY(bench.named<DataTable>("Actions and their keys").isVisible());
        QCOMPARE(bench.named<DataTable>("Actions and their keys").columnWidth(1), width + 30);
        bench.named<DataTable>("Actions and their keys").window()->close();
        bench.action("window.manual").trigger();
        QTRY_COMPARE(bench.find<QSplitter>("manual.splitter").sizes(), sizes);
    }

    void howRowAndRequestShareTheRoomIsRememberedOnceThePersonHasSaidSo()
    {
        WindowBench bench;
        bench.go(PageId::Compose);
        bench.window().close();
        QTRY_VERIFY(!bench.window().isVisible());
        QVERIFY(!bench.console().uiState().value("layout/compose.preview"));
        bench.restart();
        bench.go(PageId::Compose);
        auto &preview = bench.find<QSplitter>("compose.preview");
        QTRY_VERIFY(preview.isVisible());
        QTest::qWait(50);
        dragHandle(preview, 40);
        const QList<int> sizes = preview.sizes();
        bench.window().close();
        QTRY_VERIFY(!bench.window().isVisible());
        bench.restart();
        bench.go(PageId::Compose);
        QTRY_VERIFY(bench.find<QSplitter>("compose.preview").isVisible());
        QTest::qWait(50);
        QCOMPARE(bench.find<QSplitter>("compose.preview").sizes(), sizes);
    }

    void howPanesStandBelowEachOtherIsRememberedApartFromHowTheyStandSideBySide()
    {
        WindowBench bench;
        bench.window().resize(1280, 1300);
        bench.go(PageId::Compose);
        QTest::qWait(50);
        dragHandle(bench.find<QSplitter>("compose.splitter"), 20);
        const QList<int> beside = bench.find<QSplitter>("compose.splitter").sizes();
        QTest::qWait(600); // Until it is remembered.
        theme::apply(*qApp, Scheme::Light, 200);
        QTRY_COMPARE(bench.find<QSplitter>("compose.stacked").count(), 2);
        QTest::qWait(50);
        dragHandle(bench.find<QSplitter>("compose.stacked"), 30);
        const QList<int> below = bench.find<QSplitter>("compose.stacked").sizes();
        bench.window().close();
        QTRY_VERIFY(!bench.window().isVisible());
        bench.restart();
        bench.window().resize(1280, 1300);
        bench.go(PageId::Compose);
        QTRY_COMPARE(bench.find<QSplitter>("compose.stacked").count(), 2);
        QTest::qWait(50);
        QCOMPARE(bench.find<QSplitter>("compose.stacked").sizes(), below);
        theme::apply(*qApp, Scheme::Light, 100);
        QTRY_COMPARE(bench.find<QSplitter>("compose.splitter").count(), 3);
        QTest::qWait(50);
        QCOMPARE(bench.find<QSplitter>("compose.splitter").sizes(), beside);
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
            QVERIFY(bench.named<DataTable>("Columns of the rule").columnWidth(column) > 0);
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
        auto *inPane = named<DataTable>(*pane, "Row for SMC");
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

    void nothingHasToBeScrolledSideways_data()
    {
        QTest::addColumn<int>("zoom");
        QTest::addColumn<QSize>("size");
        for (const int zoom : {100, 150, 200}) {
            for (const QSize size : {QSize(1280, 800), QSize(1024, 680)})
                QTest::addRow("%d-%d", size.width(), zoom) << zoom << size;
        }
    }

    void nothingHasToBeScrolledSideways()
    {
        QFETCH(int, zoom);
        QFETCH(QSize, size);
        WindowBench bench;
        bench.window().resize(size);
        // Pages are looked at with something on them.
        const SendReport sent = QCoro::waitFor(
            bench.console().send(R"({"type":"identify","userId":"u-1","traits":{"email":"ada@example.com"}})"));
        QCOMPARE(sent.result, SendReport::Result::Accepted);
        for (const PageId id : pages())
            bench.go(id);
        theme::apply(*qApp, Scheme::Light, zoom);
        for (const PageId id : pages()) {
            bench.go(id);
            QTest::qWait(200);
            bench.picture(qPrintable(QStringLiteral("%1-%2-zoom%3").arg(nameOf(id)).arg(size.width()).arg(zoom)));
            QCOMPARE(bench.window().size(), size);
            const auto *scroll = bench.page(id).findChild<QScrollArea *>(QStringLiteral("pageScroll"));
            QVERIFY2(scroll->horizontalScrollBar()->maximum() == 0, qPrintable(nameOf(id)));
            const QStringList cut = clippedTexts(bench.page(id));
            QVERIFY2(cut.isEmpty(), qPrintable(cut.join(QLatin1Char('\n'))));
        }
        for (const auto &[page, name] : {std::pair(PageId::Activity, "Exchanges"),
                                         {PageId::Compose, "Row for SMC"},
                                         {PageId::Mapping, "Columns of the rule"},
                                         {PageId::Sandbox, "Requests"}}) {
            const auto &table = bench.named<DataTable>(name);
            bench.go(page);
            bench.named<QTabBar>("Rows, requests or faults").setCurrentIndex(1);
            QTest::qWait(100);
            QVERIFY2(table.isVisible() && table.horizontalScrollBar()->maximum() == 0, name);
        }
        bench.named<QTabBar>("Rows, requests or faults").setCurrentIndex(0);
        bench.go(PageId::Activity);
        QVERIFY(bench.named<DataTable>("Exchanges").isVisible());
        QVERIFY(bench.named<DataTable>("Rows and what became of them").isVisible());
        bench.go(PageId::Mapping);
        const auto &rules = bench.named<QListView>("Rules of the mapping");
        QVERIFY(rules.sizeHintForColumn(0) <= rules.viewport()->width());
        bench.go(PageId::Sandbox);
        auto &tree = bench.named<QTreeWidget>("Lists and segments");
        QTRY_VERIFY(tree.topLevelItemCount() > 1);
        for (QTreeWidgetItemIterator it(&tree); *it; ++it) {
            const QModelIndex index = tree.indexFromItem(*it);
            const QRect rect = tree.visualRect(index);
            QVERIFY2(static_cast<QAbstractItemView &>(tree).sizeHintForIndex(index).width() <= rect.width(),
                     qPrintable((*it)->text(0)));
        }
        // Pages that are long scroll up and down, but each list and table keeps rows to scroll in.
        for (const auto &[page, name] : {std::pair(PageId::Activity, "Exchanges"),
                                         {PageId::Activity, "Rows and what became of them"},
                                         {PageId::Sandbox, "Records"},
                                         {PageId::Mapping, "Columns of the rule"}}) {
            const auto &table = bench.named<DataTable>(name);
            bench.go(page);
            QTest::qWait(50);
            QVERIFY2(table.viewport()->height() >= 2 * table.verticalHeader()->defaultSectionSize(), name);
        }
    }

    void panesFoldWhereLargeTextLeavesThemNoRoomSideBySide()
    {
        WindowBench bench;
        bench.window().resize(1280, 800);
        QCoro::waitFor(bench.console().send(R"({"type":"identify","userId":"u-1"})"));
        for (const auto &[page, name] : {std::pair(PageId::Compose, "compose"),
                                         {PageId::Mapping, "mapping"},
                                         {PageId::Activity, "activity"},
                                         {PageId::Sandbox, "sandbox"}}) {
            bench.go(page);
            const auto &stacked = bench.find<QSplitter>((std::string(name) + ".stacked").c_str());
            QTRY_VERIFY2(stacked.isVisible(), name);
            QTRY_VERIFY2(stacked.count() == 1, name);
            theme::apply(*qApp, Scheme::Light, 200);
            QTRY_VERIFY2(stacked.count() == 2, name);
            QVERIFY(stacked.widget(0)->geometry().bottom() < stacked.widget(1)->geometry().top());
            theme::apply(*qApp, Scheme::Light, 100);
            QTRY_VERIFY2(stacked.count() == 1, name);
        }
    }
};

QTEST_MAIN(TestLayout)
#include "test_layout.moc"
