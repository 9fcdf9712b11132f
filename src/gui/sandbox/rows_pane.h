// The records of one list, or the members of one segment, a page at a time, sorted by a click on a column's head.
#pragma once

#include "content_tree.h"

#include <sandbox/state.h>

#include <QCoro/QCoroTask>
#include <QWidget>

class QAction;
class QLabel;
class QPushButton;

namespace smc::gui {

class DataTable;
class Dialogs;
class RowsModel;
class SandboxHost;

class RowsPane : public QWidget
{
    Q_OBJECT

public:
    static constexpr qint64 PageSize = 100;

    /// `exporting` is offered beside the pages.
    RowsPane(SandboxHost &sandbox, Dialogs &dialogs, QAction &exporting, QWidget *parent = nullptr);

    /// From its first record on.
    void show(const ContentTree::Place &place);
    /// The same records again.
    QCoro::Task<void> reload();
    void clear();
    /// Asks for a file, and writes what is shown to it: all pages, as they are sorted.
    QCoro::Task<void> exportAll();

    const RowsModel &model() const { return *m_model; }

Q_SIGNALS:
    void status(const QString &sentence);

private:
    void makeTable();
    void turn(qint64 offset);
    void sort(int column, Qt::SortOrder order);
    void forgetOrder();

    SandboxHost &m_sandbox;
    Dialogs &m_dialogs;
    QAction &m_export;
    RowsModel *m_model;
    DataTable *m_table;
    QLabel *m_title;
    QLabel *m_range;
    QPushButton *m_previous;
    QPushButton *m_next;
    ContentTree::Place m_place;
    sandbox::RowsQuery m_query; ///< What is shown, or will be once it is read.
    unsigned m_turn = 0;        ///< So that a slow answer does not overtake a newer question.
};

} // namespace smc::gui
