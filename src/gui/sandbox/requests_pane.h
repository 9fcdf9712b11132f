// The sandbox's request log: sorted, exported, each request whole below the list.
#pragma once

#include "requests_model.h"

#include <QCoro/QCoroTask>
#include <QTimer>
#include <QWidget>

class QAction;
class QLabel;

namespace smc::gui {

class Dialogs;
class SandboxHost;

class RequestsPane : public QWidget
{
    Q_OBJECT

public:
    struct Actions
    {
        QAction &exporting;
        QAction &copying; ///< Of the request that is selected.
    };
    /// `sandbox` and `dialogs` must outlive the pane.
    RequestsPane(SandboxHost &sandbox, Dialogs &dialogs, const Actions &actions, QWidget *parent = nullptr);

    OrderedTable &table() const { return *m_table; }
    RowDetails &details() const { return *m_details; }
    /// Asks for a file, and writes what is shown to it, as it is sorted.
    QCoro::Task<void> exportAll();

Q_SIGNALS:
    void status(const QString &sentence);

private:
    void showRequests();
    void arrange();
    void showDetails();

    SandboxHost &m_sandbox;
    Dialogs &m_dialogs;
    QAction &m_export;
    RequestsModel *m_model;
    OrderedTable *m_table;
    QLabel *m_count;
    RowDetails *m_details;
    QTimer m_timer; ///< Many requests, one redraw.
};

} // namespace smc::gui
