// Who uses the keyboard always sees where they are, and always gets away.
#include "named.h"
#include "window_bench.h"

#include <gui/editor/json_editor.h>
#include <gui/navigation.h>
#include <gui/sandbox/fault_panel.h>
#include <gui/sandbox_host.h>
#include <gui/widgets/verdict_widget.h>
#include <workspace/profile.h>

#include <QAbstractScrollArea>
#include <QApplication>
#include <QCheckBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSet>
#include <QSignalSpy>
#include <QSpinBox>
#include <QStatusBar>
#include <QTabBar>
#include <QTest>
#include <QVBoxLayout>

#include <algorithm>

using namespace smc;
using namespace smc::gui;

namespace {

/// How many pixels of the window's part around `widget` look otherwise.
int difference(const QImage &one, const QImage &other, const QRect &where)
{
    int count = 0;
    const QRect part = where.intersected(one.rect());
    for (int y = part.top(); y <= part.bottom(); ++y) {
        for (int x = part.left(); x <= part.right(); ++x)
            count += one.pixel(x, y) != other.pixel(x, y) ? 1 : 0;
    }
    return count;
}

} // namespace

class TestFocus : public QObject
{
    Q_OBJECT

    static void pages()
    {
        QTest::addColumn<PageId>("id");
        for (const PageId id :
             {PageId::Connection, PageId::Compose, PageId::Mapping, PageId::Activity, PageId::Sandbox})
            QTest::addRow("%s", qPrintable(nameOf(id))) << id;
    }

private Q_SLOTS:
    void focusCanBeSeen_data();
    void focusCanBeSeen();
    void tabComesToALinkOnceAndShowsIt();
    void escapeLeavesForTheNavigation();
    void escapeInTheEditorOnlyFreesTab();
    void tabGoesRoundTheWholeWindow();
    void tabGoesBackTheWayItCame_data() { pages(); }
    void tabGoesBackTheWayItCame();
    void aFaultsControlsFollowItsSwitch();
    void tabComesToTheTabsOfAPage_data();
    void tabComesToTheTabsOfAPage();
    void pagesAreEnteredAtTheirMainThing();
    void arrowsGoFromPageToPage();
    void keysOfThePagesActionPressNoButton();
};

