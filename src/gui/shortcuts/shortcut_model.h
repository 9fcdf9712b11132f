// The table of actions with their keys, for the editor.
#pragma once

#include "shortcuts.h"

#include <QAbstractTableModel>

namespace smc::gui {

class ShortcutModel final : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { Action, Place, Keys, ColumnCount };

    /// `shortcuts` must outlive the model.
    explicit ShortcutModel(Shortcuts &shortcuts, QObject *parent = nullptr);

    const ActionSpec &spec(int row) const { return actionTable()[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    Shortcuts &m_shortcuts;
};

} // namespace smc::gui
