// What was asked of the sandbox, and how it answered.
#pragma once

#include "ordered_table.h"
#include "row_details.h"

#include <sandbox/server.h>

#include <QAbstractTableModel>

#include <deque>
#include <optional>
#include <vector>

namespace smc::gui {

class RequestsModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { TimeColumn, MethodColumn, PathColumn, StatusColumn, MillisecondsColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// Newest first, as SandboxHost::requests().
    void setRequests(const std::deque<sandbox::RequestLogEntry> &requests);
    /// By which column they are shown; the newest first where there is none, and among equals. What is selected stays
    /// so.
    void setOrder(const std::optional<OrderedTable::Order> &order);

    /// In the order that is shown.
    std::vector<sandbox::RequestLogEntry> requests() const;
    const sandbox::RequestLogEntry &request(int row) const;
    WholeRow whole(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

    /// Which faults met it, as the sandbox's options write them: "503:3, latency=500". Nothing where none did.
    static std::optional<std::string> faultsOf(const sandbox::RequestLogEntry &entry);

private:
    /// m_shown, in the order that holds.
    std::vector<std::size_t> arranged() const;

    std::vector<sandbox::RequestLogEntry> m_requests;
    std::vector<std::size_t> m_shown; ///< For each row, which request.
    std::optional<OrderedTable::Order> m_order;
};

} // namespace smc::gui
