// Mapping: which events become which columns; the rules and the destination filters of the current profile.
#pragma once

#include "../editing_page.h"
#include "mapping_session.h"
#include "rule_pane.h"

#include <QCoro/QCoroTask>

class QLabel;
class QStackedWidget;
class QTabBar;

namespace smc::gui {

class FilterPane;
class ListRefresh;
class ListsOffer;
class VerdictWidget;

class MappingPage final : public EditingPage
{
    Q_OBJECT

public:
    /// `console` must outlive the page; `events` gives the event that Compose shows.
    MappingPage(Console &console, MappingSession::Events events, QWidget *parent = nullptr);

    QString title() const override;
    QString iconName() const override;
    QString whatIsThis() const override;

    void enter(const QString &what) override;

    bool hasChanges() const override { return m_session.hasChanges(); }
    MappingSession &session() { return m_session; }

protected:
    void refreshActions() override;
    Words words(const QString &profile) const override;
    bool check() override;
    QCoro::Task<Result<void>> write() override { return m_session.save(); }
    void showFailure(const Error &error) override;
    void takeBack() override { m_session.discard(); }
    std::string keptText() const override;
    void restore(const std::string &kept) override;

private:
    void makeActions();
    void makeContent();
    void refresh();
    void showTab(int tab);
    bool showsFilters() const;
    void add();
    void remove();
    void move(RulePane::Direction direction);
    void resetAll();
    QCoro::Task<void> importFile();
    QCoro::Task<void> exportFile();

    MappingSession m_session;
    bool m_hasEntered = false; ///< From then on, the rule that the person chose stays.
    VerdictWidget *m_verdict = nullptr;
    QTabBar *m_tabs = nullptr;
    QStackedWidget *m_stack = nullptr;
    RulePane *m_rules = nullptr;
    FilterPane *m_filters = nullptr;
    QLabel *m_where = nullptr;
    ListRefresh *m_refresh = nullptr;
    ListsOffer *m_listsOffer = nullptr;
    QAction *m_undo = nullptr;
    QAction *m_redo = nullptr;
    QAction *m_add = nullptr;
    QAction *m_remove = nullptr;
    QAction *m_up = nullptr;
    QAction *m_down = nullptr;
    QAction *m_resetRule = nullptr;
    QAction *m_resetAll = nullptr;
    QAction *m_import = nullptr;
    QAction *m_export = nullptr;
};

} // namespace smc::gui
