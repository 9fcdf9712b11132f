#include "menu_hover.h"

#include <QAbstractButton>
#include <QAction>
#include <QCoreApplication>
#include <QCursor>
#include <QEvent>
#include <QMenu>

namespace smc::gui::style {

namespace {

void letGo(QAbstractButton &button)
{
    if (!button.underMouse() || button.rect().contains(button.mapFromGlobal(QCursor::pos())))
        return;
    QEvent left(QEvent::Leave);
    QCoreApplication::sendEvent(&button, &left);
    button.update();
}

} // namespace

bool MenuHover::eventFilter(QObject *watched, QEvent *event)
{
    const auto *menu = qobject_cast<QMenu *>(watched);
    if (menu && event->type() == QEvent::Hide) {
        // A menu's own action is an action of the button that opens it.
        for (QObject *owner : menu->menuAction()->associatedObjects()) {
            if (auto *button = qobject_cast<QAbstractButton *>(owner))
                letGo(*button);
        }
    }
    return QObject::eventFilter(watched, event);
}

} // namespace smc::gui::style
