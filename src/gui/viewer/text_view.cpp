#include "text_view.h"

#include "text_view_accessible.h"

#include <QEvent>
#include <QFontMetricsF>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>
#include <cmath>

namespace smc::gui {

namespace {

constexpr qreal Margin = theme::space::Small;
constexpr qreal CaretWidth = 2;
/// A scroll bar counts in ints; more rows than this share its steps.
constexpr std::int64_t MostSteps = 1'000'000'000;

} // namespace

TextView::TextView(QWidget *parent)
    : QAbstractScrollArea(parent)
{
    installTextViewAccessibility();
    connect(this, &TextView::caretMoved, this, &TextView::tellChange);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setCursor(Qt::IBeamCursor);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
    dress();
}

TextView::~TextView() = default;

void TextView::dress()
{
    m_font = theme::codeFont();
    m_rowHeight = std::max(1, static_cast<int>(std::ceil(QFontMetricsF(m_font).height())) + 2);
    m_contentWidth = 0;
    rebuild();
}

void TextView::changeEvent(QEvent *event)
{
    QAbstractScrollArea::changeEvent(event);
    if (event->type() == QEvent::PaletteChange || event->type() == QEvent::ApplicationFontChange ||
        event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        dress();
}

QSize TextView::sizeHint() const
{
    return {480, 20 * m_rowHeight};
}

void TextView::setRows(const json::Rows *rows)
{
    m_rows = rows;
    m_top = {};
    m_caret = m_anchor = {};
    m_side = Side::Begin;
    m_wantedX = -1;
    m_followsEnd = false;
    m_contentWidth = 0;
    horizontalScrollBar()->setValue(0);
    rebuild();
    Q_EMIT caretMoved();
}

void TextView::rowsGrown()
{
    if (!m_rows)
        return;
    if (m_followsEnd) {
        m_caret = m_rows->read({m_rows->count() - 1}, 1).front().source.end;
        m_anchor = m_caret;
        m_side = Side::End;
        m_top = lastTop();
        rebuild();
        Q_EMIT caretMoved();
        return;
    }
    // The same bytes stay in view although their rows may have other numbers now.
    const json::RowNumber top = std::min(m_rows->rowOf(topOffset()), lastTop());
    const bool wasFull = static_cast<std::int64_t>(m_visible.size()) > rowsOnPage();
    if (top != m_top || !wasFull) {
        m_top = top;
        rebuild();
    } else {
        fitBars();
    }
}

std::int64_t TextView::rowsOnPage() const
{
    return std::max(1, viewport()->height() / m_rowHeight);
}

int TextView::columnsThatFit() const
{
    const qreal width = viewport()->width() - 2 * Margin;
    return static_cast<int>(width / QFontMetricsF(m_font).horizontalAdvance(QLatin1Char('0')));
}

json::RowNumber TextView::lastTop() const
{
    return {m_rows ? std::max<std::int64_t>(0, m_rows->count() - rowsOnPage()) : 0};
}

json::Offset TextView::topOffset() const
{
    return m_visible.empty() ? json::Offset{} : m_visible.front()->row().source.begin;
}

void TextView::showAtTop(json::Offset offset)
{
    if (m_rows)
        setTop(m_rows->rowOf(offset));
}

void TextView::rebuild()
{
    m_visible.clear();
    if (m_rows) {
        const theme::Colours &colours = theme::colours(*this);
        for (json::Row &row : m_rows->read(m_top, rowsOnPage() + 1)) {
            m_visible.push_back(std::make_unique<RowLayout>(std::move(row), m_font, colours));
            m_contentWidth = std::max(m_contentWidth, m_visible.back()->width());
        }
    }
    fitBars();
    refreshMarks();
    tellChange();
}

void TextView::setMarker(Marker marker)
{
    m_marker = std::move(marker);
    refreshMarks();
}

void TextView::refreshMarks()
{
    m_marks.clear();
    if (m_marker && !m_visible.empty())
        m_marks = m_marker({m_visible.front()->row().source.begin, m_visible.back()->row().source.end});
    viewport()->update();
}

std::int64_t TextView::barScale() const
{
    return 1 + lastTop().value / MostSteps;
}

void TextView::fitBars()
{
    m_settingBars = true;
    const std::int64_t scale = barScale();
    QScrollBar &bar = *verticalScrollBar();
    bar.setRange(0, static_cast<int>((lastTop().value + scale - 1) / scale));
    bar.setPageStep(static_cast<int>(std::max<std::int64_t>(1, rowsOnPage() / scale)));
    bar.setSingleStep(1);
    bar.setValue(static_cast<int>(m_top >= lastTop() ? bar.maximum() : m_top.value / scale));
    const int width = static_cast<int>(std::ceil(m_contentWidth + 2 * Margin + CaretWidth));
    horizontalScrollBar()->setRange(0, std::max(0, width - viewport()->width()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setSingleStep(m_rowHeight);
    m_settingBars = false;
}

void TextView::scrollContentsBy(int /*dx*/, int dy)
{
    if (m_settingBars)
        return;
    if (dy == 0) {
        viewport()->update();
        return;
    }
    m_followsEnd = false;
    const QScrollBar &bar = *verticalScrollBar();
    const json::RowNumber top = bar.value() == bar.maximum() ? lastTop() : json::RowNumber{bar.value() * barScale()};
    if (top != m_top) {
        m_top = top;
        rebuild();
    }
}

void TextView::setTop(json::RowNumber top)
{
    top = std::clamp(top, json::RowNumber{0}, lastTop());
    if (top == m_top)
        return;
    m_top = top;
    rebuild();
}

void TextView::resizeEvent(QResizeEvent *event)
{
    QAbstractScrollArea::resizeEvent(event);
    m_top = std::min(m_top, lastTop());
    rebuild();
}

json::Range TextView::selection() const
{
    return {std::min(m_anchor, m_caret), std::max(m_anchor, m_caret)};
}

void TextView::select(json::Range range)
{
    m_followsEnd = false;
    m_anchor = range.begin;
    m_caret = range.end;
    m_side = range.isEmpty() ? Side::Begin : Side::End;
    m_wantedX = -1;
    viewport()->update();
    Q_EMIT caretMoved();
}

void TextView::selectAll()
{
    if (!m_rows)
        return;
    select({m_rows->read({0}, 1).front().source.begin, m_rows->read({m_rows->count() - 1}, 1).front().source.end});
}

void TextView::reveal(json::Range range)
{
    if (!m_rows)
        return;
    select(range);
    const json::RowNumber row = m_rows->rowOf(range.begin);
    if (row < m_top || row >= m_top + rowsOnPage())
        setTop(row - rowsOnPage() / 3);
    const std::unique_ptr<RowLayout> layout = layoutOf(row);
    QScrollBar &bar = *horizontalScrollBar();
    const qreal left = layout->xOf(range.begin);
    const qreal right = layout->xOf(std::min(range.end, layout->row().source.end)) + 2 * Margin;
    if (left < bar.value() || right > bar.value() + viewport()->width())
        bar.setValue(static_cast<int>(right <= viewport()->width() ? 0 : left - viewport()->width() / 3.0));
}

void TextView::goToStart()
{
    m_caret = m_anchor = m_rows ? m_rows->read({0}, 1).front().source.begin : json::Offset{};
    m_side = Side::Begin;
    m_wantedX = -1;
    m_followsEnd = false;
    setTop({0});
    showCaret();
    Q_EMIT caretMoved();
}

void TextView::goToEnd()
{
    if (!m_rows)
        return;
    m_caret = m_anchor = m_rows->read({m_rows->count() - 1}, 1).front().source.end;
    m_side = Side::End;
    m_wantedX = -1;
    setTop(lastTop());
    m_followsEnd = !m_rows->isComplete();
    viewport()->update();
    Q_EMIT caretMoved();
}

void TextView::paintRow(QPainter &painter, std::size_t row) const
{
    const RowLayout &layout = *m_visible[row];
    const theme::Colours &colours = theme::colours(*this);
    const QPointF at(Margin - horizontalScrollBar()->value(), static_cast<qreal>(row) * m_rowHeight);
    layout.paintGround(painter, at, m_marks, colours.spanHighlight, m_rowHeight);
    if (hasSelection()) {
        const json::Range selected = selection();
        layout.paintGround(painter, at, {&selected, 1}, colours.selection, m_rowHeight);
        // The end of a line that the selection goes over.
        if (selected.begin <= layout.row().source.end && selected.end > layout.row().source.end &&
            !layout.row().continues)
            painter.fillRect(QRectF(at.x() + layout.xOfEnd(), at.y(), m_rowHeight / 3.0, m_rowHeight),
                             colours.selection);
    }
    painter.setPen(colours.text);
    layout.paint(painter, at + QPointF(0, 1));
    if (hasFocus() && layout.row().number == caretRow())
        painter.fillRect(QRectF(at.x() + layout.xOf(m_caret), at.y(), CaretWidth, m_rowHeight), colours.text);
}

void TextView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    painter.fillRect(event->rect(), theme::colours(*this).raised);
    for (std::size_t row = 0; row < m_visible.size(); ++row) {
        const int y = static_cast<int>(row) * m_rowHeight;
        if (event->rect().intersects(QRect(0, y, viewport()->width(), m_rowHeight)))
            paintRow(painter, row);
    }
}

std::unique_ptr<RowLayout> TextView::layoutOf(json::RowNumber row) const
{
    return std::make_unique<RowLayout>(m_rows->read(row, 1).front(), m_font, theme::colours(*this));
}

json::RowNumber TextView::caretRow() const
{
    // Among the rows in view first: their numbers may be an estimate.
    for (const std::unique_ptr<RowLayout> &layout : m_visible) {
        const json::Range &source = layout->row().source;
        const bool holds =
            m_caret >= source.begin && (m_caret < source.end || (m_caret == source.end && m_side == Side::End));
        if (holds && !(m_side == Side::End && m_caret == source.begin && m_caret != source.end))
            return layout->row().number;
    }
    const json::RowNumber row = m_rows ? m_rows->rowOf(m_caret) : json::RowNumber{};
    if (m_side == Side::End && row.value > 0 && m_rows->read(row, 1).front().source.begin == m_caret)
        return row - 1;
    return row;
}

} // namespace smc::gui
