#include "preview_pane.h"

#include "../editor/code_view.h"
#include "../layout_memory.h"
#include "../text.h"
#include "../widgets/card.h"
#include "../widgets/data_table.h"
#include "../widgets/pane_head.h"
#include "delivery_model.h"
#include "explanation_pane.h"
#include "typed_cells.h"
#include "variable_bar.h"

#include <QGridLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSplitter>
#include <QStackedLayout>
#include <QTabBar>
#include <QTimer>
#include <QVBoxLayout>

namespace smc::gui {

namespace {

constexpr int LeastColumnWidth = 64;
constexpr int RoomForOrigins = 300;
constexpr int LeastRows = 2;
constexpr int LeastLines = 2; // A small window has little room under the row.

} // namespace

PreviewPane::PreviewPane(QAction *newValues, QWidget *parent)
    : WrappedPane(parent)
    , m_steps()
    , m_verdict(new VerdictWidget(VerdictWidget::Form::Tall, this))
    , m_fixes(new QWidget(this))
    , m_fixButtons()
    , m_tabs(new QTabBar(this))
    , m_model(new DeliveryModel(this))
    , m_table(new DataTable(tr("Row for SMC"), this))
    , m_types(new QLabel(this))
    , m_explain(new QPushButton(tr("Explain"), this))
    , m_stamp(new QLabel(this))
    , m_variables(new VariableBar(newValues, this))
    , m_lower(new QTabBar(this))
    , m_lowerStack(new QStackedLayout)
    , m_request(new CodeView(CodeView::Language::Http, this))
    , m_explanation(new ExplanationPane(this))
    , m_splitter(new QSplitter(Qt::Vertical, this))
    , m_filler(new QWidget(this))
{
    m_table->setObjectName(QStringLiteral("compose.row"));
    auto *title = new QLabel(tr("What SMC &gets"), this);
    title->setBuddy(m_table);
    theme::setRole(*title, "paneTitle");

    auto *steps = new QGridLayout;
    steps->setSpacing(theme::space::Tight);
    for (std::size_t i = 0; i < StepCount; ++i) {
        m_steps[i] = new VerdictWidget(VerdictWidget::Form::Chip, this);
        steps->addWidget(m_steps[i], static_cast<int>(i / 2), static_cast<int>(i % 2));
    }
    auto *fixes = new QVBoxLayout(m_fixes);
    fixes->setContentsMargins(0, 0, 0, 0);
    fixes->setSpacing(0);
    for (std::size_t i = 0; i < m_fixButtons.size(); ++i) {
        m_fixButtons[i] = new QPushButton(m_fixes);
        theme::setRole(*m_fixButtons[i], "link");
        fixes->addWidget(m_fixButtons[i], 0, Qt::AlignLeft);
        connect(m_fixButtons[i], &QPushButton::clicked, this, [this, i] {
            if (i + 1 < m_preview.fixes.size())
                Q_EMIT fixWanted(Fix(m_preview.fixes[i + 1]));
        });
    }

    connect(m_verdict, &VerdictWidget::linkActivated, this, [this] {
        if (!m_preview.fixes.empty())
            Q_EMIT fixWanted(Fix(m_preview.fixes.front()));
    });
    connect(m_tabs, &QTabBar::currentChanged, this, &PreviewPane::showDelivery);

    m_splitter->setChildrenCollapsible(false);
    m_row = makeRow();
    m_splitter->addWidget(m_row);
    m_splitter->addWidget(makeLower());
    m_splitter->setObjectName(QStringLiteral("compose.preview"));
    setLayoutIs(*m_splitter, LayoutIs::ForNow); // They share the room by what they hold, until the person says how.
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { setLayoutIs(*m_splitter, LayoutIs::Chosen); });

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addWidget(title);
    layout->addLayout(steps);
    layout->addWidget(m_verdict);
    layout->addWidget(m_fixes);
    layout->addWidget(m_variables);
    layout->addWidget(m_splitter, 1);
    layout->addWidget(m_filler, 1);
    setPreview({});
}

