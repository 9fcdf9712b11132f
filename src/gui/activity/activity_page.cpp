// What stands in Activity: filters, list, details. What it does with entries: activity_actions.cpp,
// activity_export.cpp.
#include "activity_page.h"

#include "../background.h"
#include "../compose/run_panel.h"
#include "../console.h"
#include "../text.h"
#include "../theme.h"
#include "../viewer/body_viewer.h"
#include "../widgets/banner.h"
#include "../widgets/current_stack.h"
#include "../widgets/empty_state.h"
#include "../widgets/export_banner.h"
#include "../widgets/pane_fold.h"
#include "details_pane.h"
#include "filter_bar.h"
#include "history_model.h"
#include "history_size.h"
#include "history_table.h"
#include "removal.h"

#include <net/clock.h>
#include <workspace/profile.h>
#include <workspace/spool_folder.h>
#include <workspace/uistate.h>

#include <QAction>
#include <QPointer>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>
#include <utility>

namespace smc::gui {

namespace {
constexpr int ComfortableWidth = 340; ///< Of each pane.
constexpr int LeastRows = 2;
} // namespace

ActivityPage::ActivityPage(Console &console, QWidget *parent)
    : Page(PageId::Activity, parent)
    , m_console(console)
    , m_history(console.history())
    , m_model(new HistoryModel(m_history, this))
    , m_removal(new Removal(m_history, banners(), this))
    , m_failedExport(new ExportBanner(banners(), this))
{
    m_filters = new FilterBar(this);
    m_filters->setToday(console.today());
    m_table = new HistoryTable(*m_model, this);
    m_table->setObjectName(QStringLiteral("activity.history"));
    m_table->setLeastRows(LeastRows); // The page scrolls before.
    m_size = new HistorySize(this);
    m_details = new DetailsPane(this);
    makeActions();
    makeViews();
    listen();
    fillProfiles();
    nameResend();
    showRightView();
    m_model->reload();
    readCounts();
}

ActivityPage::~ActivityPage()
{
    m_countTurn.outdate();
}

QString ActivityPage::title() const
{
    return tr("Activity");
}

QString ActivityPage::iconName() const
{
    return QStringLiteral("activity");
}

QString ActivityPage::whatIsThis() const
{
    return tr("Every exchange with SMC, newest first. Keys and secrets are never kept.");
}

void ActivityPage::makeViews()
{
    auto *toCompose = new QAction(tr("Go to Compose"), this);
    connect(toCompose, &QAction::triggered, this, [this] { Q_EMIT goTo(PageId::Compose, {}); });
    auto *nothingYet = new EmptyState(
        QStringLiteral("activity"), tr("Nothing was sent yet"),
        tr("Every exchange with SMC will stand here: what was sent, what came back, and what it means."), this);
    nothingYet->setAction(toCompose);
    auto *showAll = new QAction(tr("Show everything"), this);
    connect(showAll, &QAction::triggered, m_filters, &FilterBar::clear);
    auto *nothingMatches = new EmptyState(QStringLiteral("search"), tr("Nothing matches"),
                                          tr("No entry of the history has all that you ask for."), this);
    nothingMatches->setAction(showAll);

    m_splitter = new QSplitter(Qt::Horizontal, this);
    m_splitter->setObjectName(QStringLiteral("activity.splitter"));
    m_splitter->setHandleWidth(theme::space::Large);
    m_splitter->setChildrenCollapsible(false);
    auto *list = new QSplitter(Qt::Vertical, this);
    list->setObjectName(QStringLiteral("activity.stacked"));
    list->setHandleWidth(theme::space::Large);
    list->setChildrenCollapsible(false);
    list->addWidget(makeList());
    m_splitter->addWidget(list);
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setSizes({616, 400});

    m_stack = new CurrentStack(this);
    m_stack->insertWidget(NothingYet, nothingYet);
    m_stack->insertWidget(NothingMatches, nothingMatches);
    m_stack->insertWidget(List, m_splitter);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Small);
    layout->addWidget(m_filters);
    layout->addWidget(m_stack, 1);
    makeRuns();
    layout->addWidget(m_runs);
    setContent(content);
    new PaneFold(*m_splitter, *list, *m_details, room(), ComfortableWidth);
}

QWidget *ActivityPage::makeList()
{
    auto *list = new QWidget(this);
    auto *layout = new QVBoxLayout(list);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addWidget(m_table, 1);
    layout->addWidget(m_size);
    return list;
}

