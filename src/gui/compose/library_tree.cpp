#include "library_tree.h"

#include "../theme.h"
#include "../widgets/row_edit_delegate.h"
#include "library_model.h"

#include <QDragMoveEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace smc::gui {

namespace {
constexpr int MarkLine = 2;
} // namespace

LibraryTree::LibraryTree(LibraryModel &model, QWidget *parent)
    : QTreeView(parent)
    , m_model(model)
{
    setModel(&model);
    setItemDelegate(new RowEditDelegate(this));
    setDragDropMode(DragDrop);
    setDefaultDropAction(Qt::MoveAction);
    setDropIndicatorShown(false); // A line between two rows would promise a place between them.
    setAutoExpandDelay(800);
    connect(verticalScrollBar(), &QScrollBar::sliderPressed, this, [this] { m_isUntouched = false; });
}

void LibraryTree::resizeEvent(QResizeEvent *event)
{
    QTreeView::resizeEvent(event);
    if (!m_isUntouched)
        return;
    // At the start what is open is shown while there is less room than there is in the end.
    verticalScrollBar()->setValue(0);
    scrollTo(currentIndex());
}

void LibraryTree::focusInEvent(QFocusEvent *event)
{
    m_isUntouched = false;
    QTreeView::focusInEvent(event);
}

void LibraryTree::wheelEvent(QWheelEvent *event)
{
    m_isUntouched = false;
    QTreeView::wheelEvent(event);
}

QModelIndex LibraryTree::targetOf(const QDropEvent &event) const
{
    const QModelIndex target = m_model.folderIndexAt(indexAt(event.position().toPoint()));
    if (!target.isValid() || !m_model.canDropMimeData(event.mimeData(), event.proposedAction(), -1, -1, target))
        return {};
    // A folder does not go into itself.
    for (QModelIndex at = target; event.source() == this && at.isValid(); at = at.parent()) {
        if (selectionModel()->isSelected(at))
            return {};
    }
    return target;
}

void LibraryTree::setTarget(const QModelIndex &target)
{
    if (m_target == target)
        return;
    m_target = target;
    viewport()->update();
}

QRect LibraryTree::dropMark() const
{
    if (!m_target.isValid())
        return {};
    const QRect top = visualRect(m_target);
    QModelIndex last = m_target;
    while (isExpanded(last) && m_model.rowCount(last) > 0)
        last = m_model.index(m_model.rowCount(last) - 1, 0, last);
    const int left = std::max(0, top.left() - indentation());
    return QRect(QPoint(left, top.top()), QPoint(viewport()->width() - 1, visualRect(last).bottom()));
}

void LibraryTree::dragMoveEvent(QDragMoveEvent *event)
{
    QTreeView::dragMoveEvent(event); // Scrolls at the edges, and opens what one stays over.
    setTarget(targetOf(*event));
    if (m_target.isValid())
        event->acceptProposedAction();
    else
        event->ignore();
}

void LibraryTree::dragLeaveEvent(QDragLeaveEvent *event)
{
    QTreeView::dragLeaveEvent(event);
    setTarget({});
}

void LibraryTree::dropEvent(QDropEvent *event)
{
    const QModelIndex target = targetOf(*event);
    QDragLeaveEvent over;
    dragLeaveEvent(&over);
    if (!target.isValid()) {
        event->ignore();
        return;
    }
    m_model.dropMimeData(event->mimeData(), event->proposedAction(), -1, -1, target);
    // Whoever hears of a move removes what was moved; the disk says what is where.
    event->setDropAction(Qt::CopyAction);
    event->accept();
}

void LibraryTree::paintEvent(QPaintEvent *event)
{
    QTreeView::paintEvent(event);
    const QRect mark = dropMark();
    if (mark.isEmpty())
        return;
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(theme::colours(*this).accent, MarkLine));
    painter.drawRoundedRect(QRectF(mark).adjusted(1, 1, -1, -1), theme::space::Corner, theme::space::Corner);
}

} // namespace smc::gui