/// Values and where they came from are of any length: they share what room there is. In a narrow pane the value gets
/// all of it; what it came from is said below once a cell is chosen.
void PreviewPane::fitColumns()
{
    m_table->setColumnHidden(DeliveryModel::FromColumn, m_table->viewport()->width() < theme::scaled(RoomForOrigins));
    m_table->fitAllColumns(LeastColumnWidth);
}

QWidget *PreviewPane::makeRow()
{
    auto *row = new WrappedPane(this);
    m_tabs->setAccessibleName(tr("Operations"));
    m_tabs->setDrawBase(false);
    m_tabs->setExpanding(false);
    m_table->setModel(m_model);
    m_table->setElasticColumn(DeliveryModel::ValueColumn, LeastColumnWidth);
    m_table->setLeastRows(LeastRows); // The page scrolls before.
    m_table->setColumnFit([this] { fitColumns(); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        m_chosen = Chosen::Row;
        showTypes();
        showExplanation();
        Q_EMIT selectionChanged();
    });
    connect(m_table, &QAbstractItemView::activated, this, &PreviewPane::explainRow);
    theme::setRole(*m_explain, "link");
    m_explain->setAccessibleName(tr("Explain the selected cell"));
    m_explain->setToolTip(tr("Show what the cell was made of (Enter)"));
    connect(m_explain, &QPushButton::clicked, this, &PreviewPane::explainRow);
    theme::setRole(*m_types, "caption");
    m_types->setWordWrap(true);
    m_types->setTextFormat(Qt::PlainText);
    m_types->setAccessibleName(tr("About the row"));
    theme::setRole(*m_stamp, "caption");
    m_stamp->setWordWrap(true);

    auto *layout = new QVBoxLayout(row);
    layout->setContentsMargins(0, theme::space::Tight, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addWidget(m_tabs);
    layout->addWidget(m_table, 1);
    auto *about = new QHBoxLayout;
    about->setSpacing(theme::space::Small);
    about->addWidget(m_types, 1);
    about->addWidget(m_explain, 0, Qt::AlignTop);
    layout->addLayout(about);
    layout->addWidget(m_stamp);
    return row;
}

QWidget *PreviewPane::makeLower()
{
    auto *lower = new QWidget(this);
    m_lower->setAccessibleName(tr("Under the row"));
    m_lower->setDrawBase(false);
    m_lower->setExpanding(false);
    m_lower->addTab(tr("&Request"));
    m_lower->addTab(tr("Explanati&on"));
    connect(m_lower, &QTabBar::currentChanged, this, [this](int tab) { m_lowerStack->setCurrentIndex(tab); });
    connect(m_explanation, &ExplanationPane::fixWanted, this, &PreviewPane::fixWanted);
    connect(m_explanation, &ExplanationPane::selectionChanged, this, [this] {
        m_chosen = Chosen::Explanation;
        Q_EMIT selectionChanged();
    });
    m_lowerStack->addWidget(makeRequest());
    m_lowerStack->addWidget(m_explanation);

    auto *layout = new QVBoxLayout(lower);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addWidget(m_lower);
    layout->addLayout(m_lowerStack, 1);
    return lower;
}

QWidget *PreviewPane::makeRequest()
{
    m_request->setAccessibleName(tr("Request as text"));
    m_request->setAccessibleDescription(tr("Put the caret on a part of it to see its place in the event."));
    connect(m_request, &QsciScintilla::selectionChanged, this, &PreviewPane::followRequestCaret);
    connect(m_request, &QsciScintilla::cursorPositionChanged, this, &PreviewPane::followRequestCaret);
    m_request->breakLongLines();
    m_request->keepLines(LeastLines);

    return new Card(*m_request, this, theme::space::Tight);
}

void PreviewPane::showLower(Lower what)
{
    m_lower->setCurrentIndex(what == Lower::Request ? 0 : 1);
}

std::optional<std::size_t> PreviewPane::chosenRow() const
{
    const QModelIndexList rows = m_table->selectionModel()->selectedRows();
    return rows.size() == 1 ? std::optional(static_cast<std::size_t>(rows.front().row())) : std::nullopt;
}

void PreviewPane::showExplanation()
{
    const auto current = static_cast<std::size_t>(std::max(0, m_tabs->currentIndex()));
    m_explanation->setLines(explanationLines(m_preview, current, chosenRow()));
}

void PreviewPane::explainRow()
{
    showLower(Lower::Explanation);
    m_explanation->takeFocus();
}

void PreviewPane::setPreview(const Preview &preview)
{
    const bool isNewlyRefused = preview.state == Preview::State::Refused && m_preview.state != Preview::State::Refused;
    m_preview = preview;
    for (std::size_t i = 0; i < StepCount; ++i)
        m_steps[i]->setContent(preview.steps[i]);
    m_verdict->setContent(withBreaks(preview.verdict));
    showFixes();

    const auto count = static_cast<int>(preview.deliveries.size());
    const bool wasBlocked = m_tabs->blockSignals(true);
    while (m_tabs->count() > count)
        m_tabs->removeTab(m_tabs->count() - 1);
    for (int i = 0; i < count; ++i) {
        const QString &title = preview.deliveries[static_cast<std::size_t>(i)].title;
        if (i < m_tabs->count())
            m_tabs->setTabText(i, title);
        else
            m_tabs->addTab(title);
    }
    m_tabs->blockSignals(wasBlocked);
    m_tabs->setVisible(count > 1);
    showDelivery();

    if (preview.request.toStdString() != m_request->code())
        m_request->setCode(toUtf8(preview.request));
    m_stamp->setVisible(preview.usesStamp);
    m_variables->setVariables(preview.variables);
    // Without a row there still may be rules that say why.
    const bool hasReasons = count == 0 && !preview.notTaken.empty();
    m_row->setVisible(count > 0);
    const bool hadReasons = !m_lower->isTabVisible(0);
    m_lower->setTabVisible(0, !hasReasons);
    if (hasReasons || hadReasons)
        showLower(hasReasons ? Lower::Explanation : Lower::Request);
    m_splitter->setVisible(count > 0 || hasReasons);
    m_filler->setVisible(count == 0 && !hasReasons);
    splitByContent();
    showCaret();
    if (isNewlyRefused)
        showRefused();
}

/// Brings the first value that SMC would refuse into view.
void PreviewPane::showRefused()
{
    for (std::size_t i = 0; i < m_preview.deliveries.size(); ++i) {
        const std::vector<PreviewCell> &cells = m_preview.deliveries[i].cells;
        const auto refused = std::find_if(
            cells.begin(), cells.end(), [](const PreviewCell &cell) { return cell.fit == PreviewCell::Fit::Refused; });
        if (refused == cells.end())
            continue;
        m_tabs->setCurrentIndex(static_cast<int>(i));
        // The row gets its room by the layout that follows, and with it what is in view.
        QTimer::singleShot(0, this, &PreviewPane::scrollToRefused);
        return;
    }
}

void PreviewPane::scrollToRefused()
{
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->cell(row).fit == PreviewCell::Fit::Refused) {
            m_table->scrollTo(m_model->index(row, 0));
            return;
        }
    }
}

