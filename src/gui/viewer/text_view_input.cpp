// Keyboard and mouse of a TextView.
#include "text_view.h"

#include <QApplication>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QScrollBar>
#include <QStyleHints>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace smc::gui {

namespace {

constexpr qreal Margin = theme::space::Small;
constexpr int DragInterval = 50;

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == QLatin1Char('_');
}

} // namespace

bool TextView::event(QEvent *event)
{
    // What is ours while we have the focus is no shortcut of the window then.
    if (event->type() == QEvent::ShortcutOverride) {
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Copy) || key->matches(QKeySequence::SelectAll)) {
            event->accept();
            return true;
        }
    }
    return QAbstractScrollArea::event(event);
}

void TextView::keyPressEvent(QKeyEvent *event)
{
    if (!m_rows) {
        QAbstractScrollArea::keyPressEvent(event);
        return;
    }
    if (event->matches(QKeySequence::Copy))
        Q_EMIT copyWanted();
    else if (event->matches(QKeySequence::SelectAll))
        selectAll();
    else if (!moveByKey(*event) && !scrollByKey(*event))
        event->ignore();
}

bool TextView::moveByKey(const QKeyEvent &event)
{
    struct Way
    {
        QKeySequence::StandardKey plain;
        QKeySequence::StandardKey extending;
        std::function<void(Extend)> go;
    };
    const std::int64_t page = std::max<std::int64_t>(1, rowsOnPage() - 1);
    const Way ways[] = {
        {QKeySequence::MoveToNextLine, QKeySequence::SelectNextLine, [&](Extend e) { moveVertically(1, e); }},
        {QKeySequence::MoveToPreviousLine, QKeySequence::SelectPreviousLine, [&](Extend e) { moveVertically(-1, e); }},
        {QKeySequence::MoveToNextPage, QKeySequence::SelectNextPage,
         [&](Extend e) {
             setTop(m_top + page);
             moveVertically(page, e);
         }},
        {QKeySequence::MoveToPreviousPage, QKeySequence::SelectPreviousPage,
         [&](Extend e) {
             setTop(m_top - page);
             moveVertically(-page, e);
         }},
        {QKeySequence::MoveToNextChar, QKeySequence::SelectNextChar, [&](Extend e) { moveSideways(1, e); }},
        {QKeySequence::MoveToPreviousChar, QKeySequence::SelectPreviousChar, [&](Extend e) { moveSideways(-1, e); }},
        {QKeySequence::MoveToNextWord, QKeySequence::SelectNextWord, [&](Extend e) { moveByWord(1, e); }},
        {QKeySequence::MoveToPreviousWord, QKeySequence::SelectPreviousWord, [&](Extend e) { moveByWord(-1, e); }},
        {QKeySequence::MoveToStartOfLine, QKeySequence::SelectStartOfLine,
         [&](Extend e) { moveInRow(Side::Begin, e); }},
        {QKeySequence::MoveToEndOfLine, QKeySequence::SelectEndOfLine, [&](Extend e) { moveInRow(Side::End, e); }},
        {QKeySequence::MoveToStartOfDocument, QKeySequence::SelectStartOfDocument,
         [&](Extend e) {
             const json::Offset anchor = m_anchor;
             goToStart();
             if (e == Extend::Yes)
                 m_anchor = anchor;
         }},
        {QKeySequence::MoveToEndOfDocument, QKeySequence::SelectEndOfDocument,
         [&](Extend e) {
             const json::Offset anchor = m_anchor;
             goToEnd();
             if (e == Extend::Yes) {
                 m_anchor = anchor;
                 m_followsEnd = false;
             }
         }},
    };
    for (const Way &way : ways) {
        const bool extends = event.matches(way.extending);
        if (!extends && !event.matches(way.plain))
            continue;
        way.go(extends ? Extend::Yes : Extend::No);
        viewport()->update();
        return true;
    }
    return false;
}

bool TextView::scrollByKey(const QKeyEvent &event)
{
    if (event.modifiers() != Qt::ControlModifier || (event.key() != Qt::Key_Up && event.key() != Qt::Key_Down))
        return false;
    setTop(m_top + (event.key() == Qt::Key_Up ? -1 : 1));
    return true;
}

