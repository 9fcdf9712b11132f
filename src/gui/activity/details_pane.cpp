#include "details_pane.h"

#include "../editor/code_view.h"
#include "../text.h"
#include "../viewer/body_viewer.h"
#include "../widgets/card.h"
#include "../widgets/data_table.h"
#include "../widgets/focus_scroll.h"
#include "entry_head.h"
#include "entry_tables.h"
#include "text_table_model.h"
#include "waterfall.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QStackedWidget>
#include <QStyle>
#include <QTabBar>
#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr int MaxCellWidth = 150;
constexpr int MaxNameWidth = 190;
constexpr int MinLastWidth = 80;
constexpr int MinSentenceWidth = 150;
constexpr qsizetype ShownOfValue = 60;
constexpr int MinWidth = 400;
constexpr int LeastExplained = 96;

} // namespace

DetailsPane::DetailsPane(QWidget *parent)
    : QWidget(parent)
    , m_stack(new QStackedWidget(this))
    , m_nothing(new QLabel(this))
    , m_noRows(new QLabel(this))
    , m_head(new EntryHead(this))
    , m_tabs(new QTabWidget(this))
    , m_rowModel(new TextTableModel(rowColumns(), this))
    , m_rows(new DataTable(tr("Rows and what became of them"), this))
    , m_openPlace(new QPushButton(tr("Show the place in Compose"), this))
    , m_request(new CodeView(CodeView::Language::Http, this))
    , m_answer(new BodyViewer(tr("Answer"), this))
    , m_headerModel(new TextTableModel(headerColumns(), this))
    , m_headers(new DataTable(tr("Headers"), this))
    , m_attemptModel(new TextTableModel(attemptColumns(), this))
    , m_attempts(new DataTable(tr("Attempts and their timing"), this))
    , m_waterfall(new Waterfall(this))
    , m_connectionModel(new TextTableModel(connectionColumns(), this))
    , m_connection(new DataTable(tr("Sizes and connection"), this))
    , m_event(new CodeView(CodeView::Language::Json, this))
{
    m_request->setAccessibleName(tr("Request"));
    m_event->setAccessibleName(tr("Event"));
    m_tabs->setDocumentMode(true);
    m_tabs->tabBar()->setExpanding(false);
    m_tabs->setAccessibleName(tr("Details"));
    m_tabs->tabBar()->setAccessibleName(tr("Details"));
    m_request->breakLongLines();
    addTab(makeRows(), "rows", tr("Rows"));
    addTab(carded(m_request), "request", tr("Request"));
    addTab(carded(m_answer), "answer", tr("Answer"));
    addTab(padded(m_headers), "headers", tr("Headers"));
    addTab(makeTiming(), "timing", tr("Timing"));
    addTab(carded(m_event), "event", tr("Event"));
    m_headers->setModel(m_headerModel);
    m_attempts->setModel(m_attemptModel);
    m_connection->setModel(m_connectionModel);
    m_rows->setObjectName(QStringLiteral("activity.rows"));
    m_headers->setObjectName(QStringLiteral("activity.headers"));
    m_attempts->setObjectName(QStringLiteral("activity.attempts"));
    m_connection->setObjectName(QStringLiteral("activity.connection"));
    for (DataTable *table : {m_headers, m_attempts, m_connection}) {
        table->setWordWrap(true);
        table->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
        table->setElasticColumn(table->model()->columnCount() - 1, MinLastWidth);
    }

    m_nothing->setObjectName(QStringLiteral("activity.nothing"));
    m_nothing->setWordWrap(true);
    m_nothing->setAlignment(Qt::AlignCenter);
    theme::setRole(*m_nothing, "caption");

    auto *shown = new QWidget(this);
    auto *layout = new QVBoxLayout(shown);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Small);
    layout->addWidget(m_head);
    layout->addWidget(m_tabs, 1);
    m_stack->addWidget(m_nothing);
    m_stack->addWidget(shown);

    connect(m_head, &EntryHead::pinClicked, this, &DetailsPane::pinClicked);
    connect(m_head, &EntryHead::placeWanted, this, &DetailsPane::openPlaceOf);
    connect(m_head, &EntryHead::noteEdited, this,
            [this](const QString &note) { Q_EMIT noteEdited(m_details.summary.id, note); });
    setMinimumWidth(MinWidth);
    m_attempts->setColumnFit([this] { fitAttempts(); });
    showNothing();
    auto *outer = new QVBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addWidget(m_stack);
}

