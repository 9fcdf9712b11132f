// What stands in Activity: filters, list, details. Which entry it shows: activity_selection.cpp. What it does with
// entries: activity_actions.cpp, activity_send.cpp, activity_export.cpp.
#include "activity_page.h"

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
#include "sending_line.h"

#include <net/clock.h>
#include <workspace/profile.h>
#include <workspace/uistate.h>

#include <QAction>
#include <QLocale>
#include <QPointer>
#include <QSplitter>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <chrono>

namespace smc::gui {

namespace {
constexpr int ComfortableWidth = 340; ///< Of each pane.
constexpr int LeastRows = 2;
constexpr std::chrono::milliseconds LookoutPause{1000};
} // namespace

ActivityPage::ActivityPage(Console &console, QWidget *parent)
    : Page(PageId::Activity, parent)
    , m_console(console)
    , m_focusHome(*this, [this](const QWidget &) { m_table->setFocus(Qt::OtherFocusReason); })
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
    layout->addWidget(m_sending);
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
    connect(&banners(), &BannerArea::action, this, &ActivityPage::changeFilters);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ActivityPage::showSelected);
    connect(m_table, &HistoryTable::selectedInPart, this, [this](int entries) {
        Q_EMIT status(tr("The selection ends at entry %1 of the list: more can't be selected at once.")
                          .arg(QLocale().toString(entries)));
    });
    connect(m_table, &QTableView::activated, this, [this] { openInCompose({}); });
    connect(m_size, &HistorySize::limitsWanted, this, &ActivityPage::keepLimits);
    connect(m_details, &DetailsPane::placeWanted, this, &ActivityPage::openInCompose);
    m_details->answer().setDialogs(&m_console.dialogs());
    addAction(m_details->answer().findAction()); // From the list, too.
    connect(&m_details->answer(), &BodyViewer::findWanted, this,
            [this] { m_details->setCurrentTab(QStringLiteral("answer")); });
    connect(&m_details->answer(), &BodyViewer::status, this, &ActivityPage::status);
    connect(&m_details->answer(), &BodyViewer::announced, this, &ActivityPage::announced);
    connect(m_details, &DetailsPane::noteEdited, this, &ActivityPage::keepNote);
    connect(m_details, &DetailsPane::pinClicked, m_pin, &QAction::trigger);
    m_lookout.setSingleShot(true);
    m_lookout.setInterval(LookoutPause);
    connect(&m_lookout, &QTimer::timeout, this, &ActivityPage::takeForeign);
    connect(m_model, &HistoryModel::failed, this, &ActivityPage::say);
    connect(m_model, &QAbstractItemModel::modelReset, this, [this] { m_isAnew = true; });
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
    connect(m_removal, &Removal::restored, this, &ActivityPage::takeBack);
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
    forgetFilters();
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
    m_isAnew = m_isAnew || isEmpty;
    enableActions();
}

void ActivityPage::enableActions()
{
    const int count = m_table->selectedCount();
    const EntryDetails &details = m_details->details();
    const bool isShown = isSelectedAlone(details.summary.id);
    for (QAction *copy : m_copyAs)
        copy->setEnabled(isShown && details.exchange);
    m_openEvent->setEnabled(isShown && !details.events.isEmpty());
    m_resend->setEnabled(m_openEvent->isEnabled() && !m_console.isBusy());
    nameResend();
    m_compare->setEnabled(count == 2);
    m_note->setEnabled(isShown);
    m_pin->setEnabled(count > 0);
    m_remove->setEnabled(count > 0);
    m_undo->setEnabled(m_removal->canUndo());
    const bool isEmpty = m_model->rowCount() == 0;
    m_exportHar->setEnabled(count > 0);
    m_exportAllHar->setEnabled(!isEmpty);
    m_clear->setEnabled(!isEmpty || !m_model->filter().isEmpty());
}

void ActivityPage::enter(const QString &what)
{
    bool isId = false;
    const std::int64_t id = what.toLongLong(&isId);
    m_isNew = !isId;
    if (isId)
        want(id, Filters::GiveWay);
    else
        m_model->takeNew();
    readCounts();
    m_table->setFocus(Qt::OtherFocusReason);
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
