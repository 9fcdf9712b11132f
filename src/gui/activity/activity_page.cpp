#include "activity_page.h"

#include "../actions.h"
#include "../compose/compose_link.h"
#include "../console.h"
#include "../text.h"
#include "../viewer/body_viewer.h"
#include "../widgets/banner.h"
#include "../widgets/data_table.h"
#include "../widgets/empty_state.h"
#include "details_pane.h"
#include "entry_words.h"
#include "history_model.h"

#include <net/exchange_json.h>
#include <workspace/history_store.h>
#include <workspace/profile.h>
#include <workspace/uistate.h>

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QSplitter>
#include <QStackedWidget>
#include <QStyle>

#include <set>

namespace smc::gui {

ActivityPage::ActivityPage(Console &console, QWidget *parent)
    : Page(PageId::Activity, parent)
    , m_console(console)
    , m_model(new HistoryModel(console.history(), this))
{
    makeActions();
    m_stack = new QStackedWidget(this);
    auto *toCompose = new QAction(tr("Go to Compose"), this);
    connect(toCompose, &QAction::triggered, this, [this] { Q_EMIT goTo(PageId::Compose, {}); });
    auto *nothingYet = new EmptyState(
        QStringLiteral("activity"), tr("Nothing was sent yet"),
        tr("Every exchange with SMC will stand here: what was sent, what came back, and what it means."), this);
    nothingYet->setAction(toCompose);
    auto *showAll = new QAction(tr("Show everything"), this);
    connect(showAll, &QAction::triggered, this, &ActivityPage::showAllVerdicts);
    auto *nothingMatches = new EmptyState(QStringLiteral("list"), tr("Nothing matches"),
                                          tr("No entry has this verdict and profile."), this);
    nothingMatches->setAction(showAll);

    m_details = new DetailsPane(this);
    auto *matches = new QWidget(this);
    auto *matchLayout = new QVBoxLayout(matches);
    matchLayout->setContentsMargins(0, 0, 0, 0);
    m_splitter = new QSplitter(Qt::Horizontal, matches);
    m_splitter->setHandleWidth(theme::space::Large);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(makeList());
    m_splitter->addWidget(m_details);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setStretchFactor(1, 0);
    m_splitter->setSizes({616, 400});
    matchLayout->addWidget(m_splitter);

    m_stack->insertWidget(NothingYet, nothingYet);
    m_stack->insertWidget(NothingMatches, nothingMatches);
    m_stack->insertWidget(List, matches);
    auto *content = new QWidget(this);
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Small);
    layout->addWidget(makeFilters());
    layout->addWidget(m_stack, 1);
    setContent(content);

    connect(m_details, &DetailsPane::placeWanted, this, &ActivityPage::openInCompose);
    m_details->answer().setDialogs(&m_console.dialogs());
    connect(&m_details->answer(), &BodyViewer::status, this, &ActivityPage::status);
    connect(m_model, &HistoryModel::failed, this, &ActivityPage::say);
    connect(&m_console, &Console::exchangeRecorded, this, [this] {
        m_model->takeNew();
        fillProfiles();
        showRightView();
    });
    fillProfiles();
    showRightView();
    selectFirst();
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

void ActivityPage::makeActions()
{
    m_openEvent = makeAction("activity.openEvent", this, [this] { openInCompose({}); });
    m_copyCurl = makeAction("activity.copyCurl", this, [this] { copyCurl(); });
    m_exportHar = makeAction("activity.exportHar", this, [this] { exportHar(); });
    m_remove = makeAction("activity.remove", this, [this] { removeSelected(); });
    m_clear = makeAction("activity.clear", this, [this] { clear(); });
    setPrimaryAction(m_openEvent);
    addFootAction(m_copyCurl, FootSide::Right);
    addFootAction(m_exportHar, FootSide::Right);
    addFootAction(m_remove, FootSide::Left);
    addFootAction(m_clear, FootSide::Left);
}

QWidget *ActivityPage::makeFilters()
{
    auto *filters = new QWidget(this);
    m_verdicts = new QComboBox(filters);
    m_verdicts->setAccessibleName(tr("Show verdicts"));
    m_verdicts->addItem(tr("All verdicts"), QString());
    for (const std::string &verdict : historyVerdicts())
        m_verdicts->addItem(verdictWord(verdict).word, fromUtf8(verdict));
    m_profiles = new QComboBox(filters);
    m_profiles->setAccessibleName(tr("Show profiles"));
    m_profiles->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    connect(m_verdicts, &QComboBox::activated, this, &ActivityPage::applyFilter);
    connect(m_profiles, &QComboBox::activated, this, &ActivityPage::applyFilter);

    auto *layout = new QHBoxLayout(filters);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Small);
    layout->addWidget(m_verdicts);
    layout->addWidget(m_profiles);
    layout->addStretch(1);
    return filters;
}