void DetailsPane::addTab(QWidget *tab, const char *name, const QString &title)
{
    tab->setObjectName(QString::fromLatin1(name));
    m_tabs->addTab(tab, title);
}

QWidget *DetailsPane::padded(QWidget *content)
{
    auto *page = new QWidget(this);
    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, theme::space::Small, 0, 0);
    layout->addWidget(content);
    return page;
}

QWidget *DetailsPane::carded(QWidget *content)
{
    return padded(new Card(*content, this));
}

QWidget *DetailsPane::makeRows()
{
    auto *page = new QWidget(this);
    m_rowModel->setShown(RowValueColumn, ShownOfValue);
    m_rows->setModel(m_rowModel);
    m_rows->setWordWrap(true);
    m_rows->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    // The sentence names the value and where it came from, the verdict above the list: they are there for those who
    // copy the table.
    for (const int column : {RowValueColumn, RowFromColumn, RowWhereColumn, RowRuleColumn})
        m_rows->setColumnHidden(column, true);
    m_rows->setElasticColumn(RowSentenceColumn, MinSentenceWidth);
    m_rows->setColumnFit([this] {
        for (int column = 0; column < m_rowModel->columnCount(); ++column) {
            if (column != RowSentenceColumn && !m_rows->isColumnHidden(column))
                m_rows->fitColumn(column, theme::scaled(MaxCellWidth));
        }
    });
    theme::setRole(*m_openPlace, "link");
    m_openPlace->setAccessibleName(m_openPlace->text());
    m_openPlace->setToolTip(tr("Open the event in Compose, at the value that this row is about."));
    connect(m_openPlace, &QPushButton::clicked, this, &DetailsPane::openSelectedPlace);
    connect(m_rows, &QTableView::activated, this, &DetailsPane::openSelectedPlace);
    connect(m_rows->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &DetailsPane::offerPlace);

    m_noRows->setAlignment(Qt::AlignCenter);
    m_noRows->setWordWrap(true);
    theme::setRole(*m_noRows, "caption");

    auto *layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, theme::space::Small, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addWidget(m_rows, 1);
    layout->addWidget(m_noRows, 1);
    layout->addWidget(m_openPlace, 0, Qt::AlignLeft);
    return page;
}

QWidget *DetailsPane::makeTiming()
{
    // The tables are as high as what they hold, and the whole scrolls.
    auto *content = new QWidget(this);
    content->setObjectName(QStringLiteral("scrolled"));
    auto *layout = new QVBoxLayout(content);
    layout->setContentsMargins(0, theme::space::Small, 0, 0);
    layout->setSpacing(theme::space::Small);
    layout->addWidget(m_waterfall);
    for (DataTable *table : {m_attempts, m_connection}) {
        table->setSizeAdjustPolicy(QAbstractScrollArea::AdjustToContents);
        table->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        table->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        layout->addWidget(table);
    }
    layout->addStretch(1);
    auto *page = new FocusScroll(this);
    page->setWidget(content);
    page->setWidgetResizable(true);
    page->setFrameShape(QFrame::NoFrame);
    page->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    page->setAccessibleName(tr("Timing"));
    return page;
}

void DetailsPane::showNothing(qsizetype selected)
{
    m_nothing->setText(
        selected == 2 ? tr("2 entries are selected. “Compare two” in their menu shows where they differ. Select one "
                           "to see what was sent and what came back.")
        : selected > 2 ? tr("%n entries are selected. Select one to see what was sent and what came back, "
                            "or two to compare them.",
                            nullptr, static_cast<int>(selected))
                       : tr("Select an entry to see what was sent and what came back."));
    m_head->keepNote();
    m_details = {};
    m_answer->setNothing({});
    m_stack->setCurrentIndex(0);
}

void DetailsPane::showEntry(EntryDetails details)
{
    m_head->keepNote(); // Of the one before.
    m_details = std::move(details);
    m_head->showEntry(m_details);

    const QString nothingSent = tr("Nothing was sent.");
    m_request->setCode(toUtf8(m_details.request.isEmpty() ? nothingSent : m_details.request));
    showAnswer();
    m_event->setCode(m_details.events.isEmpty() ? toUtf8(m_details.noEvent) : m_details.events.text());
    showRows();
    showHeaders();
    showAttempts();
    m_stack->setCurrentIndex(1);
}

