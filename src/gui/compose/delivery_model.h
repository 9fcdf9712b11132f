// One row for SMC as a table: column, value, where it came from.
#pragma once

#include "preview.h"

#include <QAbstractTableModel>

#include <optional>

namespace smc::gui {

class DeliveryModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { ColumnName, ValueColumn, FromColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Shows `cells`. Where the columns are the same as before, selection and scroll position stay.
    void setCells(std::vector<PreviewCell> cells);
    const PreviewCell &cell(int row) const { return m_cells[static_cast<std::size_t>(row)]; }

    /// Marks the cells that came from `place`, a value in the editor's text, or from a part of it; nothing takes the
    /// marks away. Gives back the row nearest to the value, where the place is another than
    /// before.
    std::optional<int> setCaret(std::optional<json::Span> place);

    int rowCount(const QModelIndex &parent = {}) const final;
    int columnCount(const QModelIndex &parent = {}) const final;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const final;

private:
    bool isUnderCaret(const PreviewCell &cell) const;
    bool hasSameColumns(const std::vector<PreviewCell> &cells) const;

    std::vector<PreviewCell> m_cells;
    std::optional<json::Span> m_caret;
};

} // namespace smc::gui
