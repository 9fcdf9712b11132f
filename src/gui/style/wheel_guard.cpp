#include "wheel_guard.h"

#include <QAbstractSpinBox>
#include <QComboBox>
#include <QEvent>
#include <QTabBar>

namespace smc::gui::style {

void WheelGuard::watch(QWidget &widget)
{
    const bool isBox = qobject_cast<QComboBox *>(&widget) || qobject_cast<QAbstractSpinBox *>(&widget);
    if (!isBox && !qobject_cast<QTabBar *>(&widget))
        return;
    if (widget.focusPolicy() == Qt::WheelFocus)
        widget.setFocusPolicy(Qt::StrongFocus); // Nor does the wheel give it the keyboard.
    widget.installEventFilter(this);
}

bool WheelGuard::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Wheel)
        return QObject::eventFilter(watched, event);
    const auto *widget = static_cast<QWidget *>(watched);
    if (widget->hasFocus() && !qobject_cast<const QTabBar *>(widget))
        return QObject::eventFilter(watched, event);
    event->ignore(); // So that it goes on to what is around.
    return true;
}

} // namespace smc::gui::style