void TestFocus::keysOfThePagesActionPressNoButton()
{
    WindowBench bench;
    bench.console().sandbox().stop();
    bench.go(PageId::Compose);
    QTRY_VERIFY(!bench.action("compose.send").isEnabled());
    auto *save = named<QPushButton>(bench.page(PageId::Compose), QStringLiteral("Save event"));
    QVERIFY(save != nullptr);
    save->setFocus();
    QSignalSpy pressed(save, &QPushButton::clicked);
    QTest::keyClick(save, Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(pressed.count(), 0);
    // It is said why the page's own action is not done.
    QCOMPARE(bench.window().statusBar()->currentMessage(), bench.action("compose.send").toolTip());
    QVERIFY(bench.window().statusBar()->currentMessage().contains(QStringLiteral("The sandbox does not run.")));
    QTest::keyClick(save, Qt::Key_Space);
    QCOMPARE(pressed.count(), 1);
}

void TestFocus::focusCanBeSeen_data()
{
    QTest::addColumn<PageId>("id");
    QTest::addColumn<theme::Scheme>("scheme");
    for (const PageId id : {PageId::Connection, PageId::Compose, PageId::Mapping, PageId::Activity, PageId::Sandbox}) {
        for (const theme::Scheme scheme : {theme::Scheme::Light, theme::Scheme::Dark})
            QTest::addRow("%s-%s", qPrintable(nameOf(id)), scheme == theme::Scheme::Dark ? "dark" : "light")
                << id << scheme;
    }
}

void TestFocus::focusCanBeSeen()
{
    QFETCH(PageId, id);
    QFETCH(theme::Scheme, scheme);
    theme::apply(*qApp, scheme);
    WindowBench bench;
    QCoro::waitFor(bench.console().send(R"({"type":"identify","userId":"u-1","traits":{"email":"ada@example.com"}})"));
    bench.go(id);
    QTest::qWait(300);
    QWidget elsewhere(&bench.window());
    elsewhere.setFocusPolicy(Qt::StrongFocus);
    elsewhere.resize(0, 0);
    elsewhere.show();
    QStringList invisible;
    for (QWidget *widget : tabChain(bench.window(), *bench.window().centralWidget())) {
        // A caret that blinks is no sign by itself, but one that is off must not hide that there is none.
        QApplication::setCursorFlashTime(0);
        widget->setFocus(Qt::TabFocusReason);
        for (QWidget *above = widget->parentWidget(); above; above = above->parentWidget()) {
            if (auto *scroll = qobject_cast<QScrollArea *>(above)) // As Tab does.
                scroll->ensureWidgetVisible(widget);
        }
        QTest::qWait(1);
        if (auto *code = qobject_cast<CodeView *>(widget))
            code->SendScintilla(QsciScintillaBase::SCI_SETCARETWIDTH, 0UL); // It is lost among letters.
        QTest::qWait(1);
        const QImage with = bench.window().grab().toImage();
        elsewhere.setFocus(Qt::TabFocusReason);
        QTest::qWait(1);
        const QImage without = bench.window().grab().toImage();
        const QRect where = QRect(widget->mapTo(&bench.window(), QPoint(-3, -3)), widget->size() + QSize(6, 6));
        if (difference(with, without, where) < 12)
            invisible.append(QString::fromLatin1(widget->metaObject()->className()) + QLatin1Char(' ') +
                             widget->objectName() + QLatin1Char(' ') + widget->accessibleName());
    }
    QVERIFY2(invisible.isEmpty(), qPrintable(invisible.join(QLatin1Char('\n'))));
    theme::apply(*qApp, theme::Scheme::Light);
}

void TestFocus::tabComesToALinkOnceAndShowsIt()
{
    QWidget window;
    auto *before = new QPushButton(QStringLiteral("Before"));
    auto *verdict = new VerdictWidget(VerdictWidget::Form::Tall);
    auto *after = new QPushButton(QStringLiteral("After"));
    auto *layout = new QVBoxLayout(&window);
    for (QWidget *widget : QList<QWidget *>{before, verdict, after})
        layout->addWidget(widget);
    verdict->setContent({theme::Tone::Success,
                         QStringLiteral("Delivered"),
                         QStringLiteral("SMC put it there."),
                         {},
                         QStringLiteral("Open in Activity"),
                         QStringLiteral("open")});
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    before->setFocus();
    const QImage without = verdict->grab().toImage();
    QSignalSpy opened(verdict, &VerdictWidget::linkActivated);
    for (const Qt::Key key : {Qt::Key_Tab, Qt::Key_Backtab}) {
        QTest::keyClick(QApplication::focusWidget(), key);
        QVERIFY(verdict->isAncestorOf(QApplication::focusWidget()));
        const QImage with = verdict->grab().toImage();
        QVERIFY(difference(with, without, with.rect()) > 400); // Its ground.
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
        QCOMPARE(opened.takeFirst().first().toString(), QStringLiteral("open"));
        QTest::keyClick(QApplication::focusWidget(), key);
        QCOMPARE(QApplication::focusWidget(), key == Qt::Key_Tab ? after : before);
    }
}

void TestFocus::escapeLeavesForTheNavigation()
{
    WindowBench bench;
    auto &list = bench.named<QListWidget>("Pages");
    auto &name = bench.named<QLineEdit>("Profile name");
    name.setFocus();
    QTest::keyClick(&name, Qt::Key_Escape);
    QVERIFY(list.hasFocus());
    QCOMPARE(bench.window().currentPage()->id(), PageId::Connection);
}

void TestFocus::escapeInTheEditorOnlyFreesTab()
{
    WindowBench bench;
    bench.go(PageId::Compose);
    auto *editor = named<JsonEditor>(bench.window(), QStringLiteral("Event as JSON"));
    editor->setFocus();
    QTest::keyClick(editor, Qt::Key_Escape);
    QVERIFY(editor->hasFocus());
    QTest::keyClick(editor, Qt::Key_Tab);
    QVERIFY(!editor->hasFocus());
    QVERIFY(!bench.named<QListWidget>("Pages").hasFocus());
}

void TestFocus::tabGoesRoundTheWholeWindow()
{
    WindowBench bench;
    bench.named<QListWidget>("Pages").setFocus();
    QSet<QWidget *> seen;
    QStringList way;
    for (int step = 0; step < 200 && !seen.contains(QApplication::focusWidget()); ++step) {
        seen.insert(QApplication::focusWidget());
        way.append(QApplication::focusWidget()->objectName());
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    }
    for (QWidget *widget : tabChain(bench.window(), *bench.window().centralWidget()))
        QVERIFY2(seen.contains(widget),
                 qPrintable(widget->objectName() + QStringLiteral(" is not among ") + way.join(QLatin1Char(' '))));
}

void TestFocus::tabGoesBackTheWayItCame()
{
    QFETCH(PageId, id);
    WindowBench bench;
    QCoro::waitFor(bench.console().send(R"({"type":"identify","userId":"u-1"})"));
    bench.go(id);
    QTest::qWait(100);
    const auto ring = [&bench](Qt::Key key, Qt::KeyboardModifiers modifiers) {
        bench.named<QListWidget>("Pages").setFocus();
        QList<QWidget *> stops;
        while (stops.size() < 200 && !stops.contains(QApplication::focusWidget())) {
            stops.append(QApplication::focusWidget());
            if (qobject_cast<JsonEditor *>(stops.last()))
                QTest::keyClick(stops.last(), Qt::Key_Escape); // Tab indents there otherwise.
            QTest::keyClick(stops.last(), key, modifiers);
        }
        return stops;
    };
    const QList<QWidget *> forth = ring(Qt::Key_Tab, Qt::NoModifier);
    QList<QWidget *> back = ring(Qt::Key_Backtab, Qt::ShiftModifier);
    std::reverse(back.begin() + 1, back.end());
    const auto words = [](const QList<QWidget *> &stops) {
        QStringList all;
        for (const QWidget *stop : stops)
            all.append(stop->accessibleName() + u'/' + stop->objectName());
        return all;
    };
    QVERIFY2(words(forth) == words(back), qPrintable(words(forth).join(QStringLiteral(" | ")) + QLatin1Char('\n') +
                                                     words(back).join(QStringLiteral(" | "))));
    // What is on the page is among them.
    for (QWidget *stop : tabChain(bench.window(), bench.page(id)))
        QVERIFY2(forth.contains(stop), qPrintable(stop->accessibleName() + u'/' + stop->objectName()));
}

void TestFocus::aFaultsControlsFollowItsSwitch()
{
    WindowBench bench;
    bench.go(PageId::Sandbox);
    bench.named<QTabBar>("Rows, requests or faults").setCurrentIndex(2);
    auto &panel = *bench.page(PageId::Sandbox).findChild<FaultPanel *>();
    for (QCheckBox *fault : panel.findChildren<QCheckBox *>())
        fault->setChecked(true);
    QTest::qWait(100);
    const QList<QWidget *> chain = tabChain(bench.window(), panel);
    QVERIFY(chain.size() > 18);
    int boxes = 0;
    for (qsizetype at = 0; at < chain.size(); ++at) {
        if (!qobject_cast<QCheckBox *>(chain[at]))
            continue;
        ++boxes;
        // Its requests stand behind it, behind the amount where it has one.
        const qsizetype which = at + 1 < chain.size() && qobject_cast<QSpinBox *>(chain[at + 1]) ? at + 2 : at + 1;
        QVERIFY2(which < chain.size() && chain[which]->accessibleName().contains(chain[at]->accessibleName()),
                 qPrintable(chain[at]->accessibleName()));
    }
    QCOMPARE(boxes, 9);
}

void TestFocus::tabComesToTheTabsOfAPage_data()
{
    QTest::addColumn<PageId>("id");
    QTest::addColumn<QString>("name");
    QTest::newRow("sandbox") << PageId::Sandbox << QStringLiteral("Rows, requests or faults");
    QTest::newRow("activity") << PageId::Activity << QStringLiteral("Details");
}

void TestFocus::tabComesToTheTabsOfAPage()
{
    QFETCH(PageId, id);
    QFETCH(QString, name);
    WindowBench bench;
    QCoro::waitFor(bench.console().send(R"({"type":"identify","userId":"u-1"})"));
    bench.go(id);
    QTest::qWait(100);
    QVERIFY(tabChain(bench.window(), bench.page(id)).contains(named<QTabBar>(bench.page(id), name)));
}

void TestFocus::pagesAreEnteredAtTheirMainThing()
{
    WindowBench bench;
    QCoro::waitFor(bench.console().send(R"({"type":"identify","userId":"u-1"})"));
    const auto enter = [&bench](Qt::Key key) {
        bench.named<QPushButton>("Search…").setFocus();
        QTest::keyClick(&bench.window(), key, Qt::ControlModifier);
        return QApplication::focusWidget() ? QApplication::focusWidget()->objectName() : QString();
    };
    QCOMPARE(enter(Qt::Key_1), bench.named<QPushButton>("Search…").objectName()); // It is read from its beginning.
    QCOMPARE(bench.page(PageId::Connection).findChild<QScrollArea *>()->verticalScrollBar()->value(), 0);
    QCOMPARE(enter(Qt::Key_5), QStringLiteral("sandbox.content"));
    QCOMPARE(enter(Qt::Key_4), QStringLiteral("activity.history"));
    QCOMPARE(enter(Qt::Key_3), QStringLiteral("mapping.columns"));
    bench.named<QTabBar>("Parts of the mapping").setCurrentIndex(1);
    QCOMPARE(enter(Qt::Key_2), named<JsonEditor>(bench.window(), QStringLiteral("Event as JSON"))->objectName());
    enter(Qt::Key_3);
    QCOMPARE(qobject_cast<QPushButton *>(QApplication::focusWidget())->text().remove(QLatin1Char('&')),
             QStringLiteral("Add filter"));
    bench.console().sandbox().stop();
    QTRY_VERIFY(!bench.console().sandbox().isRunning());
    enter(Qt::Key_5);
    QCOMPARE(qobject_cast<QPushButton *>(QApplication::focusWidget())->text().remove(QLatin1Char('&')),
             QStringLiteral("Start sandbox"));
}

void TestFocus::arrowsGoFromPageToPage()
{
    WindowBench bench;
    auto &list = bench.named<QListWidget>("Pages");
    list.setFocus();
    for (const PageId id : {PageId::Compose, PageId::Mapping, PageId::Activity, PageId::Sandbox}) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Down);
        QCOMPARE(bench.window().currentPage()->id(), id);
        QVERIFY(list.hasFocus());
    }
}

QTEST_MAIN(TestFocus)
#include "test_focus.moc"