void TextView::place(Hit hit, Extend extend)
{
    m_followsEnd = false;
    m_caret = hit.offset;
    m_side = hit.side;
    if (extend == Extend::No)
        m_anchor = m_caret;
    showCaret();
    viewport()->update();
    Q_EMIT caretMoved();
}

void TextView::showCaret()
{
    if (!m_rows)
        return;
    const json::RowNumber row = caretRow();
    if (row < m_top)
        setTop(row);
    else if (row >= m_top + rowsOnPage())
        setTop(row - (rowsOnPage() - 1));
    const qreal x = layoutOf(row)->xOf(m_caret) + Margin;
    QScrollBar &bar = *horizontalScrollBar();
    if (x - Margin < bar.value())
        bar.setValue(static_cast<int>(x - 2 * Margin));
    else if (x + Margin > bar.value() + viewport()->width())
        bar.setValue(static_cast<int>(x + Margin - viewport()->width()));
}

void TextView::moveVertically(std::int64_t rows, Extend extend)
{
    const json::RowNumber from = caretRow();
    const json::RowNumber to{std::clamp<std::int64_t>(from.value + rows, 0, m_rows->count() - 1)};
    if (m_wantedX < 0)
        m_wantedX = layoutOf(from)->xOf(m_caret);
    const qreal x = m_wantedX;
    if (to == from) {
        moveInRow(rows < 0 ? Side::Begin : Side::End, extend);
        return;
    }
    const std::unique_ptr<RowLayout> layout = layoutOf(to);
    if (layout->isBehind(x))
        place({layout->row().source.end, Side::End}, extend);
    else
        place({layout->offsetAt(x), Side::Begin}, extend);
    m_wantedX = x;
}

void TextView::moveSideways(int step, Extend extend)
{
    m_wantedX = -1;
    if (extend == Extend::No && hasSelection()) {
        const json::Range selected = selection();
        place({step < 0 ? selected.begin : selected.end, step < 0 ? Side::Begin : Side::End}, extend);
        return;
    }
    const json::RowNumber row = caretRow();
    const std::unique_ptr<RowLayout> layout = layoutOf(row);
    const std::optional<json::Offset> next = step > 0 ? layout->nextCaret(m_caret) : layout->previousCaret(m_caret);
    const json::Range &source = layout->row().source;
    if (next) {
        place({*next, *next == source.end ? Side::End : Side::Begin}, extend);
    } else if (step > 0 && row.value + 1 < m_rows->count()) {
        place({m_rows->read(row + 1, 1).front().source.begin, Side::Begin}, extend);
    } else if (step < 0 && row.value > 0) {
        place({m_rows->read(row - 1, 1).front().source.end, Side::End}, extend);
    }
}

void TextView::moveInRow(Side side, Extend extend)
{
    m_wantedX = -1;
    const json::Range source = m_rows->read(caretRow(), 1).front().source;
    place({side == Side::Begin ? source.begin : source.end, side}, extend);
}

void TextView::moveByWord(int step, Extend extend)
{
    m_wantedX = -1;
    const std::unique_ptr<RowLayout> layout = layoutOf(caretRow());
    const QString text = layout->text();
    int at = layout->positionOf(m_caret);
    const int size = static_cast<int>(text.size());
    const auto isWord = [&text](int i) { return isWordCharacter(text.at(i)); };
    if (step > 0 ? at >= size : at <= layout->positionOf(layout->row().source.begin)) {
        moveSideways(step, extend);
        return;
    }
    if (step > 0) {
        while (at < size && isWord(at))
            ++at;
        while (at < size && !isWord(at))
            ++at;
    } else {
        while (at > 0 && !isWord(at - 1))
            --at;
        while (at > 0 && isWord(at - 1))
            --at;
    }
    const json::Offset to = layout->offsetOf(at);
    place({to, to == layout->row().source.end ? Side::End : Side::Begin}, extend);
}

