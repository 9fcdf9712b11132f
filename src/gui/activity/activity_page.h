// Activity: every exchange, newest first, and what happened in each.
#pragma once

#include "../focus_home.h"
#include "../history_service.h"
#include "../page.h"
#include "filter_bar.h"

#include <QCoro/QCoroTask>
#include <QTimer>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

class QMenu;
class QPushButton;
class QSplitter;
class QStackedWidget;

namespace smc::json {
struct Span;
} // namespace smc::json
namespace smc::net {
struct HttpRequest;
} // namespace smc::net

namespace smc::gui {

class Console;
class DetailsPane;
class ExportBanner;
class HistoryModel;
class HistorySize;
class HistoryTable;
class KeptEvents;
class Removal;
class RunPanel;
class SendingLine;

class ActivityPage : public Page
{
    Q_OBJECT

public:
    /// `console` must outlive the page.
    explicit ActivityPage(Console &console, QWidget *parent = nullptr);
    ~ActivityPage() override;

    QString title() const override;
    QString iconName() const override;
    QString whatIsThis() const override;

    QString unfinished() const override;
    void breakOff() override;
    /// `what` is an entry's id in the history, or empty.
    void enter(const QString &what) override;
    void saveState(workspace::UiState &state) const override;
    void restoreState(const workspace::UiState &state) override;

protected:
    void hideEvent(QHideEvent *event) override;
    void showEvent(QShowEvent *event) override;

private:
    enum View { NothingYet, NothingMatches, List };
    using Ids = HistoryService::Ids;

    // activity_page.cpp
    void makeViews();
    QWidget *makeList();
    void listen();
    void fillProfiles();
    void applyFilter();
    void showRightView();
    void showCounts();
    QCoro::Task<void> readCounts();
    QCoro::Task<void> takeForeign();
    void enableActions();
    void say(const QString &sentence);

    // activity_selection.cpp
    void settleSelection();
    bool readTowardsSelected();
    enum class Filters { Stay, GiveWay };
    /// Selects that entry as soon as it has been read. Filters that hide it give way, or a banner offers that.
    void want(std::int64_t id, Filters filters);
    bool showWanted();
    void offerHidden();
    void dropFilters();
    void forgetFilters();
    void changeFilters(const QString &banner);
    void showSelected();
    QCoro::Task<void> readDetails(std::int64_t id);
    bool isSelectedAlone(std::int64_t id) const;
    std::int64_t newestId() const;

    // activity_actions.cpp
    void makeActions();
    QPushButton *menuButton(const QString &text, const QString &accessibleName, const QList<QAction *> &actions);
    void openInCompose(json::Span place);
    QCoro::Task<void> togglePin();
    QCoro::Task<void> keepNote(std::int64_t id, QString note);
    QCoro::Task<void> keepLimits(workspace::HistoryLimits limits);
    void removeSelected();
    void takeBack(const Ids &ids, qint64 count);
    QCoro::Task<void> clear();

    // activity_send.cpp
    void nameResend();
    QCoro::Task<void> resend();
    QCoro::Task<bool> mayResend(workspace::HistorySummary summary, std::size_t events);
    void makeRuns();
    void offerRun(const KeptEvents &events);
    void wantSent(std::int64_t id);
    QCoro::Task<void> compareSelected();

    // activity_export.cpp
    using CommandWriter = std::string (*)(const net::HttpRequest &request);
    void copyCommand(CommandWriter write, const QString &done);
    enum class Exported { Selected, AllShown };
    QCoro::Task<void> exportHar(Exported which);
    /// Where that fails, the banner offers to export the same ones again.
    QCoro::Task<void> exportEntries(Ids ids);

    Console &m_console;
    FocusHome m_focusHome;
    HistoryService &m_history;
    HistoryModel *m_model;
    FilterBar *m_filters = nullptr;
    HistoryTable *m_table = nullptr;
    HistorySize *m_size = nullptr;
    DetailsPane *m_details = nullptr;
    Removal *m_removal = nullptr;
    ExportBanner *m_failedExport = nullptr;
    RunPanel *m_runs = nullptr; ///< For sending several events of one entry again.
    SendingLine *m_sending = nullptr;
    QStackedWidget *m_stack = nullptr;
    QSplitter *m_splitter = nullptr;
    QAction *m_openEvent = nullptr;
    QAction *m_resend = nullptr;
    QAction *m_compare = nullptr;
    QPushButton *m_resendButton = nullptr;
    QList<QAction *> m_copyAs;
    QAction *m_exportHar = nullptr;
    QAction *m_exportAllHar = nullptr;
    QAction *m_pin = nullptr;
    QAction *m_note = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_undo = nullptr;
    QAction *m_clear = nullptr;

    QTimer m_lookout; ///< For what other programs write into the history.
    HistoryTurn m_countTurn;
    std::optional<std::int64_t> m_shown;  ///< How many entries the filter lets through, once they are counted.
    std::int64_t m_selected = 0;          ///< The entry that the details are about, or will be.
    std::int64_t m_wanted = 0;            ///< To be selected as soon as it has been read.
    bool m_askedForNew = false;           ///< For the wanted one's sake.
    Filters m_filtersWay = Filters::Stay; ///< Likewise.
    std::int64_t m_hidden = 0;            ///< The entry that a banner offers to show.
    FilterBar::Wish m_dropped;            ///< The filters that a banner offers again.
    std::int64_t m_newestSeen = 0;        ///< The newest entry when the page was left.
    bool m_isSending = false;             ///< An entry is being sent again.
    std::int64_t m_sentFrom = 0;          ///< That one.
    bool m_isAnew = true;                 ///< The list lost its selection, or had no entry that could have it.
    bool m_isNew = false;                 ///< Just entered: the newest entry is what one comes for.
};

} // namespace smc::gui
