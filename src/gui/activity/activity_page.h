// Activity: every exchange, newest first, and what happened in each.
#pragma once

#include "../page.h"

#include <QCoro/QCoroTask>

#include <cstdint>
#include <vector>

class QComboBox;
class QLabel;
class QSplitter;
class QStackedWidget;

namespace smc::json {
struct Span;
} // namespace smc::json
namespace smc::net {
struct Exchange;
} // namespace smc::net

namespace smc::gui {

class Console;
class DataTable;
class DetailsPane;
class EmptyState;
class HistoryModel;

class ActivityPage : public Page
{
    Q_OBJECT

public:
    /// `console` must outlive the page.
    explicit ActivityPage(Console &console, QWidget *parent = nullptr);

    QString title() const override;
    QString iconName() const override;
    QString whatIsThis() const override;

    /// `what` is an entry's id in the history, or empty.
    void enter(const QString &what) override;
    void saveState(workspace::UiState &state) const override;
    void restoreState(const workspace::UiState &state) override;

protected:
    void hideEvent(QHideEvent *event) override;

private:
    enum View { NothingYet, NothingMatches, List };

    void makeActions();
    QWidget *makeFilters();
    QWidget *makeList();
    void fitColumns();
    int widthFor(const QStringList &texts, int column) const;
    void fillProfiles();
    void applyFilter();
    void showAllVerdicts();
    void showRightView();
    void showSelected();
    void selectFirst();
    std::vector<std::int64_t> selectedIds() const;

    void copyCurl();
    void openInCompose(json::Span place);
    QCoro::Task<void> exportHar();
    QCoro::Task<void> removeSelected();
    QCoro::Task<void> clear();
    std::vector<net::Exchange> exchangesToExport();
    void say(const QString &sentence);

    std::int64_t newestId() const;

    Console &m_console;
    HistoryModel *m_model;
    DataTable *m_table = nullptr;
    DetailsPane *m_details = nullptr;
    QComboBox *m_verdicts = nullptr;
    QComboBox *m_profiles = nullptr;
    QStackedWidget *m_stack = nullptr;
    QSplitter *m_splitter = nullptr;
    QAction *m_openEvent = nullptr;
    QAction *m_copyCurl = nullptr;
    QAction *m_exportHar = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_clear = nullptr;
    bool m_showsProfiles = true;   ///< More than one profile is known, so that entries name theirs.
    std::int64_t m_newestSeen = 0; ///< The first row's entry when the page was left.
};

} // namespace smc::gui
