// A flat button that shows an action's icon alone.
#pragma once

class QAction;
class QToolButton;
class QWidget;

namespace smc::gui {

/// Named after the action for who can't see the icon, and reached by Tab.
QToolButton *iconButton(QAction *action, QWidget *parent);

} // namespace smc::gui
