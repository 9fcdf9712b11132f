// Buttons that open a menu: whoever presses one goes on at once, also an assistive technology, and pointer and keyboard
// find the menu as everywhere else.
#include "window_bench.h"

#include <gui/page_id.h>
#include <gui/widgets/menu_opener.h>

#include <QAccessible>
#include <QApplication>
#include <QElapsedTimer>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QTimer>
#include <QToolButton>
#include <QVBoxLayout>
#include <QWindow>

using namespace smc::gui;

class TestMenus : public QObject
{
    Q_OBJECT

    struct Menus
    {
        QWidget window;
        QPushButton *push = new QPushButton(QStringLiteral("&New"), &window);
        QToolButton *tool = new QToolButton(&window);
        QMenu *menu = new QMenu(&window);
        QString chosen;
        QTimer guard; ///< A menu that its opener waits for would hold up the test for good.

        Menus()
        {
            guard.setSingleShot(true);
            QObject::connect(&guard, &QTimer::timeout, menu, &QMenu::close);
            for (const char *name : {"One", "Two"})
                menu->addAction(QLatin1String(name), menu, [this, name] { chosen = QLatin1String(name); });
            setPopupMenu(*push, *menu);
            setPopupMenu(*tool, *menu);
            tool->setFocusPolicy(Qt::TabFocus);
            auto *layout = new QVBoxLayout(&window);
            layout->addWidget(push);
            layout->addWidget(tool);
            layout->addStretch();
            window.resize(400, 400);
            window.show();
        }
        QAbstractButton &button(bool isTool) const { return isTool ? static_cast<QAbstractButton &>(*tool) : *push; }
    };

    static void kinds()
    {
        QTest::addColumn<bool>("isTool");
        QTest::newRow("push button") << false;
        QTest::newRow("tool button") << true;
    }

    static QAccessibleActionInterface &actionsOf(QWidget &widget)
    {
        return *QAccessible::queryAccessibleInterface(&widget)->actionInterface();
    }

private Q_SLOTS:
    void initTestCase() { theme::apply(*qApp, theme::Scheme::Light); }

    void anAssistiveTechnologyGoesOnAtOnce_data() { kinds(); }

    void anAssistiveTechnologyGoesOnAtOnce()
    {
        QFETCH(bool, isTool);
        Menus menus;
        QVERIFY(QTest::qWaitForWindowActive(&menus.window));
        QAbstractButton &button = menus.button(isTool);
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(&button);
        QCOMPARE(accessible->role(), QAccessible::ButtonMenu);
        QVERIFY(accessible->state().hasPopup && !accessible->state().pressed);
        QCOMPARE(accessible->text(QAccessible::Name), isTool ? QString() : QStringLiteral("New"));
        QCOMPARE(accessible->text(QAccessible::Accelerator), isTool ? QString() : QStringLiteral("Alt+N"));
        const QString showMenu = QAccessibleActionInterface::showMenuAction();
        QCOMPARE(actionsOf(button).actionNames().first(), showMenu);
        button.setFocus();
        menus.guard.start(2000);
        actionsOf(button).doAction(showMenu);
        QVERIFY(menus.menu->isVisible());
        QVERIFY(button.isDown() && accessible->state().pressed);
        QTest::keyClick(menus.menu, Qt::Key_Escape);
        QVERIFY(!menus.menu->isVisible() && !button.isDown());
        QVERIFY(button.hasFocus());

        button.setEnabled(false);
        QVERIFY(!actionsOf(button).actionNames().contains(showMenu));
        actionsOf(button).doAction(showMenu);
        QVERIFY(!menus.menu->isVisible());
    }

    void aClickOpensItBelowTheButtonAndTheNextOneClosesIt_data() { kinds(); }