void PreviewPane::splitByContent()
{
    if (layoutOf(*m_splitter) == LayoutIs::Chosen || m_preview.deliveries.empty())
        return;
    const int rows = m_model->rowCount() * m_table->verticalHeader()->defaultSectionSize();
    const int wanted = rows + m_table->horizontalHeader()->height() + 3 * theme::space::Large +
                       (m_preview.usesStamp ? 2 * m_stamp->fontMetrics().height() : 0) +
                       (m_types->isHidden() ? 0 : 2 * m_types->fontMetrics().height());
    const int whole = m_splitter->height();
    const int row = std::min(wanted, whole * 11 / 20);
    m_splitter->setSizes({row, whole - row});
}

void PreviewPane::resizeEvent(QResizeEvent *event)
{
    WrappedPane::resizeEvent(event);
    splitByContent();
}

void PreviewPane::showFixes()
{
    for (std::size_t i = 0; i < m_fixButtons.size(); ++i) {
        const bool isUsed = i + 1 < m_preview.fixes.size();
        m_fixButtons[i]->setVisible(isUsed);
        m_fixButtons[i]->setText(isUsed ? m_preview.fixes[i + 1].label : QString());
        m_fixButtons[i]->setAccessibleName(m_fixButtons[i]->text());
    }
    m_fixes->setVisible(m_preview.fixes.size() > 1);
}