QWidget *ActivityPage::makeList()
{
    m_table = new DataTable(tr("Exchanges"), this);
    m_table->setModel(m_model);
    fitColumns();
    // Sentences go over up to three lines.
    m_table->setRowLines(3);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, &ActivityPage::showSelected);
    connect(m_table, &QTableView::activated, this, [this] { openInCompose({}); });
    return m_table;
}

int ActivityPage::widthFor(const QStringList &texts, int column) const
{
    constexpr int Padding = 2 * theme::space::Small + 1;
    int widest = m_table->horizontalHeader()->sectionSizeHint(column);
    for (const QString &text : texts)
        widest = std::max(widest, m_table->fontMetrics().horizontalAdvance(text) + Padding);
    return widest;
}

void ActivityPage::fitColumns()
{
    // Cells go over two lines, so a column holds the longest word of what can stand in it.
    QStringList verdicts;
    for (const std::string &verdict : historyVerdicts())
        verdicts.append(verdictWord(verdict).word.split(QLatin1Char(' ')));
    QStringList calls;
    for (const char *call : {"identify", "track", "page", "screen", "group", "alias"})
        calls.append(callInWords(call));
    const QString day = QLocale().toString(QDate(2028, 12, 28), QLocale::ShortFormat);
    const int icon = m_table->style()->pixelMetric(QStyle::PM_SmallIconSize) + theme::space::Medium;

    QHeaderView *header = m_table->horizontalHeader();
    header->resizeSection(HistoryModel::TimeColumn,
                          widthFor({day, timeInWords(0).section(QLatin1Char(' '), -1)}, HistoryModel::TimeColumn));
    header->resizeSection(HistoryModel::VerdictColumn, widthFor(verdicts, HistoryModel::VerdictColumn) + icon);
    header->resizeSection(HistoryModel::CallColumn, widthFor(calls, HistoryModel::CallColumn));
    header->resizeSection(HistoryModel::StatusColumn, widthFor({QStringLiteral("200")}, HistoryModel::StatusColumn));
    header->resizeSection(HistoryModel::DurationColumn,
                          widthFor({durationInWords(999), durationInWords(99900)}, HistoryModel::DurationColumn));
    header->resizeSection(HistoryModel::ProfileColumn,
                          widthFor({QStringLiteral("Development")}, HistoryModel::ProfileColumn));
    m_table->setElasticColumn(HistoryModel::SentenceColumn, widthFor({}, HistoryModel::SentenceColumn));
}

void ActivityPage::fillProfiles()
{
    // With one profile its name says nothing; with more it takes the place of how long it took, which the details say.
    const bool several = m_console.profiles().size() > 1;
    if (several != m_showsProfiles) {
        m_showsProfiles = several;
        m_table->setColumnHidden(HistoryModel::ProfileColumn, !several);
        m_table->setColumnHidden(HistoryModel::DurationColumn, several);
    }
    const QString chosen = m_profiles->currentData().toString();
    m_profiles->clear();
    m_profiles->addItem(tr("All profiles"), QString());
    for (const workspace::Profile &profile : m_console.profiles())
        m_profiles->addItem(fromUtf8(profile.name), fromUtf8(profile.id));
    m_profiles->setCurrentIndex(std::max(0, m_profiles->findData(chosen)));
}

void ActivityPage::applyFilter()
{
    m_model->setFilter({toUtf8(m_profiles->currentData().toString()), toUtf8(m_verdicts->currentData().toString())});
    showRightView();
    selectFirst();
}

void ActivityPage::showAllVerdicts()
{
    m_verdicts->setCurrentIndex(0);
    m_profiles->setCurrentIndex(0);
    applyFilter();
}