void ActivityPage::listen()
{
    connect(m_filters, &FilterBar::changed, this, &ActivityPage::applyFilter);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ActivityPage::showSelected);
    connect(m_table, &QTableView::activated, this, [this] { openInCompose({}); });
    connect(m_size, &HistorySize::limitsWanted, this, &ActivityPage::keepLimits);
    connect(m_details, &DetailsPane::placeWanted, this, &ActivityPage::openInCompose);
    m_details->answer().setDialogs(&m_console.dialogs());
    connect(&m_details->answer(), &BodyViewer::status, this, &ActivityPage::status);
    connect(&m_details->answer(), &BodyViewer::announced, this, &ActivityPage::announced);
    connect(m_details, &DetailsPane::noteEdited, this, &ActivityPage::keepNote);
    connect(m_details, &DetailsPane::pinClicked, m_pin, &QAction::trigger);
    connect(m_model, &HistoryModel::failed, this, &ActivityPage::say);
    connect(m_model, &HistoryModel::loaded, this, [this] {
        showRightView();
        settleSelection();
    });
    connect(m_removal, &Removal::failed, this, &ActivityPage::say);
    connect(m_removal, &Removal::changed, this, &ActivityPage::enableActions);
    connect(m_removal, &Removal::removed, this, [this](const Ids &ids) {
        m_model->drop(ids);
        showRightView();
        readCounts();
    });
    connect(m_removal, &Removal::restored, this, [this](qint64 count) {
        if (count > 0)
            Q_EMIT status(count == 1 ? tr("The entry is back.")
                                     : tr("%Ln entries are back.", nullptr, static_cast<int>(count)));
        m_model->reload();
        readCounts();
    });
    connect(&m_console, &Console::exchangeRecorded, this, [this] {
        m_model->takeNew();
        readCounts();
    });
    connect(&m_console, &Console::profilesChanged, this, &ActivityPage::fillProfiles);
    connect(&m_console, &Console::profileChanged, this, &ActivityPage::nameResend);
    connect(&m_console, &Console::busyChanged, this, &ActivityPage::enableActions);
}

void ActivityPage::fillProfiles()
{
    QList<ProfileName> names;
    for (const workspace::Profile &profile : m_console.profiles())
        names.append({fromUtf8(profile.id), fromUtf8(profile.name)});
    m_filters->setProfiles(names);
    m_table->setProfiles(names.size() > 1 ? HistoryTable::Profiles::Several : HistoryTable::Profiles::One);
}

void ActivityPage::applyFilter()
{
    m_model->setFilter(m_filters->filter(m_console.clock().now()));
    readCounts();
    showRightView();
}

/// Counts take a moment: the list does not wait for them.
QCoro::Task<void> ActivityPage::readCounts()
{
    const QPointer<ActivityPage> self(this);
    m_countTurn.outdate();
    m_countTurn = HistoryTurn();
    const HistoryTurn turn = m_countTurn;
    const workspace::HistoryFilter filter = m_model->filter();
    const Result<HistoryService::Extent> extent = co_await m_history.extent();
    if (!self || turn.isOutdated())
        co_return;
    if (extent)
        m_size->setExtent(*extent);
    if (!filter.text.empty())
        m_shown.reset();
    showCounts();
    const Result<std::int64_t> shown = co_await m_history.count(filter, turn);
    if (!self || turn.isOutdated())
        co_return;
    m_shown = shown ? std::optional(*shown) : std::nullopt;
    showCounts();
}

void ActivityPage::showCounts()
{
    m_filters->setCount(m_shown, m_size->extent().size.entries);
}

void ActivityPage::showRightView()
{
    const bool isEmpty = m_model->rowCount() == 0 && m_model->isLoaded();
    const bool isFiltered = !m_model->filter().isEmpty();
    m_stack->setCurrentIndex(!isEmpty ? List : isFiltered ? NothingMatches : NothingYet);
    m_filters->setVisible(!isEmpty || isFiltered);
    enableActions();
}

/// After the list was read anew: what was selected, what is asked for, or the newest.
void ActivityPage::settleSelection()
{
    if (showWanted())
        return;
    if (std::exchange(m_isNew, false) && newestId() != m_newestSeen) {
        m_table->select(0);
    } else if (m_table->selectedIds().empty() && m_model->rowCount() > 0) {
        m_table->select(std::max(0, m_model->rowOf(m_selected)));
    } else {
        showSelected();
    }
}

void ActivityPage::want(std::int64_t id)
{
    m_wanted = id;
    m_askedForNew = false;
    showWanted();
}