void PreviewPane::showDelivery()
{
    const auto current = static_cast<std::size_t>(std::max(0, m_tabs->currentIndex()));
    m_model->setCells(current < m_preview.deliveries.size() ? m_preview.deliveries[current].cells
                                                            : std::vector<PreviewCell>());
    showTypes();
    showExplanation();
}

void PreviewPane::showTypes()
{
    const auto current = static_cast<std::size_t>(std::max(0, m_tabs->currentIndex()));
    QString note;
    const std::optional<std::size_t> row = chosenRow();
    if (row)
        note = aboutCell(m_model->cell(static_cast<int>(*row)));
    m_explain->setVisible(row.has_value());
    if (note.isEmpty() && current < m_preview.deliveries.size())
        note = noteFor(m_preview.deliveries[current]);
    const VerdictContent shown = withBreaks({.sentence = note});
    m_types->setText(shown.sentence);
    m_types->setAccessibleDescription(note);
    m_types->setVisible(!note.isEmpty());
}

void PreviewPane::setCaret(std::size_t offset)
{
    m_caret = offset;
    showCaret();
}

void PreviewPane::showCaret()
{
    const Provenance *provenance = m_preview.provenance.get();
    const std::optional<int> lit = m_model->setCaret(provenance ? provenance->valueAt(m_caret) : std::nullopt);
    if (lit && !m_table->hasFocus())
        m_table->scrollTo(m_model->index(*lit, 0));
    // Where the person looks at the request, it stays where it is.
    const auto scroll = m_request->hasFocus() ? CodeView::Scroll::Stay : CodeView::Scroll::ToFirst;
    m_request->highlight(provenance ? provenance->inRequest(m_caret) : std::vector<json::Span>(), scroll);
}

void PreviewPane::followRequestCaret()
{
    // Without the focus it is not the person who moved it.
    if (!m_request->hasFocus())
        return;
    m_chosen = Chosen::Request;
    Q_EMIT selectionChanged();
}

void PreviewPane::setStamp(const destination::Stamp &stamp, StampIs whose)
{
    m_stamp->setText(
        whose == StampIs::Sent
            ? tr("What is assigned on receipt is what was sent. The next one you send gets its own.")
            : tr("What is assigned on receipt: a missing message id was made for this draft, missing times "
                 "become those of the sending."));
    m_stamp->setToolTip(tr("messageId %1\nreceivedAt %2").arg(fromUtf8(stamp.messageId), fromUtf8(stamp.receivedAt)));
}

std::vector<json::Span> PreviewPane::selectedPlaces() const
{
    if (m_chosen == Chosen::Explanation)
        return m_explanation->selectedPlaces();
    if (m_chosen == Chosen::Request)
        return m_preview.provenance ? m_preview.provenance->placesOf(m_request->selection())
                                    : std::vector<json::Span>();
    std::vector<json::Span> spans;
    for (const QModelIndex &index : m_table->selectionModel()->selectedRows()) {
        const PreviewCell &cell = m_model->cell(index.row());
        spans.insert(spans.end(), cell.spans.begin(), cell.spans.end());
    }
    return spans;
}

} // namespace smc::gui
