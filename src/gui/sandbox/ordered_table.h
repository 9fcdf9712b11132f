// A table whose owner sorts what it shows, such as all pages of a list, and that remembers by what.
#pragma once

#include "../widgets/data_table.h"

#include <optional>
#include <vector>

namespace smc::gui {

class OrderedTable : public DataTable
{
    Q_OBJECT

public:
    struct Order
    {
        QString column; ///< Its name.
        Qt::SortOrder direction = Qt::AscendingOrder;
        bool operator==(const Order &) const = default;
    };

    explicit OrderedTable(const QString &accessibleName, QWidget *parent = nullptr);

    /// From now on what is shown is `what`, such as a list's name, which has an order of its own.
    void showOrderOf(const QString &what);
    /// What holds; nothing for what is shown as it comes.
    std::optional<Order> order() const;

    /// Offers the columns to sort by, at the table's upper left.
    void chooseOrder();

    /// With the orders.
    std::string columnState() override;
    void restoreColumnState(const std::string &state) override;

    void reset() override;

Q_SIGNALS:
    /// The person wants another order(), or an earlier start had one.
    void orderChanged();

private:
    static constexpr std::size_t MostOrders = 50;

    void take(int column, Qt::SortOrder direction);
    void keep(const QString &what, std::optional<Order> order);
    void showIndicator();

    struct Kept
    {
        QString what;
        Order order;
    };
    std::vector<Kept> m_orders; ///< The latest last.
    QString m_what;
};

} // namespace smc::gui
