// Nothing that is to be read is cut: on every page, behind every tab, at every size of window and text.
#include "named.h"
#include "window_bench.h"

#include <gui/activity/compare_window.h>
#include <gui/shortcuts/shortcuts_dialog.h>
#include <gui/widgets/data_table.h>

#include <QApplication>
#include <QHeaderView>
#include <QScrollArea>
#include <QScrollBar>
#include <QStandardItemModel>
#include <QTabBar>
#include <QTabWidget>
#include <QTest>
#include <QVBoxLayout>

using namespace smc;
using namespace smc::gui;
using theme::Scheme;

class TestCutTexts : public QObject
{
    Q_OBJECT

private:
    void check(QWidget &root, const QString &name)
    {
        QTest::qWait(100);
        const QStringList cut = clippedTexts(root);
        QWidget *window = root.window();
        window->grab().save(pictureFolder() +
                            QStringLiteral("/cut-%1-%2.png").arg(name, QLatin1String(QTest::currentDataTag())));
        QVERIFY2(cut.isEmpty(), qPrintable(name + u'\n' + cut.join(u'\n')));
        const auto *scroll = root.findChild<QScrollArea *>(QStringLiteral("pageScroll"));
        if (!scroll || scroll->horizontalScrollBar()->maximum() == 0)
            return;
        QStringList wide;
        for (const QWidget *widget : scroll->widget()->findChildren<QWidget *>()) {
            const int least = std::max(widget->minimumSizeHint().width(), widget->minimumWidth());
            if (least > scroll->viewport()->width() / 2)
                wide.append(QStringLiteral("%1 %2 %3: %4")
                                .arg(QLatin1String(widget->metaObject()->className()), widget->objectName(),
                                     widget->accessibleName())
                                .arg(least));
        }
        QFAIL(qPrintable(name + QStringLiteral(" is wider than its room:\n") + wide.join(u'\n')));
    }

    /// Each tab of each bar of the page.
    void checkPage(WindowBench &bench, PageId id)
    {
        bench.go(id);
        Page &page = bench.page(id);
        check(page, nameOf(id));
        for (QTabBar *tabs : page.findChildren<QTabBar *>()) {
            if (!tabs->isVisible())
                continue;
            const int before = tabs->currentIndex();
            for (int tab = 0; tab < tabs->count(); ++tab) {
                if (tab == before || !tabs->isTabVisible(tab))
                    continue;
                tabs->setCurrentIndex(tab);
                check(page, nameOf(id) + u'-' + tabs->accessibleName() + QString::number(tab));
            }
            tabs->setCurrentIndex(before);
        }
    }

private Q_SLOTS:
    void init() { theme::apply(*qApp, Scheme::Light, 100); }
    void cleanup() { theme::apply(*qApp, Scheme::Light, 100); }

    /// The check that the others rely on.
    void cutHeadersAndTabsAreFound()
    {
        QWidget window;
        auto *layout = new QVBoxLayout(&window);
        auto *table = new DataTable(QStringLiteral("Requests"), &window);
        auto *model = new QStandardItemModel(1, 2, table);
        model->setHorizontalHeaderLabels({QStringLiteral("Milliseconds"), QStringLiteral("Path")});
        table->setModel(model);
        auto *tabs = new QTabBar(&window);
        tabs->setExpanding(false);
        for (const char *title : {"Request", "Explanation"})
            tabs->addTab(QLatin1String(title));
        layout->addWidget(table);
        layout->addWidget(tabs, 0, Qt::AlignLeft);
        window.resize(600, 300);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
        QHeaderView &header = *table->horizontalHeader();
        for (const int column : {0, 1})
            table->setColumnWidth(column, header.sectionSizeHint(column));
        QCOMPARE(clippedNow(window), QStringList());
        table->setColumnWidth(0, header.fontMetrics().horizontalAdvance(QStringLiteral("Milliseconds")) + 8);
        QVERIFY2(clippedNow(window).size() == 1 && clippedNow(window).first().endsWith(u": Milliseconds"),
                 qPrintable(clippedNow(window).join(u'\n')));
        // The mark of the order takes room of its own.
        table->setColumnWidth(0, header.fontMetrics().horizontalAdvance(QStringLiteral("Milliseconds")) + 20);
        QCOMPARE(clippedNow(window), QStringList());
        table->setSortingEnabled(true);
        table->sortByColumn(0, Qt::AscendingOrder);
        QCOMPARE(clippedNow(window).size(), 1);
        table->setColumnWidth(0, header.sectionSizeHint(0));
        QCOMPARE(clippedNow(window), QStringList());
        // Elided, or behind the arrows that lead to it.
        tabs->setMaximumWidth(tabs->sizeHint().width() - 12);
        QTest::qWait(50);
        QVERIFY2(!clippedNow(window).isEmpty() && clippedNow(window).last().endsWith(u": Explanation"),
                 qPrintable(clippedNow(window).join(u'\n')));
    }

    void nothingIsCut_data()
    {
        QTest::addColumn<int>("zoom");
        QTest::addColumn<QSize>("size");
        for (const int zoom : {80, 100, 150, 200}) {
            for (const QSize size : {QSize(1280, 800), QSize(1024, 680)})
                QTest::addRow("%d-%d", size.width(), zoom) << zoom << size;
        }
    }

    void nothingIsCut()
    {
        QFETCH(int, zoom);
        QFETCH(QSize, size);
        WindowBench bench;
        bench.window().resize(size);
        for (const char *event : {R"({"type":"identify","userId":"u-1","traits":{"email":"ada@example.com"}})",
                                  R"({"type":"track","userId":"u-1","event":"Order Completed"})"})
            QCoro::waitFor(bench.console().send(event));
        for (const PageId id :
             {PageId::Connection, PageId::Compose, PageId::Mapping, PageId::Activity, PageId::Sandbox})
            bench.go(id);
        theme::apply(*qApp, Scheme::Light, zoom);
        for (const PageId id :
             {PageId::Connection, PageId::Compose, PageId::Mapping, PageId::Activity, PageId::Sandbox})
            checkPage(bench, id);
        bench.go(PageId::Activity);
        bench.named<DataTable>("Exchanges").selectAll();
        QTRY_VERIFY(bench.action("activity.compare").isEnabled());
        bench.action("activity.compare").trigger();
        QTRY_VERIFY(bench.page(PageId::Activity).findChild<CompareWindow *>());
        check(*bench.page(PageId::Activity).findChild<CompareWindow *>(), QStringLiteral("compare"));
        bench.action("window.shortcuts").trigger();
        check(*bench.window().findChild<ShortcutsDialog *>(), QStringLiteral("shortcuts"));
    }
};

QTEST_MAIN(TestCutTexts)
#include "test_cut_texts.moc"
