#include "ordered_table.h"

#include "../widgets/sort_menu.h"

#include <QHeaderView>
#include <QMenu>
#include <QSignalBlocker>

#include <algorithm>
#include <utility>

namespace smc::gui {

namespace {

// Beside the columns, whose entries have another number of parts: KeptColumns.
constexpr char BetweenEntries = ';';
constexpr char BetweenParts = ' ';
constexpr qsizetype Parts = 3;
constexpr std::size_t MostText = 1 << 20;

QByteArray encoded(const QString &text)
{
    return text.toUtf8().toBase64();
}

QString decoded(const QByteArray &text)
{
    return QString::fromUtf8(QByteArray::fromBase64(text));
}

} // namespace

OrderedTable::OrderedTable(const QString &accessibleName, QWidget *parent)
    : DataTable(accessibleName, parent)
{
    // The owner sorts; a third click on a head brings back the order in which things come.
    QHeaderView *header = horizontalHeader();
    header->setSectionsClickable(true);
    header->setSortIndicatorClearable(true);
    header->setSortIndicator(-1, Qt::AscendingOrder);
    header->setSortIndicatorShown(true);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &OrderedTable::take);
}

void OrderedTable::showOrderOf(const QString &what)
{
    m_what = what;
    showIndicator();
}

std::optional<OrderedTable::Order> OrderedTable::order() const
{
    const auto found =
        std::find_if(m_orders.begin(), m_orders.end(), [this](const Kept &kept) { return kept.what == m_what; });
    return found == m_orders.end() ? std::nullopt : std::optional(found->order);
}

void OrderedTable::chooseOrder()
{
    if (model() == nullptr || model()->columnCount() == 0)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->setAccessibleName(tr("Sort by"));
    addSorting(*menu, *this);
    menu->popup(viewport()->mapToGlobal(QPoint(0, 0)));
}

void OrderedTable::take(int column, Qt::SortOrder direction)
{
    if (isRestoring())
        return;
    if (column >= 0 && column < horizontalHeader()->count())
        keep(m_what, Order{columnName(*this, column), direction});
    else
        keep(m_what, {});
    Q_EMIT orderChanged();
}

void OrderedTable::keep(const QString &what, std::optional<Order> order)
{
    std::erase_if(m_orders, [&](const Kept &kept) { return kept.what == what; });
    if (!order)
        return;
    m_orders.push_back({what, std::move(*order)});
    if (m_orders.size() > MostOrders)
        m_orders.erase(m_orders.begin());
}

void OrderedTable::reset()
{
    DataTable::reset();
    showIndicator();
}

void OrderedTable::showIndicator()
{
    const std::optional<Order> now = order();
    int sorted = -1;
    for (int column = 0; now && column < horizontalHeader()->count(); ++column) {
        if (columnName(*this, column) == now->column)
            sorted = column;
    }
    const QSignalBlocker quiet(horizontalHeader());
    horizontalHeader()->setSortIndicator(sorted, now ? now->direction : Qt::AscendingOrder);
}

std::string OrderedTable::columnState()
{
    std::string state = DataTable::columnState();
    for (const Kept &kept : m_orders) {
        const QList<QByteArray> parts{encoded(kept.what), encoded(kept.order.column),
                                      QByteArray::number(static_cast<int>(kept.order.direction))};
        state += BetweenEntries + parts.join(BetweenParts).toStdString();
    }
    return state;
}

void OrderedTable::restoreColumnState(const std::string &state)
{
    const std::optional<Order> before = order();
    m_orders.clear();
    if (state.size() <= MostText) {
        for (const QByteArray &entry : QByteArray::fromStdString(state).split(BetweenEntries)) {
            const QList<QByteArray> parts = entry.split(BetweenParts);
            if (parts.size() == Parts && !parts[1].isEmpty())
                keep(decoded(parts[0]),
                     Order{decoded(parts[1]), parts[2] == "1" ? Qt::DescendingOrder : Qt::AscendingOrder});
        }
    }
    DataTable::restoreColumnState(state);
    showIndicator();
    if (order() != before)
        Q_EMIT orderChanged();
}

} // namespace smc::gui
