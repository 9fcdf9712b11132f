#include "flow_layout.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>
#include <utility>
#include <vector>

namespace smc::gui {

FlowLayout::FlowLayout(QWidget *parent)
    : QLayout(parent)
{
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.append(item);
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    return index >= 0 && index < m_items.size() ? m_items.takeAt(index) : nullptr;
}

int FlowLayout::heightForWidth(int width) const
{
    return flow(QRect(0, 0, width, 0), Do::Measure);
}

QSize FlowLayout::sizeHint() const
{
    QSize size;
    for (const QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        const int gap = size.isEmpty() ? 0 : spacing();
        size = QSize(size.width() + gap + item->sizeHint().width(), std::max(size.height(), item->sizeHint().height()));
    }
    return size.grownBy(contentsMargins());
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : m_items) {
        if (!item->isEmpty())
            size = size.expandedTo(item->minimumSize());
    }
    return size.grownBy(contentsMargins());
}

void FlowLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    flow(rect, Do::Place);
}

/// The height that it takes.
int FlowLayout::flow(const QRect &rect, Do what) const
{
    const QRect room = rect.marginsRemoved(contentsMargins());
    const Qt::LayoutDirection direction = parentWidget() ? parentWidget()->layoutDirection() : Qt::LeftToRight;
    int x = room.left();
    int y = room.top();
    int rowHeight = 0;
    std::vector<std::pair<QLayoutItem *, QRect>> row;
    const auto place = [&] {
        for (const auto &[item, at] : row) { // Through the middle of the row.
            if (what == Do::Place)
                item->setGeometry(QStyle::visualRect(direction, room, at.translated(0, (rowHeight - at.height()) / 2)));
        }
        row.clear();
    };
    for (QLayoutItem *item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize size = item->sizeHint();
        if (x > room.left() && x + size.width() > room.left() + room.width()) {
            place();
            x = room.left();
            y += rowHeight + spacing();
            rowHeight = 0;
        }
        row.emplace_back(item, QRect(x, y, std::min(size.width(), room.width()), size.height()));
        x += size.width() + spacing();
        rowHeight = std::max(rowHeight, size.height());
    }
    place();
    return y + rowHeight - rect.top() + contentsMargins().bottom();
}

} // namespace smc::gui
