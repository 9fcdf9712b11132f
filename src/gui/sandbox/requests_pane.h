// The sandbox's request log: sorted, exported, each request whole below the list.
#pragma once

#include "requests_model.h"
#include "table_pane.h"

#include <QTimer>

class QLabel;

namespace smc::gui {

class SandboxHost;

class RequestsPane : public TablePane
{
    Q_OBJECT

public:
    /// `sandbox` and `dialogs` must outlive the pane. `toCompose` leads to where a first request can be made.
    RequestsPane(SandboxHost &sandbox, Dialogs &dialogs, const Actions &actions, QAction &toCompose,
                 QWidget *parent = nullptr);

    QCoro::Task<void> exportAll() override;

protected:
    WholeRow whole(int row) const override { return m_model->whole(row); }

private:
    void showRequests();
    void showWhetherEmpty();
    void arrange();

    SandboxHost &m_sandbox;
    QAction &m_toCompose;
    RequestsModel *m_model;
    QLabel *m_count;
    QTimer m_timer; ///< Many requests, one redraw.
};

} // namespace smc::gui
