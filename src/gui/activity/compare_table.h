// The lines of both sides, one below the other: long ones are read by scrolling sideways, both sides at once.
#pragma once

#include "../widgets/row_table.h"

namespace smc::gui {

class CompareModel;

class CompareTable : public RowTable
{
    Q_OBJECT

public:
    explicit CompareTable(CompareModel &model, QWidget *parent = nullptr);

    /// Pixels that the lines stand to the left of where they begin.
    int shift() const;

    void scrollTo(const QModelIndex &index, ScrollHint hint = EnsureVisible) override;

protected:
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;
    /// Left and Right scroll: a row is one thing.
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    void fitText();
    int roomOfLine() const;
    void showDifference(int row);

    CompareModel &m_model;
    int m_longest = 0; ///< Pixels of the longest line.
};

} // namespace smc::gui
