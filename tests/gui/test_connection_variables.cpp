// A profile's own variables on the Connection page.
#include "named.h"
#include "window_bench.h"

#include <gui/connection/connection_page.h>
#include <gui/connection/variables_editor.h>
#include <gui/widgets/banner.h>
#include <workspace/profile.h>

#include <QApplication>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTableView>
#include <QTest>

using namespace smc;
using namespace smc::gui;

class TestConnectionVariables : public QObject
{
    Q_OBJECT

    std::unique_ptr<WindowBench> m_bench;

    ConnectionPage &page() { return static_cast<ConnectionPage &>(m_bench->page(PageId::Connection)); }
    QTableView &table() { return *named<QTableView>(page(), QStringLiteral("Variables")); }
    QString under() { return m_bench->find<QLabel>("variables.under").text(); }

    void click(const char *name)
    {
        QTest::mouseClick(named<QPushButton>(page(), QString::fromLatin1(name)), Qt::LeftButton);
    }

    static void enter(const QString &text)
    {
        QVERIFY(QTest::qWaitFor([] { return qobject_cast<QLineEdit *>(QApplication::focusWidget()) != nullptr; }));
        QWidget *cell = QApplication::focusWidget();
        QTest::keyClicks(cell, text);
        QTest::keyClick(cell, Qt::Key_Return);
        QVERIFY(QTest::qWaitFor([cell] { return QApplication::focusWidget() != cell; }));
    }

    /// Adds a row by keyboard, as a person does.
    void add(const QString &name, const QString &value)
    {
        click("Add (variables)");
        enter(name);
        const QModelIndex valueIndex = table().currentIndex().siblingAtColumn(VariableModel::ValueColumn);
        table().setCurrentIndex(valueIndex);
        table().edit(valueIndex);
        enter(value);
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void init()
    {
        m_bench = std::make_unique<WindowBench>();
        m_bench->go(PageId::Connection);
    }
    void cleanup() { m_bench.reset(); }

    void whatIsAddedIsSavedAndComesBack()
    {
        add(QStringLiteral("{{shop}}"), QStringLiteral("Ghent \"1\""));
        add(QStringLiteral("age"), QStringLiteral("42"));
        QVERIFY(page().hasChanges());
        for (QWidget *above = &table(); above != nullptr; above = above->parentWidget()) {
            if (auto *scroll = qobject_cast<QScrollArea *>(above))
                scroll->ensureWidgetVisible(&table(), 0, 80);
        }
        m_bench->picture("connection-variables");
        m_bench->action("connection.save").trigger();
        m_bench->written();
        const VariableModel::Variables expected{{"shop", "Ghent \"1\""}, {"age", "42"}};
        QTRY_VERIFY(m_bench->console().profile().variables == expected);
        QVERIFY(!page().hasChanges());
        m_bench->restart();
        m_bench->go(PageId::Connection);
        QVERIFY(m_bench->console().profile().variables == expected);
        QCOMPARE(table().model()->rowCount(), 2);
    }

    void aWrongNameSaysWhyAndIsNotSaved_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("said");
        QTest::newRow("a blank") << "my shop"
                                 << "can't be a name";
        QTest::newRow("a key") << "apiKey"
                               << "can't stand in a profile";
        QTest::newRow("built in") << "person.email"
                                  << "already";
        QTest::newRow("none") << ""
                              << "has no name";
    }

    void aWrongNameSaysWhyAndIsNotSaved()
    {
        QFETCH(QString, name);
        QFETCH(QString, said);
        add(name, QStringLiteral("x"));
        QVERIFY2(under().contains(said), qPrintable(under()));
        m_bench->action("connection.save").trigger();
        m_bench->written();
        const Banner *banner = page().banners().banner(QStringLiteral("trouble"));
        QVERIFY(banner != nullptr);
        QVERIFY2(banner->content().text.contains(said), qPrintable(banner->content().text));
        QVERIFY(m_bench->console().profile().variables.empty());
        QVERIFY(page().hasChanges());
    }

    void aNameTwiceIsRefused()
    {
        add(QStringLiteral("age"), QStringLiteral("1"));
        add(QStringLiteral("age"), QStringLiteral("2"));
        QVERIFY2(under().contains(QStringLiteral("stands twice")), qPrintable(under()));
    }

    void rowsAreRemovedByButtonAndByKey()
    {
        add(QStringLiteral("a"), QStringLiteral("1"));
        add(QStringLiteral("b"), QStringLiteral("2"));
        table().selectRow(0);
        click("Remove (variables)");
        QCOMPARE(table().model()->rowCount(), 1);
        table().selectRow(0);
        table().setFocus();
        QTest::keyClick(&table(), Qt::Key_Delete);
        QCOMPARE(table().model()->rowCount(), 0);
        QVERIFY(!page().hasChanges());
    }

    void anEmptyRowIsNoChange()
    {
        click("Add (variables)");
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QVERIFY(!page().hasChanges());
    }

    void nothingIsCutAndEveryControlHasAName()
    {
        const QStringList nameless = withoutAccessibleName(page());
        QVERIFY2(nameless.isEmpty(), qPrintable(nameless.join(QStringLiteral(", "))));
        const QStringList clipped = clippedTexts(page());
        QVERIFY2(clipped.isEmpty(), qPrintable(clipped.join(QLatin1Char('\n'))));
    }
};

QTEST_MAIN(TestConnectionVariables)
#include "test_connection_variables.moc"