json::Range TextView::wordAt(json::Offset offset) const
{
    const std::unique_ptr<RowLayout> layout = layoutOf(m_rows->rowOf(offset));
    const QString text = layout->text();
    int begin = layout->positionOf(offset);
    int end = begin;
    while (begin > 0 && isWordCharacter(text.at(begin - 1)))
        --begin;
    while (end < text.size() && isWordCharacter(text.at(end)))
        ++end;
    if (end == begin && end < text.size())
        ++end;
    return {layout->offsetOf(begin), std::min(layout->offsetOf(end), layout->row().source.end)};
}

TextView::Hit TextView::hitAt(QPointF point) const
{
    if (m_visible.empty())
        return {};
    const auto row = std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor(point.y() / m_rowHeight)), 0,
                                              static_cast<std::int64_t>(m_visible.size()) - 1);
    const RowLayout &layout = *m_visible[static_cast<std::size_t>(row)];
    const qreal x = point.x() - Margin + horizontalScrollBar()->value();
    if (layout.isBehind(x))
        return {layout.row().source.end, Side::End};
    return {layout.offsetAt(x), Side::Begin};
}

void TextView::mousePressEvent(QMouseEvent *event)
{
    if (!m_rows || event->button() == Qt::MiddleButton)
        return;
    const Hit hit = hitAt(event->position());
    m_wantedX = -1;
    if (event->button() == Qt::RightButton) {
        // A click into the selection keeps it, for the menu.
        if (!hasSelection() || !selection().contains(hit.offset))
            place(hit, Extend::No);
        return;
    }
    const QPointF moved = event->position() - m_dragPoint;
    if (m_tripleClick.isActive() && moved.manhattanLength() < QApplication::startDragDistance()) {
        m_tripleClick.stop();
        const json::Range line = m_rows->read(m_rows->rowOf(hit.offset), 1).front().source;
        select(line);
        return;
    }
    m_dragging = true;
    place(hit, event->modifiers() & Qt::ShiftModifier ? Extend::Yes : Extend::No);
}

void TextView::mouseMoveEvent(QMouseEvent *event)
{
    if (!m_dragging)
        return;
    m_dragPoint = event->position();
    const bool isOutside = !viewport()->rect().contains(m_dragPoint.toPoint());
    if (isOutside && !m_dragTimer.isActive())
        m_dragTimer.start(DragInterval, this);
    else if (!isOutside)
        m_dragTimer.stop();
    place(hitAt(m_dragPoint), Extend::Yes);
}

void TextView::mouseReleaseEvent(QMouseEvent *)
{
    m_dragging = false;
    m_dragTimer.stop();
}

void TextView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (!m_rows || event->button() != Qt::LeftButton)
        return;
    select(wordAt(hitAt(event->position()).offset));
    m_dragPoint = event->position();
    m_tripleClick.start(QGuiApplication::styleHints()->mouseDoubleClickInterval(), this);
}

void TextView::timerEvent(QTimerEvent *event)
{
    if (event->timerId() == m_tripleClick.timerId()) {
        m_tripleClick.stop();
        return;
    }
    if (event->timerId() != m_dragTimer.timerId()) {
        QAbstractScrollArea::timerEvent(event);
        return;
    }
    const qreal above = m_dragPoint.y();
    const qreal below = m_dragPoint.y() - viewport()->height();
    if (above < 0)
        setTop(m_top + static_cast<std::int64_t>(std::floor(above / m_rowHeight)));
    else if (below > 0)
        setTop(m_top + static_cast<std::int64_t>(std::ceil(below / m_rowHeight)));
    place(hitAt({m_dragPoint.x(), std::clamp<qreal>(m_dragPoint.y(), 0, viewport()->height() - 1)}), Extend::Yes);
}

void TextView::wheelEvent(QWheelEvent *event)
{
    const QPoint turned = event->angleDelta();
    if (turned.y() == 0 || event->modifiers() & (Qt::ControlModifier | Qt::AltModifier)) {
        QAbstractScrollArea::wheelEvent(event);
        return;
    }
    // In rows, which the bar can't count where they are many.
    m_wheelRest += turned.y() * QApplication::wheelScrollLines();
    const int rows = m_wheelRest / 120;
    m_wheelRest -= rows * 120;
    m_followsEnd = false;
    setTop(m_top - rows);
    event->accept();
}

void TextView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void TextView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

} // namespace smc::gui
