#include "fold.h"

#include <QBoxLayout>
#include <QEvent>
#include <QWidget>

#include <algorithm>

namespace smc::gui {

Fold::Fold(QWidget &room, QWidget &watched, QBoxLayout &row)
    : QObject(&room)
    , m_room(room)
    , m_row(row)
{
    room.installEventFilter(this);
    if (&watched != &room)
        watched.installEventFilter(this);
    look();
}

bool Fold::eventFilter(QObject *object, QEvent *event)
{
    if (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest)
        look();
    return QObject::eventFilter(object, event);
}

void Fold::look()
{
    const QMargins margins = m_row.contentsMargins();
    int needed = margins.left() + margins.right() + std::max(0, m_row.count() - 1) * std::max(0, m_row.spacing());
    for (int at = 0; at < m_row.count(); ++at)
        needed += m_row.itemAt(at)->minimumSize().width();
    const auto wanted = needed <= m_room.width() ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom;
    if (m_row.direction() != wanted)
        m_row.setDirection(wanted);
}

} // namespace smc::gui
