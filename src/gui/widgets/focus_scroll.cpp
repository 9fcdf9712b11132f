#include "focus_scroll.h"

#include <QApplication>
#include <QEvent>
#include <QScrollBar>

#include <utility>

namespace smc::gui {

namespace {

/// The part of `widget` that has to be seen, as Qt sees it: its caret where it has one, else all of it.
QRect wantedPartOf(const QWidget &widget, const QWidget &within)
{
    const QRect caret = widget.inputMethodQuery(Qt::ImCursorRectangle).toRect();
    const QRect part = widget.testAttribute(Qt::WA_InputMethodEnabled) && caret.isValid() ? caret : widget.rect();
    return {widget.mapTo(&within, part.topLeft()), part.size()};
}

} // namespace

FocusScroll::FocusScroll(QWidget *parent)
    : QScrollArea(parent)
{
    // Of all that moves a bar only the person acts on it.
    for (const QScrollBar *bar : {horizontalScrollBar(), verticalScrollBar()})
        connect(bar, &QScrollBar::actionTriggered, this, [this] { m_isFollowing = false; });
    connect(qApp, &QApplication::focusChanged, this, [this](const QWidget *, QWidget *now) { focusWentTo(now); });
}

/// The focus goes from what it holds while that is destroyed, when this is no more than a QWidget.
FocusScroll::~FocusScroll()
{
    disconnect(qApp, nullptr, this, nullptr);
}

void FocusScroll::focusWentTo(QWidget *now)
{
    if (!now || now == m_focused)
        return; // Another program's window came between.
    m_focused = now;
    m_isFollowing = true;
    // What is clicked stays below the pointer.
    if (QGuiApplication::mouseButtons() == Qt::NoButton)
        followSoon();
}

bool FocusScroll::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == widget() && (event->type() == QEvent::Resize || event->type() == QEvent::LayoutRequest))
        followSoon();
    return QScrollArea::eventFilter(watched, event);
}

void FocusScroll::resizeEvent(QResizeEvent *event)
{
    QScrollArea::resizeEvent(event);
    followSoon();
}

/// What is within has its place only once all layouts have been made anew.
void FocusScroll::followSoon()
{
    if (std::exchange(m_isFollowingSoon, true))
        return;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isFollowingSoon = false;
            follow();
        },
        Qt::QueuedConnection);
}

void FocusScroll::follow()
{
    QWidget *focused = QApplication::focusWidget();
    if (!m_isFollowing || !focused || !widget() || !widget()->isAncestorOf(focused) || !focused->isVisibleTo(widget()))
        return;
    const QRect wanted = wantedPartOf(*focused, *viewport());
    const QRect seen = wanted & viewport()->rect();
    // What is larger than the view can only be seen in part.
    const QSize most = wanted.size().boundedTo(viewport()->size());
    if (seen.width() < most.width() || seen.height() < most.height())
        ensureWidgetVisible(focused);
}

} // namespace smc::gui
