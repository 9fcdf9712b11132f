// The menu of a button, opened without a loop of its own.
#pragma once

class QAbstractButton;
class QMenu;
class QPushButton;
class QToolButton;

namespace smc::gui {

/// `button` opens `menu` below itself when it is pressed, by pointer, keyboard or an assistive technology, and stays
/// down while the menu is open. Whoever presses it goes on at once: with QPushButton::setMenu() and
/// QToolButton::setMenu() alone Qt (6.4) waits within the press until the menu is closed, and a tool button does not
/// follow an assistive technology at all. Called again, another menu takes the place of the first.
void setPopupMenu(QPushButton &button, QMenu &menu);
void setPopupMenu(QToolButton &button, QMenu &menu);

/// Opens the menu that one of them was given.
void openPopupMenu(QAbstractButton &button);

} // namespace smc::gui
