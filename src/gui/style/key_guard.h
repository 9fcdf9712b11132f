// Leaves keys with Ctrl or Alt to actions: a button is not pressed by them.
#pragma once

#include <QObject>

class QWidget;

namespace smc::gui::style {

/// An event filter for buttons. Desktops press a button by Return and Space whatever is held beside them; Ctrl+Return
/// is the page's own action, also while that can't be done.
class KeyGuard final : public QObject
{
public:
    using QObject::QObject;

    /// Does nothing for other widgets.
    void watch(QWidget &widget);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace smc::gui::style
