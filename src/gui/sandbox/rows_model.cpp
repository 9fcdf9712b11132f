#include "rows_model.h"

#include "../text.h"
#include "../widgets/data_table.h"
#include "rows_file.h"

#include <utility>

namespace smc::gui {

void RowsModel::setPage(sandbox::RowsPage page)
{
    beginResetModel();
    m_page = std::move(page);
    endResetModel();
}

WholeRow RowsModel::whole(int row) const
{
    const sandbox::StoredRow &cells = m_page.rows[static_cast<std::size_t>(row)];
    WholeRow whole;
    for (std::size_t at = 0; at < cells.size(); ++at) {
        const bool isJson = cells[at] && at < m_page.types.size() && isBareJson(m_page.types[at], *cells[at]);
        whole.members.push_back({m_page.columns[at], cells[at], isJson});
    }
    const bool hasId = !cells.empty() && cells.front();
    whole.title = hasId ? tr("Record %1").arg(fromUtf8(*cells.front())) : tr("Record");
    return whole;
}

std::optional<std::string> RowsModel::idOf(int row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    const sandbox::StoredRow &cells = m_page.rows[static_cast<std::size_t>(row)];
    return cells.empty() ? std::nullopt : cells.front();
}

int RowsModel::rowOf(const std::string &id) const
{
    for (int row = 0; row < rowCount(); ++row) {
        if (idOf(row) == id)
            return row;
    }
    return -1;
}

int RowsModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_page.rows.size());
}

int RowsModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_page.columns.size());
}

QVariant RowsModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto &row = m_page.rows[static_cast<std::size_t>(index.row())];
    const auto &cell = row[static_cast<std::size_t>(index.column())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
    case CopyRole:
        return cell ? fromUtf8(*cell) : role == CopyRole ? QString() : tr("null");
    case JsonRole:
        return cell ? QVariant() : QVariant(QStringLiteral("null"));
    case FaintRole:
        return !cell;
    case Qt::TextAlignmentRole:
        return alignment(index.column());
    default:
        return {};
    }
}

bool RowsModel::isNumber(int column) const
{
    const auto at = static_cast<std::size_t>(column);
    if (at >= m_page.types.size())
        return false;
    switch (m_page.types[at]) {
    case sandbox::DataType::Numeric:
    case sandbox::DataType::Long:
    case sandbox::DataType::Float:
        return true;
    default:
        return false;
    }
}

int RowsModel::alignment(int column) const
{
    return int((isNumber(column) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
}

QVariant RowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= columnCount())
        return {};
    if (role == Qt::TextAlignmentRole)
        return alignment(section);
    if (role != Qt::DisplayRole)
        return {};
    return fromUtf8(m_page.columns[static_cast<std::size_t>(section)]);
}

} // namespace smc::gui
