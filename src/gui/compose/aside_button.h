// The menu of the texts that left the editor: what a person typed can be had back.
#pragma once

#include <QToolButton>

class QMenu;

namespace smc::gui {

class OpenEvent;

/// Shown while there is one. `action` gives text, icon and keys, and opens the menu.
class AsideButton : public QToolButton
{
    Q_OBJECT

public:
    AsideButton(OpenEvent &open, QAction *action, QWidget *parent = nullptr);

private:
    void fill();
    void follow();

    OpenEvent &m_open;
    QAction *m_action;
    QMenu *m_menu;
};

} // namespace smc::gui
