// Lets the button of a menu go once its menu has closed: while a menu is open, Qt tells nobody that the pointer left.
#pragma once

#include <QObject>

namespace smc::gui::style {

/// An event filter for menus. The pointer that left a menu's button while the menu was open has left it when the menu
/// closes; without it the button stays drawn as under the pointer until that comes and goes again.
class MenuHover final : public QObject
{
public:
    using QObject::QObject;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
};

} // namespace smc::gui::style