void DetailsPane::showPin(const std::vector<std::int64_t> &ids, workspace::Pin pin)
{
    if (std::find(ids.begin(), ids.end(), m_details.summary.id) == ids.end())
        return;
    m_details.summary.pinned = pin == workspace::Pin::Pinned;
    m_head->showPin(m_details.summary.pinned);
}

void DetailsPane::editNote()
{
    m_head->editNote();
}

void DetailsPane::showRows()
{
    hideEmptyColumn();
    m_rowModel->setRows(rowTable(m_details.rows));
    if (!m_details.rows.empty())
        m_rows->setCurrentIndex(m_rowModel->index(0, 0));
    m_rows->setVisible(!m_details.rows.empty());
    m_openPlace->setVisible(!m_details.rows.empty());
    m_noRows->setText(m_details.noRows);
    m_noRows->setVisible(m_details.rows.empty());
    offerPlace();
}

/// Never off for a moment only: a button that is switched off gives the keyboard away.
void DetailsPane::offerPlace()
{
    m_openPlace->setEnabled(m_rows->currentIndex().isValid() && !m_details.events.isEmpty());
}

/// The sentence has its room then. What a person hides or shows themselves stays so.
void DetailsPane::hideEmptyColumn()
{
    const bool isEmpty = std::all_of(m_details.rows.begin(), m_details.rows.end(),
                                     [](const RowResult &row) { return row.column.isEmpty(); });
    if (isEmpty == m_hidesColumn || (isEmpty && m_rows->isColumnHidden(RowColumnColumn)))
        return;
    m_hidesColumn = isEmpty;
    m_rows->setColumnHidden(RowColumnColumn, isEmpty);
    m_rows->setElasticColumn(RowSentenceColumn, MinSentenceWidth);
}

void DetailsPane::showHeaders()
{
    m_headerModel->setRows(m_details.exchange ? headerTable(*m_details.exchange) : std::vector<TextRow>());
    m_headers->fitColumn(0, MaxCellWidth);
    m_headers->fitColumn(1, theme::scaled(MaxNameWidth));
}

void DetailsPane::showAttempts()
{
    m_attemptModel->setRows(m_details.exchange ? attemptTable(*m_details.exchange) : std::vector<TextRow>());
    m_waterfall->showExchange(m_details.exchange ? &*m_details.exchange : nullptr);
    m_connectionModel->setRows(m_details.exchange ? connectionTable(*m_details.exchange) : std::vector<TextRow>());
    m_connection->fitColumn(0, theme::scaled(MaxNameWidth));
}

/// Where times of slow answers leave too little room, cells go over more lines, but no word or number is broken.
void DetailsPane::fitAttempts()
{
    const int then = m_attemptModel->columnCount() - 1;
    const int least = m_attempts->wordWidth(then);
    int tooWide = least - m_attempts->viewport()->width();
    for (int column = 0; column < then; ++column) {
        m_attempts->fitColumn(column, MaxCellWidth);
        tooWide += m_attempts->columnWidth(column);
    }
    for (int column = 0; column < then && tooWide > 0; ++column) {
        const int icon = column == 0 ? style()->pixelMetric(QStyle::PM_SmallIconSize) + theme::space::Small : 0;
        const int before = m_attempts->columnWidth(column);
        const int after = std::clamp(before - tooWide, std::min(m_attempts->wordWidth(column) + icon, before), before);
        m_attempts->setColumnWidth(column, after);
        tooWide -= before - after;
    }
    m_attempts->setElasticColumn(then, least);
}

void DetailsPane::showAnswer()
{
    if (m_details.answer)
        m_answer->setBody(m_details.answer, m_details.answerInfo);
    else
        m_answer->setNothing(m_details.request.isEmpty() ? tr("Nothing was sent.") : tr("No answer came."));
}

void DetailsPane::openPlaceOf(std::size_t row)
{
    if (row < m_details.rows.size())
        Q_EMIT placeWanted(m_details.rows[row].place);
}

void DetailsPane::openSelectedPlace()
{
    if (m_rows->currentIndex().isValid())
        openPlaceOf(static_cast<std::size_t>(m_rows->currentIndex().row()));
}

void DetailsPane::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_head->setMostExplained(std::max(LeastExplained, height() * 9 / 20));
}

QString DetailsPane::currentTab() const
{
    return m_tabs->currentWidget()->objectName();
}

void DetailsPane::setCurrentTab(const QString &name)
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (m_tabs->widget(i)->objectName() == name)
            m_tabs->setCurrentIndex(i);
    }
}

} // namespace smc::gui
