#include "rows_model.h"

#include "../text.h"
#include "../theme.h"
#include "../widgets/data_table.h"

#include <QGuiApplication>
#include <QPalette>

#include <utility>

namespace smc::gui {

void RowsModel::setPage(sandbox::RowsPage page)
{
    beginResetModel();
    m_page = std::move(page);
    endResetModel();
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
    case Qt::ForegroundRole:
        return cell ? QVariant() : QVariant(theme::colours(theme::schemeOf(QGuiApplication::palette())).secondaryText);
    default:
        return {};
    }
}

QVariant RowsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole || section < 0 || section >= columnCount())
        return {};
    return fromUtf8(m_page.columns[static_cast<std::size_t>(section)]);
}

} // namespace smc::gui
