#include "shortcut_model.h"

#include "../widgets/data_table.h"

namespace smc::gui {

ShortcutModel::ShortcutModel(Shortcuts &shortcuts, QObject *parent)
    : QAbstractTableModel(parent)
    , m_shortcuts(shortcuts)
{
    connect(&shortcuts, &Shortcuts::changed, this,
            [this] { Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1)); });
}

int ShortcutModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(actionTable().size());
}

int ShortcutModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ShortcutModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const ActionSpec &action = spec(index.row());
    const QKeySequence keys = m_shortcuts.of(action);
    const bool changed = m_shortcuts.isChanged(action);
    if (role == Qt::ToolTipRole)
        return tipOf(action);
    if (role == FaintRole)
        return index.column() == Keys && keys.isEmpty();
    if (role != Qt::DisplayRole)
        return {};
    switch (index.column()) {
    case Action:
        return plainTextOf(action);
    case Place:
        return placeOf(action);
    case Keys: {
        const QString words = keys.isEmpty() ? tr("None") : keys.toString(QKeySequence::NativeText);
        return changed ? tr("%1 (yours)").arg(words) : words;
    }
    default:
        return {};
    }
}

QVariant ShortcutModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Action:
        return tr("Action");
    case Place:
        return tr("Works on");
    case Keys:
        return tr("Keys");
    default:
        return {};
    }
}

} // namespace smc::gui
