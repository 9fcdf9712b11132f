#include "rows_pane.h"

#include "../dialogs.h"
#include "../icons.h"
#include "../sandbox_host.h"
#include "../text.h"
#include "../theme.h"
#include "../widgets/elided_label.h"
#include "rows_file.h"
#include "rows_model.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPointer>
#include <QPushButton>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr int MostColumnWidth = 320;
constexpr int LeastTitleWidth = 120;

QPushButton *pageButton(const char *iconName, const QString &name, QWidget *parent)
{
    auto *button = new QPushButton(icon(QString::fromLatin1(iconName)), {}, parent);
    button->setAccessibleName(name);
    button->setToolTip(name);
    theme::setRole(*button, "link");
    return button;
}

} // namespace

RowsPane::RowsPane(SandboxHost &sandbox, Dialogs &dialogs, const Actions &actions, const Filling &filling,
                   QWidget *parent)
    : TablePane(
          dialogs, actions,
          {QStringLiteral("sandbox.rows"), tr("Records"), QStringLiteral("sandbox.record"), tr("The selected record")},
          parent)
    , m_sandbox(sandbox)
    , m_filling(filling)
    , m_model(new RowsModel(this))
    , m_title(new ElidedLabel(this, Qt::ElideMiddle))
    , m_range(new QLabel(this))
    , m_previous(pageButton("chevron-left", tr("Previous page of records"), this))
    , m_next(pageButton("chevron-right", tr("Next page of records"), this))
{
    setModel(*m_model);
    table().setColumnFit([this] {
        // None wider than what is seen of them at once.
        const int most = std::min(theme::scaled(MostColumnWidth), table().viewport()->width());
        for (int column = 0; column < m_model->columnCount(); ++column)
            table().fitColumn(column, most);
    });
    // The store sorts, all pages of them.
    connect(&table(), &OrderedTable::orderChanged, this, &RowsPane::sort);
    m_title->setObjectName(QStringLiteral("sandbox.rows.title"));
    fitTitle();
    theme::setRole(*m_title, "groupTitle");
    theme::setRole(*m_range, "caption");
    m_previous->setObjectName(QStringLiteral("sandbox.rows.previous"));
    m_next->setObjectName(QStringLiteral("sandbox.rows.next"));
    connect(m_previous, &QPushButton::clicked, this, [this] { turn(m_query.offset - PageSize); });
    connect(m_next, &QPushButton::clicked, this, [this] { turn(m_query.offset + PageSize); });
    head().addWidget(m_title, 1);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_range, m_previous, m_next})
        head().addWidget(widget);
    clear();
}

/// The name of what is shown leaves its place to no count and no button.
void RowsPane::fitTitle()
{
    m_title->setMinimumWidth(theme::scaled(LeastTitleWidth));
}

void RowsPane::changeEvent(QEvent *event)
{
    TablePane::changeEvent(event);
    if (event->type() == QEvent::FontChange)
        fitTitle();
}

void RowsPane::show(const ContentTree::Place &place)
{
    m_place = place;
    m_before.reset();
    m_query.list = toUtf8(place.list);
    m_query.segment = toUtf8(place.segment);
    m_query.limit = PageSize;
    takeOrder();
    turn(0);
}

void RowsPane::goToAdded(qint64 before)
{
    m_before = before;
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
    table().showOrderOf(m_place.list);
    m_query.order.reset();
    if (const auto order = table().order())
        m_query.order = {toUtf8(order->column),
                         order->direction == Qt::AscendingOrder ? Direction::Ascending : Direction::Descending};
}

WholeRow RowsPane::whole(int row) const
{
    return m_model->whole(row);
}

void RowsPane::clear()
{
    ++m_turn;
    m_place = {};
    m_query = {};
    table().showOrderOf({});
    letExport(false);
    table().setColumnsOf({});
    m_model->setPage({});
    showFilled();
    showDetails();
    m_title->setFullText({});
    showRange(0, 0);
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
    Result<sandbox::RowsPage> page = co_await m_sandbox.rows(std::move(query));
    if (!alive || turn != m_turn)
        co_return;
    if (page && page->rows.empty() && page->total > 0) {
        // The page that was shown is gone: the last one that there is.
        m_query.offset = (page->total - 1) / PageSize * PageSize;
        co_return co_await reload();
    }
    m_title->setFullText(m_place.segment.isEmpty() ? m_place.list
                                                   : tr("%1: members of %2").arg(m_place.list, m_place.segment));
    if (page)
        co_return showPage(std::move(*page));
    m_model->setPage({});
    showDetails();
    letExport(false);
    showRange(0, 0);
    showEmpty(tr("The records can't be read"), fromUtf8(page.error().message), nullptr);
}

void RowsPane::showPage(sandbox::RowsPage page)
{
    const qint64 count = static_cast<qint64>(page.rows.size());
    const qint64 total = page.total;
    const bool isAdded = m_before && *m_before < total && !m_query.order;
    if (isAdded && m_query.offset + count < total)
        return turn((total - 1) / PageSize * PageSize);
    m_before.reset();
    table().setColumnsOf(m_place.list);
    const std::optional<std::string> chosen = m_model->idOf(table().currentIndex().row());
    m_model->setPage(std::move(page));
    if (isAdded)
        table().setCurrentIndex(m_model->index(m_model->rowCount() - 1, 0));
    else if (const int row = chosen ? m_model->rowOf(*chosen) : -1; row >= 0)
        table().setCurrentIndex(m_model->index(row, 0));
    showDetails();
    letExport(total > 0);
    showRange(count, total);
    showWhetherEmpty();
}

void RowsPane::showRange(qint64 count, qint64 total)
{
    const QLocale locale;
    const qint64 offset = m_query.offset;
    m_range->setText(
        count == 0 ? QString()
                   : tr("%1–%2 of %3")
                         .arg(locale.toString(offset + 1), locale.toString(offset + count), locale.toString(total)));
    m_previous->setEnabled(offset > 0);
    m_next->setEnabled(offset + count < total);
}

void RowsPane::showWhetherEmpty()
{
    if (m_model->rowCount() > 0)
        return showFilled();
    // Its name stands above, whole or in its tooltip.
    if (!m_place.segment.isEmpty())
        showEmpty(tr("This segment has no members yet"), tr("Group calls put people of its list into it."),
                  &m_filling.toCompose);
    else if (m_model->columnCount() < 2)
        showEmpty(tr("This list has no fields yet"),
                  tr("Its records will stand here, with the fields that you give it."), &m_filling.newField);
    else
        showEmpty(tr("This list has no records yet"), tr("What you send to it will stand here."), &m_filling.newRecord);
}

QCoro::Task<void> RowsPane::exportAll()
{
    sandbox::RowsQuery query = m_query;
    if (query.list.empty())
        co_return;
    FileQuestion question;
    question.id = QStringLiteral("export_records");
    question.title = tr("Export records");
    question.suggested = (m_place.segment.isEmpty() ? m_place.list : m_place.segment) + QStringLiteral(".csv");
    question.filter = rowsFilter();
    const auto write = [this, query](const QString &path) { return m_sandbox.exportRows(query, path); };
    const auto done = [](qint64 count, const QString &path) {
        return count == 1 ? tr("1 record exported to %1.").arg(path)
                          : tr("%n records exported to %1.", nullptr, static_cast<int>(count)).arg(path);
    };
    co_await exportTo(std::move(question), write, done);
}

} // namespace smc::gui
