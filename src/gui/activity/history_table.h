// The list of Activity: columns that fit what stands in them, rows as high as their sentences, sorted by a click on the
// columns' heads.
#pragma once

#include "../widgets/data_table.h"

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

    std::vector<std::int64_t> selectedIds() const;
    void select(int row);

    /// With sorting, and always: columns come and go by themselves, too.
    std::string columnState() override;
    void restoreColumnState(const std::string &state) override;

    void reset() override;
    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;

protected:
    void changeEvent(QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    /// End goes to the last entry of all, which may have to be read first.
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    void fitColumns();
    void fitRow(int row);
    void fitShownRows();
    void fitRowsSoon();
    void goOnToEnd();
    int titleWidth(int column) const;
    int widthFor(const QStringList &texts, int column) const;
    int fittingWidth(int column) const;
    int lackOfRoom() const;
    void makeRoom();
    void showAll();

    HistoryModel &m_model;
    Profiles m_profiles = Profiles::Several;
    std::vector<int> m_withoutRoom; ///< Columns that a narrow window hides.
    std::map<int, int> m_narrowed;  ///< Columns that it makes narrower, and their own widths.
    bool m_isFittingSoon = false;
    QPersistentModelIndex m_onWayToEnd; ///< The last row that was there, while the rest is being read.
};

} // namespace smc::gui
