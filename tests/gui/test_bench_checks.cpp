// The checks that tests of the window rely on: each finds what it is there for, and nothing else.
#include "window_bench.h"

#include <gui/widgets/data_table.h>
#include <gui/widgets/elided_label.h>

#include <QHeaderView>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QStandardItemModel>
#include <QTest>
#include <QTreeWidget>

using namespace smc::gui;

class TestBenchChecks : public QObject
{
    Q_OBJECT

private:
    static void show(QWidget &window)
    {
        window.resize(600, 300);
        window.show();
        QVERIFY(QTest::qWaitForWindowExposed(&window));
    }

    static QPushButton *button(QWidget &window, const char *name, QRect where)
    {
        auto *made = new QPushButton(QLatin1String(name), &window);
        made->setGeometry(where);
        return made;
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void aLabelThatSaysLessIsFound()
    {
        QWidget window;
        auto *label = new ElidedLabel(&window);
        label->setFullText(QStringLiteral("http://127.0.0.1:40123/"));
        label->setGeometry(0, 0, 400, 40);
        show(window);
        QCOMPARE(clippedNow(window), QStringList());
        label->setGeometry(0, 0, 60, 40);
        QVERIFY(label->text() != label->fullText());
        QCOMPARE(clippedNow(window).size(), 1);
        QVERIFY2(clippedNow(window).first().endsWith(u": http://127.0.0.1:40123/"),
                 qPrintable(clippedNow(window).first()));
        // It may where that is what it is for.
        label->setAccessibleName(QStringLiteral("What becomes of the value at the caret"));
        QCOMPARE(clippedNow(window), QStringList());
    }

    void anItemThatIsCutIsFound()
    {
        QWidget window;
        auto *list = new QListWidget(&window);
        list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        list->addItem(QStringLiteral("Order Completed"));
        list->setGeometry(0, 0, 300, 100);
        show(window);
        QCOMPARE(clippedNow(window), QStringList());
        list->setGeometry(0, 0, 60, 100);
        QTRY_COMPARE(clippedNow(window).size(), 1);
        list->setWordWrap(true); // Two lines, but a row for one.
        list->item(0)->setSizeHint(QSize(0, list->fontMetrics().height() + 4));
        list->setGeometry(0, 0, 110, 100);
        QTRY_COMPARE(clippedNow(window).size(), 1);
        list->item(0)->setSizeHint(QSize(0, 3 * list->fontMetrics().height()));
        QTRY_COMPARE(clippedNow(window), QStringList());
        // A tooltip is of no use to whoever reads the list.
        list->setWordWrap(false);
        list->item(0)->setToolTip(list->item(0)->text());
        list->setGeometry(0, 0, 60, 100);
        QTRY_COMPARE(clippedNow(window).size(), 1);
    }

    void aCellThatIsCutMustHaveATooltipAndAColumnThatCanBeWider()
    {
        QWidget window;
        auto *table = new DataTable(QStringLiteral("Rows"), &window);
        auto *model = new QStandardItemModel(1, 2, table);
        model->setHorizontalHeaderLabels({QStringLiteral("A"), QStringLiteral("B")});
        const QString path = QStringLiteral("/Portal/Api/organizations/DEMO/lists");
        model->setData(model->index(0, 0), path);
        table->setModel(model);
        table->setGeometry(0, 0, 500, 200);
        show(window);
        table->setColumnWidth(0, 450);
        QCOMPARE(clippedNow(window), QStringList());
        table->setColumnWidth(0, 80);
        QVERIFY2(clippedNow(window).size() == 1 && clippedNow(window).first().endsWith(path),
                 qPrintable(clippedNow(window).join(u'\n')));
        model->setData(model->index(0, 0), path, Qt::ToolTipRole);
        QCOMPARE(clippedNow(window), QStringList());
        table->horizontalHeader()->setSectionResizeMode(0, QHeaderView::Fixed);
        QCOMPARE(clippedNow(window).size(), 1);
    }

    void aRowOfATreeThatIsCutIsFound()
    {
        QWidget window;
        auto *tree = new QTreeWidget(&window);
        tree->setHeaderHidden(true);
        auto *top = new QTreeWidgetItem(tree, {QStringLiteral("A")});
        new QTreeWidgetItem(top, {QStringLiteral("SegmentToSMCStatic")});
        tree->header()->setStretchLastSection(true);
        tree->setGeometry(0, 0, 80, 200);
        show(window);
        QCOMPARE(clippedNow(window), QStringList());
        top->setExpanded(true);
        QTRY_COMPARE(clippedNow(window).size(), 1);
        tree->setGeometry(0, 0, 400, 200);
        QTRY_COMPARE(clippedNow(window), QStringList());
    }

    void tabThatJumpsIsFound()
    {
        const QRect left(0, 0, 200, 60);
        const QRect right(220, 4, 200, 50); // In the same row.
        const QRect below(0, 80, 200, 60);
        const auto wrongInOrder = [](const QList<QRect> &places) {
            QWidget window;
            for (const QRect &place : places) // Tab goes as they are made.
                button(window, "Button", place);
            show(window);
            return wrongWith(window);
        };
        QCOMPARE(wrongInOrder({left, right, below}), QStringList());
        QCOMPARE(wrongInOrder({right, left, below}).size(), 1);
        QCOMPARE(wrongInOrder({right, below, left}).size(), 1); // Up in its column.
        QVERIFY(wrongInOrder({right, left, below}).first().startsWith(u"Tab: "));
    }

    void whatHasNoNameIsFound()
    {
        QWidget window;
        auto *field = new QLineEdit(&window);
        field->setGeometry(0, 0, 200, 40);
        show(window);
        QCOMPARE(wrongWith(window).size(), 1);
        QVERIFY(wrongWith(window).first().startsWith(u"No name: QLineEdit"));
        field->setAccessibleName(QStringLiteral("Name"));
        QCOMPARE(wrongWith(window), QStringList());
    }
};

QTEST_MAIN(TestBenchChecks)
#include "test_bench_checks.moc"
