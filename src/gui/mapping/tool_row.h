// Buttons for actions in one row, under a table.
#pragma once

#include <QWidget>

class QAction;

namespace smc::gui {

class ToolRow final : public QWidget
{
    Q_OBJECT

public:
    ToolRow(const QList<QAction *> &actions, QWidget *parent);
};

} // namespace smc::gui
