#include "key_guard.h"

#include <QAbstractButton>
#include <QKeyEvent>

namespace smc::gui::style {

void KeyGuard::watch(QWidget &widget)
{
    if (qobject_cast<QAbstractButton *>(&widget))
        widget.installEventFilter(this);
}

bool KeyGuard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return QObject::eventFilter(watched, event);
    const auto *key = static_cast<QKeyEvent *>(event);
    const bool presses = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter || key->key() == Qt::Key_Space;
    if (!presses || !(key->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)))
        return QObject::eventFilter(watched, event);
    event->ignore(); // So that it goes on to the window.
    return true;
}

} // namespace smc::gui::style
