// One page of a list's records in the sandbox.
#pragma once

#include "row_details.h"

#include <sandbox/state.h>

#include <QAbstractTableModel>

namespace smc::gui {

class RowsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    using QAbstractTableModel::QAbstractTableModel;

    void setPage(sandbox::RowsPage page);
    qint64 total() const { return m_page.total; }
    WholeRow whole(int row) const;
    /// What stands in its first column; nothing for a row that there is not.
    std::optional<std::string> idOf(int row) const;
    int rowOf(const std::string &id) const; ///< -1 where this page has none.

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    bool isNumber(int column) const;
    int alignment(int column) const; ///< Numbers stand at the right.

    sandbox::RowsPage m_page;
};

} // namespace smc::gui