    void aClickOpensItBelowTheButtonAndTheNextOneClosesIt()
    {
        QFETCH(bool, isTool);
        Menus menus;
        QVERIFY(QTest::qWaitForWindowActive(&menus.window));
        QAbstractButton &button = menus.button(isTool);
        QWindow &window = *menus.window.windowHandle();
        const QPoint middle = button.mapTo(&menus.window, button.rect().center());
        menus.guard.start(2000);
        QTest::mouseClick(&window, Qt::LeftButton, {}, middle);
        QVERIFY(menus.menu->isVisible() && button.isDown());
        QCOMPARE(menus.menu->pos(), button.mapToGlobal(QPoint(0, button.height())));
        QTest::qWait(QApplication::doubleClickInterval() + 10);
        QTest::mouseClick(&window, Qt::LeftButton, {}, middle);
        QTest::qWait(20);
        QVERIFY(!menus.menu->isVisible() && !button.isDown());
        // And the one after that opens it again.
        QTest::qWait(QApplication::doubleClickInterval() + 10);
        menus.guard.start(2000);
        QTest::mouseClick(&window, Qt::LeftButton, {}, middle);
        QVERIFY(menus.menu->isVisible() && button.isDown());
        QTest::mouseClick(menus.menu, Qt::LeftButton, {},
                          menus.menu->actionGeometry(menus.menu->actions()[1]).center());
        QVERIFY(!menus.menu->isVisible() && !button.isDown());
        QCOMPARE(menus.chosen, QStringLiteral("Two"));
    }

    void theKeyboardOpensItAndComesBackToTheButton_data() { kinds(); }

    void theKeyboardOpensItAndComesBackToTheButton()
    {
        QFETCH(bool, isTool);
        Menus menus;
        QVERIFY(QTest::qWaitForWindowActive(&menus.window));
        QAbstractButton &button = menus.button(isTool);
        button.setFocus(Qt::TabFocusReason);
        menus.guard.start(2000);
        QTest::keyClick(&button, Qt::Key_Space);
        QVERIFY(menus.menu->isVisible() && button.isDown());
        QTest::keyClick(menus.menu, Qt::Key_Down);
        QTest::keyClick(menus.menu, Qt::Key_Return);
        QVERIFY(!menus.menu->isVisible() && !button.isDown());
        QCOMPARE(menus.chosen, QStringLiteral("One"));
        QVERIFY(button.hasFocus());
    }

    void itOpensWithinTheScreen()
    {
        Menus menus;
        const QRect screen = menus.window.screen()->availableGeometry();
        menus.window.layout()->setContentsMargins(0, 0, 0, 0);
        menus.tool->hide();
        menus.window.setGeometry(screen.right() - 60, screen.bottom() - 40, 60, 40);
        QVERIFY(QTest::qWaitForWindowExposed(&menus.window));
        menus.guard.start(2000);
        openPopupMenu(*menus.push);
        QVERIFY(menus.menu->isVisible());
        const QRect button(menus.push->mapToGlobal(QPoint(0, 0)), menus.push->size());
        QVERIFY(screen.contains(menus.menu->geometry()) && !menus.menu->geometry().intersects(button));
    }

    /// One that was given its menu in another way is found here.
    void everyMenuButtonOfTheConsoleOpensItAtOnce()
    {
        WindowBench bench;
        int count = 0;
        for (const PageId id : allPages()) {
            bench.go(id);
            for (QAbstractButton *button : bench.window().findChildren<QAbstractButton *>()) {
                const auto *push = qobject_cast<QPushButton *>(button);
                const auto *tool = qobject_cast<QToolButton *>(button);
                QMenu *menu = push ? push->menu() : tool ? tool->menu() : nullptr;
                if (menu == nullptr || !button->isVisible() || !button->isEnabled())
                    continue;
                QTimer guard;
                guard.setSingleShot(true);
                connect(&guard, &QTimer::timeout, menu, &QMenu::close);
                guard.start(1000);
                QElapsedTimer taken;
                taken.start();
                actionsOf(*button).doAction(QAccessibleActionInterface::showMenuAction());
                QVERIFY2(taken.elapsed() < 900, qPrintable(button->accessibleName()));
                QVERIFY2(menu->isVisible(), qPrintable(button->accessibleName()));
                menu->close();
                QTRY_VERIFY(!menu->isVisible());
                QTest::qWait(1);
                ++count;
            }
        }
        QVERIFY2(count > 8, qPrintable(QString::number(count)));
    }
};

QTEST_MAIN(TestMenus)
#include "test_menus.moc"
