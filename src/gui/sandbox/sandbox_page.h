// Sandbox: the SMC on this computer, what it holds, and what was asked of it.
#pragma once

#include "../page.h"
#include "content_tree.h"

#include <QCoro/QCoroTask>

class QSplitter;
class QStackedWidget;
class QTabWidget;

namespace smc::sandbox {
struct Faults;
}

namespace smc::gui {

class Console;
class ElidedLabel;
class EmptyState;
class ExportBanner;
class FaultPanel;
class RequestsPane;
class RowsPane;
class SandboxCreation;
class TablePane;
class VerdictWidget;

class SandboxPage : public Page
{
    Q_OBJECT

public:
    /// `console` must outlive the page.
    explicit SandboxPage(Console &console, QWidget *parent = nullptr);

    QString title() const override;
    QString iconName() const override;
    QString whatIsThis() const override;

    /// `what` is "LIST" or "LIST/SEGMENT", to be shown; may be empty.
    void enter(const QString &what) override;

    /// Reads lists and rows again; done once they are shown.
    QCoro::Task<void> refresh();

private:
    void makeActions();
    QWidget *makeHead();
    QWidget *makeBody();
    QWidget *makeContent();
    QWidget *makeFaults();
    void showState();
    /// To the lists, or to the button that starts it.
    void takeFocus();
    void showFaults(const sandbox::Faults &faults);
    void switchFaultsOff();
    /// With the keyboard in it.
    void showTab(QWidget &tab);
    /// Of records or of requests: the one that the person looks at, else the records.
    TablePane &shownTable() const;
    void follow(TablePane &pane, QAction &exporting);
    void goToMade(const ContentTree::Place &place, const QString &sentence);
    void copyAddress();
    void copyRow();
    void chooseOrder();
    QCoro::Task<void> reset();

    Console &m_console;
    QWidget *m_head = nullptr;
    VerdictWidget *m_state = nullptr;
    ElidedLabel *m_address = nullptr;
    ExportBanner *m_failedExport = nullptr;
    FaultPanel *m_faults = nullptr;
    QWidget *m_faultsTab = nullptr; ///< With those.
    SandboxCreation *m_creation = nullptr;
    QStackedWidget *m_views = nullptr;
    EmptyState *m_stopped = nullptr;
    QSplitter *m_splitter = nullptr;
    QSplitter *m_stacked = nullptr; ///< What stands below each other where there is no room beside.
    QTabWidget *m_tabs = nullptr;
    ContentTree *m_tree = nullptr;
    RowsPane *m_rows = nullptr;
    RequestsPane *m_requests = nullptr;
    QAction *m_start = nullptr;
    QAction *m_stop = nullptr;
    QAction *m_refresh = nullptr;
    QAction *m_reset = nullptr;
    QAction *m_copy = nullptr;
    QAction *m_faultsOff = nullptr;
    QAction *m_export = nullptr;
    QAction *m_exportRequests = nullptr;
    QAction *m_sort = nullptr;
    QAction *m_copyRow = nullptr;
    QAction *m_toCompose = nullptr;
    QAction *m_newRecord = nullptr;
    QAction *m_newField = nullptr;
    QList<QAction *> m_new;   ///< All that one can make.
    QList<QAction *> m_show;  ///< One of the tabs each.
    unsigned m_refreshes = 0; ///< Begun.
    unsigned m_shown = 0;     ///< Which of them is shown.
};

} // namespace smc::gui
