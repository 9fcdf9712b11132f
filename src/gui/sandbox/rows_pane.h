// The records of one list, or the members of one segment, a page at a time.
#pragma once

#include "content_tree.h"

#include <QCoro/QCoroTask>
#include <QWidget>

class QLabel;
class QPushButton;

namespace smc::gui {

class DataTable;
class RowsModel;
class SandboxHost;

class RowsPane : public QWidget
{
    Q_OBJECT

public:
    static constexpr qint64 PageSize = 100;

    explicit RowsPane(SandboxHost &sandbox, QWidget *parent = nullptr);

    /// From its first record on.
    void show(const ContentTree::Place &place);
    /// The same records again.
    QCoro::Task<void> reload();
    void clear();

    const RowsModel &model() const { return *m_model; }

private:
    void turn(qint64 offset);

    SandboxHost &m_sandbox;
    RowsModel *m_model;
    DataTable *m_table;
    QLabel *m_title;
    QLabel *m_range;
    QPushButton *m_previous;
    QPushButton *m_next;
    ContentTree::Place m_place;
    qint64 m_offset = 0;
    unsigned m_turn = 0; ///< So that a slow answer does not overtake a newer question.
};

} // namespace smc::gui
