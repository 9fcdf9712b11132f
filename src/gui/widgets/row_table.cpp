#include "row_table.h"

#include <QKeyEvent>

namespace smc::gui {

RowTable::RowTable(QWidget *parent)
    : QTableView(parent)
{
    setSelectionBehavior(SelectRows);
}

void RowTable::keyPressEvent(QKeyEvent *event)
{
    const bool isToAnEnd = event->key() == Qt::Key_Home || event->key() == Qt::Key_End;
    if (!isToAnEnd || !event->modifiers().testFlag(Qt::ControlModifier)) {
        QTableView::keyPressEvent(event);
        return;
    }
    // With Ctrl the current row would move away from what is selected.
    QKeyEvent plain(event->type(), event->key(), event->modifiers() & ~Qt::ControlModifier);
    QTableView::keyPressEvent(&plain);
    event->setAccepted(plain.isAccepted());
}

QModelIndex RowTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    if ((action != MoveHome && action != MoveEnd) || model() == nullptr)
        return QTableView::moveCursor(action, modifiers);
    const int rows = model()->rowCount();
    const int step = action == MoveHome ? 1 : -1;
    int row = action == MoveHome ? 0 : rows - 1;
    while (row >= 0 && row < rows && isRowHidden(row))
        row += step;
    const QModelIndex current = currentIndex();
    return model()->index(row, current.isValid() ? current.column() : 0);
}

} // namespace smc::gui
