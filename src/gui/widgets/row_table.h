// A table whose rows are selected, read from top to bottom.
#pragma once

#include <QTableView>

namespace smc::gui {

/// Home and End go to the first and the last row, with Ctrl or without: Qt's tables go to the first and the last
/// column, where a whole row is one thing.
class RowTable : public QTableView
{
    Q_OBJECT

public:
    explicit RowTable(QWidget *parent = nullptr);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;
};

} // namespace smc::gui