/// True where an entry is asked for that has not been read yet, or is selected now.
bool ActivityPage::showWanted()
{
    if (m_wanted == 0)
        return false;
    const int row = m_model->rowOf(m_wanted);
    if (row >= 0) {
        m_wanted = 0;
        m_table->select(row);
        return true;
    }
    if (m_model->readTowards(m_wanted))
        return true;
    if (!std::exchange(m_askedForNew, true)) {
        m_model->takeNew();
        return true;
    }
    if (m_filters->isActive()) {
        m_filters->clear(); // It is asked for, so it is shown despite the filter.
        return true;
    }
    m_wanted = 0;
    return false;
}

void ActivityPage::showSelected()
{
    const Ids ids = m_table->selectedIds();
    if (ids.size() != 1) {
        if (!ids.empty() || m_model->isLoaded())
            m_details->showNothing(static_cast<qsizetype>(ids.size()));
    } else if (m_details->details().summary.id != ids.front()) {
        readDetails(ids.front());
    }
    if (ids.size() == 1)
        m_selected = ids.front();
    enableActions();
}

QCoro::Task<void> ActivityPage::readDetails(std::int64_t id)
{
    const QPointer<ActivityPage> self(this);
    m_selected = id;
    Result<std::optional<workspace::HistoryEntry>> entry = co_await m_history.get(id);
    if (!self || m_selected != id)
        co_return;
    if (!entry || !*entry) {
        m_details->showNothing();
        if (!entry)
            say(fromUtf8(entry.error().message));
        co_return;
    }
    // Moved, not copied: it may hold an answer of many megabytes.
    const auto stored = std::make_shared<const workspace::HistoryEntry>(std::move(**entry));
    const auto read = [stored, spool = workspace::spoolFolder(m_console.workspaceFolder())] {
        return readEntry(*stored, spool);
    };
    EntryDetails details = co_await inBackground(read);
    if (!self || m_selected != id)
        co_return;
    for (const workspace::Profile &profile : m_console.profiles()) {
        if (profile.id == details.summary.profileId)
            addKeyExpiry(details.explanation, details.summary, profile);
    }
    m_details->showEntry(std::move(details));
    enableActions();
}

void ActivityPage::enableActions()
{
    const Ids ids = m_table->selectedIds();
    const EntryDetails &details = m_details->details();
    const bool isShown = ids.size() == 1 && details.summary.id == ids.front();
    for (QAction *copy : m_copyAs)
        copy->setEnabled(isShown && details.exchange);
    m_openEvent->setEnabled(isShown && !details.events.isEmpty());
    m_resend->setEnabled(m_openEvent->isEnabled() && !m_console.isBusy());
    nameResend();
    m_compare->setEnabled(ids.size() == 2);
    m_note->setEnabled(isShown);
    m_pin->setEnabled(!ids.empty());
    m_remove->setEnabled(!ids.empty());
    m_undo->setEnabled(m_removal->canUndo());
    const bool isEmpty = m_model->rowCount() == 0;
    m_exportHar->setEnabled(!ids.empty());
    m_exportAllHar->setEnabled(!isEmpty);
    m_clear->setEnabled(!isEmpty || !m_model->filter().isEmpty());
}

void ActivityPage::enter(const QString &what)
{
    bool isId = false;
    const std::int64_t id = what.toLongLong(&isId);
    m_isNew = !isId;
    if (isId)
        want(id);
    else
        m_model->takeNew();
    readCounts();
    m_table->setFocus(Qt::OtherFocusReason);
}

std::int64_t ActivityPage::newestId() const
{
    return m_model->rowCount() > 0 ? m_model->entry(0).id : 0;
}

void ActivityPage::hideEvent(QHideEvent *event)
{
    m_newestSeen = newestId();
    m_isNew = false;
    Page::hideEvent(event);
}

void ActivityPage::say(const QString &sentence)
{
    BannerContent content;
    content.tone = theme::Tone::Danger;
    content.text = sentence;
    content.dismissable = true;
    banners().show(QStringLiteral("history"), content);
}

void ActivityPage::saveState(workspace::UiState &state) const
{
    state.set("activity/tab", toUtf8(m_details->currentTab()));
    state.set("activity/answer", toUtf8(m_details->answer().viewName()));
    m_filters->saveState(state);
}

void ActivityPage::restoreState(const workspace::UiState &state)
{
    m_details->setCurrentTab(fromUtf8(state.value("activity/tab", "")));
    m_details->answer().setViewName(fromUtf8(state.value("activity/answer", "")));
    m_filters->restoreState(state);
}

} // namespace smc::gui
