#include "rows_pane.h"

#include "../dialogs.h"
#include "../icons.h"
#include "../sandbox_host.h"
#include "../text.h"
#include "../theme.h"
#include "../widgets/icon_button.h"
#include "rows_file.h"
#include "rows_model.h"

#include <QAction>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace smc::gui {

namespace {
constexpr int MostColumnWidth = 320;
constexpr int LeastRows = 2;
} // namespace

RowsPane::RowsPane(SandboxHost &sandbox, Dialogs &dialogs, const Actions &actions, QWidget *parent)
    : QWidget(parent)
    , m_sandbox(sandbox)
    , m_dialogs(dialogs)
    , m_export(actions.exporting)
    , m_model(new RowsModel(this))
    , m_table(new OrderedTable(tr("Records"), this))
    , m_title(new QLabel(this))
    , m_range(new QLabel(this))
    , m_previous(new QPushButton(this))
    , m_next(new QPushButton(this))
    , m_details(new RowDetails(actions.copying, {QStringLiteral("sandbox.record"), tr("The selected record")}, this))
{
    makeTable();
    theme::setRole(*m_title, "groupTitle");
    theme::setRole(*m_range, "caption");
    m_previous->setIcon(icon(QStringLiteral("chevron-left")));
    m_previous->setAccessibleName(tr("Previous page of records"));
    m_previous->setToolTip(m_previous->accessibleName());
    m_next->setIcon(icon(QStringLiteral("chevron-right")));
    m_next->setAccessibleName(tr("Next page of records"));
    m_next->setToolTip(m_next->accessibleName());
    m_next->setObjectName(QStringLiteral("sandbox.rows.next"));
    for (QPushButton *button : {m_previous, m_next})
        theme::setRole(*button, "link");
    connect(m_previous, &QPushButton::clicked, this, [this] { turn(m_query.offset - PageSize); });
    connect(m_next, &QPushButton::clicked, this, [this] { turn(m_query.offset + PageSize); });

    auto *head = new QHBoxLayout;
    head->setSpacing(theme::space::Small);
    head->addWidget(m_title, 1);
    head->addWidget(m_range);
    head->addWidget(m_previous);
    head->addWidget(m_next);
    head->addWidget(iconButton(&m_export, this));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, theme::space::Small, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addLayout(head);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(QStringLiteral("sandbox.rows.splitter"));
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(theme::space::Small);
    splitter->addWidget(m_table);
    splitter->addWidget(m_details);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 1);
    layout->addWidget(splitter, 1);
    clear();
}

void RowsPane::makeTable()
{
    m_table->setObjectName(QStringLiteral("sandbox.rows"));
    m_table->setModel(m_model);
    m_table->setLeastRows(LeastRows); // The page scrolls before.
    m_table->setColumnFit([this] {
        for (int column = 0; column < m_model->columnCount(); ++column)
            m_table->fitColumn(column, theme::scaled(MostColumnWidth));
    });
    // The store sorts, all pages of them.
    connect(m_table, &OrderedTable::orderChanged, this, &RowsPane::sort);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &RowsPane::showDetails);
}

void RowsPane::show(const ContentTree::Place &place)
{
    m_place = place;
    m_query.list = toUtf8(place.list);
    m_query.segment = toUtf8(place.segment);
    m_query.limit = PageSize;
    takeOrder();
    turn(0);
}

void RowsPane::sort()
{
    takeOrder();
    turn(0);
}

/// Each list has columns of its own, and an order.
void RowsPane::takeOrder()
{
    using Direction = sandbox::RowsOrder::Direction;
    m_table->showOrderOf(m_place.list);
    m_query.order.reset();
    if (const auto order = m_table->order())
        m_query.order = {toUtf8(order->column),
                         order->direction == Qt::AscendingOrder ? Direction::Ascending : Direction::Descending};
}

void RowsPane::showDetails()
{
    const QModelIndex current = m_table->currentIndex();
    m_details->show(current.isValid() ? std::optional(m_model->whole(current.row())) : std::nullopt);
}

void RowsPane::clear()
{
    ++m_turn;
    m_place = {};
    m_query = {};
    m_table->showOrderOf({});
    m_export.setEnabled(false);
    m_table->setColumnsOf({});
    m_model->setPage({});
    showDetails();
    m_title->clear();
    m_range->clear();
    m_previous->setEnabled(false);
    m_next->setEnabled(false);
}

void RowsPane::turn(qint64 offset)
{
    m_query.offset = std::max<qint64>(0, offset);
    reload();
}

QCoro::Task<void> RowsPane::reload()
{
    if (m_place.list.isEmpty())
        co_return;
    const QPointer<RowsPane> alive(this);
    const unsigned turn = ++m_turn;
    sandbox::RowsQuery query = m_query;
    const qint64 offset = query.offset;
    Result<sandbox::RowsPage> page = co_await m_sandbox.rows(std::move(query));
    if (!alive || turn != m_turn)
        co_return;
    m_title->setText(m_place.segment.isEmpty() ? m_place.list
                                               : tr("%1: members of %2").arg(m_place.list, m_place.segment));
    if (!page) {
        m_range->setText(fromUtf8(page.error().message));
        co_return;
    }
    const qint64 count = static_cast<qint64>(page->rows.size());
    const qint64 total = page->total;
    m_table->setColumnsOf(m_place.list);
    const std::optional<std::string> chosen = m_model->idOf(m_table->currentIndex().row());
    m_model->setPage(std::move(*page));
    if (const int row = chosen ? m_model->rowOf(*chosen) : -1; row >= 0)
        m_table->setCurrentIndex(m_model->index(row, 0));
    showDetails();
    m_export.setEnabled(total > 0);
    const QLocale locale;
    m_range->setText(
        count == 0 ? tr("None yet")
                   : tr("%1–%2 of %3")
                         .arg(locale.toString(offset + 1), locale.toString(offset + count), locale.toString(total)));
    m_previous->setEnabled(offset > 0);
    m_next->setEnabled(offset + count < total);
}

QCoro::Task<void> RowsPane::exportAll()
{
    const QPointer<RowsPane> alive(this);
    sandbox::RowsQuery query = m_query;
    if (query.list.empty())
        co_return;
    FileQuestion question;
    question.id = QStringLiteral("export_records");
    question.title = tr("Export records");
    question.suggested = (m_place.segment.isEmpty() ? m_place.list : m_place.segment) + QStringLiteral(".csv");
    question.filter = rowsFilter();
    QString path = co_await m_dialogs.saveFile(this, question);
    if (!alive || path.isEmpty())
        co_return;
    const Result<qint64> written = co_await m_sandbox.exportRows(std::move(query), path);
    if (!alive)
        co_return;
    Q_EMIT status(written ? tr("%n records exported to %1.", nullptr, static_cast<int>(*written)).arg(path)
                          : fromUtf8(written.error().message));
}

} // namespace smc::gui