void ActivityPage::showRightView()
{
    const bool isEmpty = m_model->rowCount() == 0;
    const bool isFiltered = !m_model->filter().isEmpty();
    m_stack->setCurrentIndex(!isEmpty ? List : isFiltered ? NothingMatches : NothingYet);
    m_verdicts->parentWidget()->setVisible(!isEmpty || isFiltered);
    m_exportHar->setEnabled(!isEmpty);
    m_clear->setEnabled(!isEmpty || isFiltered);
    showSelected();
}

void ActivityPage::selectFirst()
{
    if (m_model->rowCount() > 0)
        m_table->setCurrentIndex(m_model->index(0, 0));
}

std::vector<std::int64_t> ActivityPage::selectedIds() const
{
    std::vector<std::int64_t> ids;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows())
        ids.push_back(m_model->entry(index.row()).id);
    return ids;
}

void ActivityPage::showSelected()
{
    const std::vector<std::int64_t> ids = selectedIds();
    m_remove->setEnabled(!ids.empty());
    const bool isOne = ids.size() == 1;
    bool hasExchange = false;
    bool hasEvent = false;
    if (!isOne) {
        m_details->showNothing();
    } else if (m_details->details().summary.id == ids.front()) {
        hasExchange = m_details->details().exchange.has_value();
        hasEvent = !m_details->details().eventText.empty();
    } else if (auto entry = m_console.history()->get(ids.front()); entry && *entry) {
        m_details->showEntry(readEntry(**entry));
        hasExchange = m_details->details().exchange.has_value();
        hasEvent = !(*entry)->eventText.empty();
    } else {
        m_details->showNothing();
        if (!entry)
            say(fromUtf8(entry.error().message));
    }
    m_copyCurl->setEnabled(hasExchange);
    m_openEvent->setEnabled(hasEvent);
}

void ActivityPage::enter(const QString &what)
{
    m_model->takeNew();
    fillProfiles();
    showRightView();
    bool isId = false;
    const std::int64_t id = what.toLongLong(&isId);
    if (isId) {
        if (m_model->findRow(id) < 0 && !m_model->filter().isEmpty())
            showAllVerdicts();
        const int row = m_model->findRow(id);
        if (row >= 0)
            m_table->setCurrentIndex(m_model->index(row, 0));
    } else if (selectedIds().empty() || newestId() != m_newestSeen) {
        // What was sent since the last visit is what one comes for.
        selectFirst();
    }
    m_newestSeen = newestId();
    m_table->setFocus(Qt::OtherFocusReason);
}

std::int64_t ActivityPage::newestId() const
{
    return m_model->rowCount() > 0 ? m_model->entry(0).id : 0;
}

void ActivityPage::hideEvent(QHideEvent *event)
{
    m_newestSeen = newestId();
    Page::hideEvent(event);
}

void ActivityPage::openInCompose(json::Span place)
{
    if (!m_openEvent->isEnabled())
        return;
    Q_EMIT goTo(PageId::Compose, ComposeLink{m_details->details().summary.id, place}.text());
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
    state.set("activity/splitter", m_splitter->saveState().toBase64().toStdString());
    state.set("activity/columns", m_table->columnState());
    state.set("activity/tab", toUtf8(m_details->currentTab()));
    state.set("activity/answer", toUtf8(m_details->answer().viewName()));
    state.set("activity/verdict", m_model->filter().verdict);
    state.set("activity/profile", m_model->filter().profileId);
}

void ActivityPage::restoreState(const workspace::UiState &state)
{
    m_splitter->restoreState(QByteArray::fromBase64(QByteArray::fromStdString(state.value("activity/splitter", ""))));
    m_table->restoreColumnState(state.value("activity/columns", ""));
    m_details->setCurrentTab(fromUtf8(state.value("activity/tab", "")));
    m_details->answer().setViewName(fromUtf8(state.value("activity/answer", "")));
    m_verdicts->setCurrentIndex(std::max(0, m_verdicts->findData(fromUtf8(state.value("activity/verdict", "")))));
    m_profiles->setCurrentIndex(std::max(0, m_profiles->findData(fromUtf8(state.value("activity/profile", "")))));
    applyFilter();
}

} // namespace smc::gui
