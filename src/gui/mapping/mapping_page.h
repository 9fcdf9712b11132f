// Mapping: which events become which columns; the rules and the destination filters of the current profile.
#pragma once

#include "../page.h"
#include "../turns.h"
#include "mapping_session.h"
#include "rule_pane.h"

#include <QCoro/QCoroTask>

class QLabel;
class QStackedWidget;
class QTabBar;

namespace smc::gui {

class Console;
class FilterPane;
class ListRefresh;
class ListsOffer;
class PageDraft;
class VerdictWidget;

class MappingPage final : public Page
{
    Q_OBJECT

public:
    /// `console` must outlive the page; `events` gives the event that Compose shows.
    MappingPage(Console &console, MappingSession::Events events, QWidget *parent = nullptr);

    QString title() const override;
    QString iconName() const override;
    QString whatIsThis() const override;

    bool isOfProfile() const override { return true; }
    QCoro::Task<bool> canLeave() override;
    void enter(const QString &what) override;

    MappingSession &session() { return m_session; }

private:
    void makeActions();
    void makeContent();
    void refresh();
    void refreshActions();
    void showTab(int tab);
    bool showsFilters() const;
    void add();
    void remove();
    void move(RulePane::Direction direction);
    enum class Saved { Yes, No };
    QCoro::Task<Saved> save();
    void resetAll();
    QCoro::Task<void> importFile();
    QCoro::Task<void> exportFile();
    void showTrouble(const QString &text);
    void makeDraft();
    /// What was not saved when the console ended, as unsaved changes.
    void restoreDraft();
    std::string keptDraft() const;

    Console &m_console;
    MappingSession m_session;
    PageDraft *m_draft = nullptr;
    Turns m_saves;
    bool m_saving = false;
    bool m_hasEntered = false; ///< From then on, the rule that the person chose stays.
    VerdictWidget *m_verdict = nullptr;
    QTabBar *m_tabs = nullptr;
    QStackedWidget *m_stack = nullptr;
    RulePane *m_rules = nullptr;
    FilterPane *m_filters = nullptr;
    QLabel *m_where = nullptr;
    QLabel *m_unsaved = nullptr;
    ListRefresh *m_refresh = nullptr;
    ListsOffer *m_listsOffer = nullptr;
    QAction *m_save = nullptr;
    QAction *m_discard = nullptr;
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
