// The records of one list, or the members of one segment, a page at a time, sorted by a column; the selected one whole
// below them.
#pragma once

#include "content_tree.h"
#include "ordered_table.h"
#include "row_details.h"

#include <sandbox/state.h>

#include <QCoro/QCoroTask>
#include <QWidget>

class QAction;
class QLabel;
class QPushButton;

namespace smc::gui {

class Dialogs;
class RowsModel;
class SandboxHost;

class RowsPane : public QWidget
{
    Q_OBJECT

public:
    static constexpr qint64 PageSize = 100;

    struct Actions
    {
        QAction &exporting; ///< Offered beside the pages.
        QAction &copying;   ///< Of the record that is selected.
    };
    RowsPane(SandboxHost &sandbox, Dialogs &dialogs, const Actions &actions, QWidget *parent = nullptr);

    /// From its first record on.
    void show(const ContentTree::Place &place);
    /// The same records again.
    QCoro::Task<void> reload();
    void clear();
    /// Asks for a file, and writes what is shown to it: all pages, as they are sorted.
    QCoro::Task<void> exportAll();

    const RowsModel &model() const { return *m_model; }
    OrderedTable &table() const { return *m_table; }
    RowDetails &details() const { return *m_details; }

Q_SIGNALS:
    void status(const QString &sentence);

private:
    void makeTable();
    void turn(qint64 offset);
    void sort();
    void takeOrder();
    void showDetails();

    SandboxHost &m_sandbox;
    Dialogs &m_dialogs;
    QAction &m_export;
    RowsModel *m_model;
    OrderedTable *m_table;
    QLabel *m_title;
    QLabel *m_range;
    QPushButton *m_previous;
    QPushButton *m_next;
    RowDetails *m_details;
    ContentTree::Place m_place;
    sandbox::RowsQuery m_query; ///< What is shown, or will be once it is read.
    unsigned m_turn = 0;        ///< So that a slow answer does not overtake a newer question.
};

} // namespace smc::gui
