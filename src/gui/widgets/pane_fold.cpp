#include "pane_fold.h"

#include "../layout_memory.h"
#include "../theme.h"

#include <QApplication>
#include <QEvent>
#include <QPointer>
#include <QSplitter>
#include <QTimer>

#include <algorithm>

namespace smc::gui {

PaneFold::PaneFold(QSplitter &beside, QSplitter &under, QWidget &pane, QWidget &room, int comfortable)
    : QObject(&beside)
    , m_beside(beside)
    , m_under(under)
    , m_pane(pane)
    , m_room(room)
    , m_comfortable(comfortable)
{
    connect(&beside, &QSplitter::splitterMoved, this, [this] { m_wasMoved = m_wasMoved || !isFolded(); });
    setLayoutIs(m_under, LayoutIs::ForNow); // It has nothing to share out yet.
    for (QWidget *watched : {&room, static_cast<QWidget *>(&beside), static_cast<QWidget *>(&under)})
        watched->installEventFilter(this);
}

bool PaneFold::isFolded() const
{
    return m_under.indexOf(&m_pane) >= 0;
}

bool PaneFold::eventFilter(QObject *watched, QEvent *event)
{
    if ((event->type() == QEvent::Resize && watched == &m_room) || event->type() == QEvent::LayoutRequest)
        look();
    return QObject::eventFilter(watched, event);
}

int PaneFold::leastWidth(const QWidget &widget) const
{
    return std::max({widget.minimumSizeHint().width(), widget.minimumWidth(), theme::scaled(m_comfortable)});
}

int PaneFold::neededWidth() const
{
    int widest = theme::scaled(m_comfortable); // Of what stands in `under` by itself.
    for (int at = 0; at < m_under.count(); ++at) {
        if (m_under.widget(at) != &m_pane)
            widest = std::max(widest, leastWidth(*m_under.widget(at)));
    }
    int needed = widest + m_beside.handleWidth() + leastWidth(m_pane);
    for (int at = 0; at < m_beside.count(); ++at) {
        const QWidget *widget = m_beside.widget(at);
        if (widget != &m_under && widget != &m_pane && !widget->isHidden())
            needed += leastWidth(*widget) + m_beside.handleWidth();
    }
    return needed;
}

void PaneFold::standBeside()
{
    if (isFolded())
        return;
    // It may have been squeezed before it folded.
    if (m_wasMoved || restoreWithParts(m_beside) == Restored::No)
        m_beside.restoreState(m_unfolded);
}

void PaneFold::look()
{
    const bool isTooNarrow = neededWidth() > m_room.width();
    if (isTooNarrow == isFolded())
        return;
    // A pane that moves to another parent drops the keyboard.
    const QPointer<QWidget> focus = QApplication::focusWidget();
    const bool hadFocus = focus && m_pane.isAncestorOf(focus);
    if (isTooNarrow) {
        m_unfolded = m_beside.saveState();
        setLayoutIs(m_beside, LayoutIs::ForNow);
        m_under.addWidget(&m_pane);
        setLayoutIs(m_under, LayoutIs::Chosen);
        if (m_stacked.isEmpty())
            restoreWithParts(m_under);
        else
            m_under.restoreState(m_stacked);
    } else {
        m_stacked = m_under.saveState();
        setLayoutIs(m_under, LayoutIs::ForNow);
        m_beside.addWidget(&m_pane);
        standBeside();
        QTimer::singleShot(0, this, &PaneFold::standBeside); // What is being laid out anew still asks for more.
        setLayoutIs(m_beside, LayoutIs::Chosen);
    }
    m_pane.show();
    if (hadFocus && focus)
        focus->setFocus(Qt::OtherFocusReason);
    if (isTooNarrow)
        Q_EMIT folded();
}

} // namespace smc::gui
