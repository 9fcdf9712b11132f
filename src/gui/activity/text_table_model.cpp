#include "text_table_model.h"

#include "../icons.h"
#include "../widgets/data_table.h"
#include "../widgets/pane_head.h"

namespace smc::gui {

namespace {
constexpr qsizetype MaxShown = 300;
constexpr qsizetype MaxTooltip = 2000;

QString shortened(const QString &text, qsizetype length)
{
    return text.size() > length ? text.left(length) + QChar(0x2026) : text;
}
} // namespace

TextTableModel::TextTableModel(QStringList columns, QObject *parent)
    : QAbstractTableModel(parent)
    , m_columns(std::move(columns))
    , m_shown(static_cast<std::size_t>(m_columns.size()), MaxShown)
{
}

void TextTableModel::setShown(int column, qsizetype characters)
{
    m_shown[static_cast<std::size_t>(column)] = characters;
}

void TextTableModel::setRows(std::vector<TextRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

int TextTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

int TextTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_columns.size());
}

QVariant TextTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const TextRow &row = m_rows[static_cast<std::size_t>(index.row())];
    const QString text = row.cells.value(index.column());
    switch (role) {
    case Qt::DisplayRole:
        return breakable(shortened(text, m_shown[static_cast<std::size_t>(index.column())]));
    case CopyRole:
        return text;
    case Qt::ToolTipRole:
        return row.tip.isEmpty() ? text.left(MaxTooltip) : row.tip;
    case Qt::DecorationRole:
        if (index.column() == 0 && row.tone)
            return icon(iconNameOf(*row.tone), *row.tone);
        return {};
    case Qt::TextAlignmentRole:
        return headerData(index.column(), Qt::Horizontal, role);
    default:
        return {};
    }
}

QVariant TextTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::DisplayRole)
        return m_columns.value(section);
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && m_numbers.contains(section))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    return {};
}

} // namespace smc::gui
