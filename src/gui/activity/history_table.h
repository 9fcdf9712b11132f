// The list of Activity: columns that fit what stands in them, rows as high as their sentences, sorted by a click on the
// columns' heads.
#pragma once

#include "../widgets/data_table.h"

#include <QItemSelectionRange>
#include <QPersistentModelIndex>

#include <cstdint>
#include <map>
#include <vector>

namespace smc::gui {

class HistoryModel;

class HistoryTable : public DataTable
{
    Q_OBJECT

public:
    explicit HistoryTable(HistoryModel &model, QWidget *parent = nullptr);

    /// Whether entries name their profile.
    enum class Profiles { One, Several };
    void setProfiles(Profiles profiles);

    int selectedCount() const;
    std::vector<std::int64_t> selectedIds() const;
    bool isEachSelectedPinned() const;
    /// What takes the place of what is selected once that is gone: the entry below it or, at the end, above; -1 for
    /// none.
    int rowBesideSelection() const;
    void select(int row);

    /// So many entries are read for selectAll() and Shift+End.
    static constexpr int MostSelected = 100'000;
    void setMostSelected(int entries) { m_mostSelected = entries; }

    /// With sorting, and always: columns come and go by themselves, too.
    std::string columnState() override;
    void restoreColumnState(const std::string &state) override;

    void reset() override;
    /// Of the whole history, as far as the filters let it through: what has not been read yet is selected a little
    /// later, but not where the person selects something else meanwhile.
    void selectAll() override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;

Q_SIGNALS:
    /// There are more than can be selected at once: the last that is selected is the `entries`-th of the list.
    void selectedInPart(int entries);

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void setColumnChosen(int column, bool isShown) override;
    /// End goes to the last entry of all, which may have to be read first; with Shift it selects up to there.
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    /// What waits for entries to be read.
    enum class Goal { None, GoToEnd, SelectToEnd, SelectAll };

    std::vector<QItemSelectionRange> selectedRanges() const;
    bool readFor(Goal goal);
    void pursue(Goal goal);
    void stayWhereItIs(const QModelIndex &parent, int first, int last);
    void fitColumns();
    void fitRow(int row);
    void fitShownRows();
    void fitRowsSoon();
    void goOn();
    void forgetSettled(int row);
    int titleWidth(int column) const;
    int widthFor(const QStringList &texts, int column) const;
    int fittingWidth(int column) const;
    int lackOfRoom() const;
    std::vector<int> givingWay() const;
    void makeRoom();
    void showAll();

    HistoryModel &m_model;
    Profiles m_profiles = Profiles::Several;
    std::vector<int> m_chosen;      ///< Columns that the person asked for by the menu, the latest last.
    std::vector<int> m_withoutRoom; ///< Columns that a narrow window hides.
    std::map<int, int> m_narrowed;  ///< Columns that it makes narrower, and their own widths.
    bool m_isFittingSoon = false;
    Goal m_goal = Goal::None;
    QPersistentModelIndex m_lastRead; ///< The last row that was there when the goal was set.
    int m_selectedBefore = 0;         ///< How many entries were selected then.
    int m_mostSelected = MostSelected;
};

} // namespace smc::gui
