// The records of one list, or the members of one segment, a page at a time, sorted by a column; the selected one whole
// below them.
#pragma once

#include "content_tree.h"
#include "table_pane.h"

#include <sandbox/state.h>

#include <optional>

class QLabel;
class QPushButton;

namespace smc::gui {

class ElidedLabel;
class RowsModel;
class SandboxHost;

class RowsPane : public TablePane
{
    Q_OBJECT

public:
    static constexpr qint64 PageSize = 100;

    /// What one can do where there is nothing yet.
    struct Filling
    {
        QAction &newField;
        QAction &newRecord;
        QAction &toCompose;
    };
    RowsPane(SandboxHost &sandbox, Dialogs &dialogs, const Actions &actions, const Filling &filling,
             QWidget *parent = nullptr);

    /// From its first record on.
    void show(const ContentTree::Place &place);
    /// Once there are more records than `before`: to the last of them, where they stand in the order in which they
    /// came.
    void goToAdded(qint64 before);
    /// The same records again.
    QCoro::Task<void> reload();
    void clear();
    /// All pages.
    QCoro::Task<void> exportAll() override;

    const RowsModel &model() const { return *m_model; }
    const ContentTree::Place &place() const { return m_place; }

protected:
    WholeRow whole(int row) const override;
    void changeEvent(QEvent *event) override;

private:
    void fitTitle();
    void turn(qint64 offset);
    void sort();
    void takeOrder();
    void showPage(sandbox::RowsPage page);
    void showRange(qint64 count, qint64 total);
    void showWhetherEmpty();

    SandboxHost &m_sandbox;
    Filling m_filling;
    RowsModel *m_model;
    ElidedLabel *m_title;
    QLabel *m_range;
    QPushButton *m_previous;
    QPushButton *m_next;
    ContentTree::Place m_place;
    sandbox::RowsQuery m_query;     ///< What is shown, or will be once it is read.
    std::optional<qint64> m_before; ///< How many there were before the record that is still to be shown.
    unsigned m_turn = 0;            ///< So that a slow answer does not overtake a newer question.
};

} // namespace smc::gui
