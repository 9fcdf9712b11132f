// What is selected in the list of Activity, which may be more than was read.
#include "history_model.h"
#include "history_table.h"

#include <QItemSelectionModel>
#include <QKeyEvent>

#include <algorithm>
#include <numeric>
#include <utility>

namespace smc::gui {

/// From top to bottom. Not as indexes, one for each cell: the whole of a long history may be selected.
std::vector<QItemSelectionRange> HistoryTable::selectedRanges() const
{
    const QItemSelection selection = selectionModel()->selection();
    std::vector<QItemSelectionRange> ranges(selection.begin(), selection.end());
    std::sort(ranges.begin(), ranges.end(), [](const auto &a, const auto &b) { return a.top() < b.top(); });
    return ranges;
}

int HistoryTable::selectedCount() const
{
    const std::vector<QItemSelectionRange> ranges = selectedRanges();
    return std::accumulate(ranges.begin(), ranges.end(), 0,
                           [](int count, const QItemSelectionRange &range) { return count + range.height(); });
}

std::vector<std::int64_t> HistoryTable::selectedIds() const
{
    std::vector<std::int64_t> ids;
    for (const QItemSelectionRange &range : selectedRanges()) {
        for (int row = range.top(); row <= range.bottom(); ++row)
            ids.push_back(m_model.entry(row).id);
    }
    return ids;
}

bool HistoryTable::isEachSelectedPinned() const
{
    for (const QItemSelectionRange &range : selectedRanges()) {
        for (int row = range.top(); row <= range.bottom(); ++row) {
            if (!m_model.entry(row).pinned)
                return false;
        }
    }
    return true;
}

int HistoryTable::rowBesideSelection() const
{
    const std::vector<QItemSelectionRange> ranges = selectedRanges();
    if (ranges.empty())
        return -1;
    const int above = ranges.front().top() - 1;
    int below = ranges.front().top();
    for (const QItemSelectionRange &range : ranges) {
        if (range.top() > below)
            return below;
        below = range.bottom() + 1;
    }
    return below < m_model.rowCount() ? below : above;
}

void HistoryTable::select(int row)
{
    if (row < 0)
        return;
    const QModelIndex index = m_model.index(row, 0);
    setCurrentIndex(index);
    scrollTo(index);
}

/// True where entries are being read for it; loaded() follows.
bool HistoryTable::readFor(Goal goal)
{
    return goal == Goal::GoToEnd ? m_model.readTowardsEnd() : m_model.readTowardsEnd(m_mostSelected);
}

void HistoryTable::pursue(Goal goal)
{
    m_goal = goal != Goal::None && readFor(goal) ? goal : Goal::None;
    m_lastRead = m_goal == Goal::None ? QModelIndex() : m_model.index(m_model.rowCount() - 1, 0);
    m_selectedBefore = selectedCount();
    const bool isSelected = m_goal == Goal::None && (goal == Goal::SelectAll || goal == Goal::SelectToEnd);
    if (isSelected && m_model.hasMore())
        Q_EMIT selectedInPart(m_model.rowCount());
}

QModelIndex HistoryTable::moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers)
{
    const QModelIndex target = DataTable::moveCursor(action, modifiers);
    const Goal atEnd = modifiers.testFlag(Qt::ShiftModifier) ? Goal::SelectToEnd : Goal::GoToEnd;
    pursue(action == MoveEnd ? atEnd : Goal::None);
    return target;
}

void HistoryTable::selectAll()
{
    DataTable::selectAll();
    pursue(Goal::SelectAll);
}

/// Qt settles what is selected whenever rows come: going back with Shift would not take back what ends at `row`.
void HistoryTable::forgetSettled(int row)
{
    for (const QItemSelectionRange &range : selectedRanges()) {
        if (range.bottom() != row)
            continue;
        selectionModel()->select({range.topLeft(), range.bottomRight()}, QItemSelectionModel::Deselect);
        selectionModel()->select(QItemSelection(), QItemSelectionModel::Select); // Settles that, too.
    }
}

/// Not where the person has gone elsewhere meanwhile, or the list is another.
void HistoryTable::goOn()
{
    if (m_goal == Goal::None || (m_lastRead.isValid() && readFor(m_goal)))
        return;
    const Goal goal = std::exchange(m_goal, Goal::None);
    const bool isThere = m_lastRead.isValid() && (goal == Goal::SelectAll ? selectedCount() == m_selectedBefore
                                                                          : currentIndex().row() == m_lastRead.row());
    const int last = m_lastRead.row();
    m_lastRead = QModelIndex();
    if (!isThere)
        return;
    if (goal == Goal::SelectAll) {
        selectAll();
    } else if (goal == Goal::GoToEnd) {
        select(m_model.rowCount() - 1);
    } else {
        forgetSettled(last);
        QKeyEvent again(QEvent::KeyPress, Qt::Key_End, Qt::ShiftModifier); // From where the selection began.
        keyPressEvent(&again);
    }
}

} // namespace smc::gui
