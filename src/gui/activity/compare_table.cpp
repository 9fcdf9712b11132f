#include "compare_table.h"

#include "../theme.h"
#include "compare_model.h"

#include <QEvent>
#include <QHeaderView>
#include <QScrollBar>

#include <algorithm>

namespace smc::gui {

namespace {
constexpr int NumberDigits = 6;
constexpr int StepOfLetters = 8;
} // namespace

CompareTable::CompareTable(CompareModel &model, QWidget *parent)
    : RowTable(parent)
    , m_model(model)
{
    setModel(&model);
    setItemDelegate(new CompareDelegate(this));
    setSelectionMode(SingleSelection); // The one that is whole below.
    setEditTriggers(NoEditTriggers);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    verticalHeader()->hide();
    QHeaderView *header = horizontalHeader();
    header->setSectionResizeMode(QHeaderView::Fixed);
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setSectionResizeMode(CompareModel::LeftText, QHeaderView::Stretch);
    header->setSectionResizeMode(CompareModel::RightText, QHeaderView::Stretch);
    fitText();
}

/// Lines, numbers and marks are as large as the text, whenever that changes.
void CompareTable::fitText()
{
    const QFontMetrics metrics(theme::codeFont());
    const int number = metrics.horizontalAdvance(QString(NumberDigits, QLatin1Char('9'))) + theme::space::Medium;
    verticalHeader()->setDefaultSectionSize(metrics.height() + theme::space::Tight);
    QHeaderView *header = horizontalHeader();
    header->resizeSection(CompareModel::LeftNumber, number);
    header->resizeSection(CompareModel::RightNumber, number);
    header->resizeSection(CompareModel::Mark, theme::scaled(theme::space::Huge));
    m_longest = metrics.horizontalAdvance(m_model.longestLine());
    horizontalScrollBar()->setSingleStep(StepOfLetters * metrics.averageCharWidth());
    updateGeometries();
}

void CompareTable::changeEvent(QEvent *event)
{
    RowTable::changeEvent(event);
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitText();
}

void CompareTable::showEvent(QShowEvent *event)
{
    RowTable::showEvent(event);
    if (currentIndex().isValid())
        showDifference(currentIndex().row());
}

int CompareTable::shift() const
{
    return horizontalScrollBar()->value();
}

int CompareTable::roomOfLine() const
{
    return std::min(columnWidth(CompareModel::LeftText), columnWidth(CompareModel::RightText)) -
           2 * CompareDelegate::Padding;
}

/// The columns always fit, so Qt would not scroll: what is scrolled are the lines in them.
void CompareTable::updateGeometries()
{
    const int before = shift();
    RowTable::updateGeometries();
    const int room = roomOfLine();
    const int lack = std::max(0, m_longest - room);
    setHorizontalScrollBarPolicy(lack > 0 ? Qt::ScrollBarAlwaysOn : Qt::ScrollBarAlwaysOff);
    horizontalScrollBar()->setRange(0, lack);
    horizontalScrollBar()->setPageStep(room);
    horizontalScrollBar()->setValue(before);
}

void CompareTable::scrollContentsBy(int dx, int dy)
{
    RowTable::scrollContentsBy(0, dy);
    if (dx != 0)
        viewport()->update();
}

QModelIndex CompareTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    if (action != MoveLeft && action != MoveRight)
        return RowTable::moveCursor(action, modifiers);
    horizontalScrollBar()->triggerAction(action == MoveLeft ? QAbstractSlider::SliderSingleStepSub
                                                            : QAbstractSlider::SliderSingleStepAdd);
    return currentIndex();
}

void CompareTable::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    const int before = shift();
    RowTable::scrollTo(index, hint);
    horizontalScrollBar()->setValue(before);
    if (index.isValid())
        showDifference(index.row());
}

/// Scrolls sideways where what differs in the row is out of sight, or the whole of the row.
void CompareTable::showDifference(int row)
{
    if (!isVisible()) // There is no room to speak of before.
        return;
    const QFontMetrics metrics(theme::codeFont());
    const std::optional<QString> before = m_model.sharedBegin(row);
    if (!before) {
        int end = 0;
        for (const int column : {CompareModel::LeftText, CompareModel::RightText})
            end = std::max(end, metrics.horizontalAdvance(m_model.index(row, column).data().toString()));
        if (end <= shift())
            horizontalScrollBar()->setValue(0);
        return;
    }
    const int at = metrics.horizontalAdvance(*before);
    const int room = roomOfLine();
    if (at < shift() || at >= shift() + room - metrics.averageCharWidth())
        horizontalScrollBar()->setValue(at < room / 2 ? 0 : at - room / 3);
}

} // namespace smc::gui
