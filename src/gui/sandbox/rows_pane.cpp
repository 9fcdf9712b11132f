#include "rows_pane.h"

#include "../icons.h"
#include "../sandbox_host.h"
#include "../text.h"
#include "../theme.h"
#include "../widgets/data_table.h"
#include "rows_model.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPointer>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace smc::gui {

namespace {
constexpr int MostColumnWidth = 320;
constexpr int LeastRows = 2;
} // namespace

RowsPane::RowsPane(SandboxHost &sandbox, QWidget *parent)
    : QWidget(parent)
    , m_sandbox(sandbox)
    , m_model(new RowsModel(this))
    , m_table(new DataTable(tr("Records"), this))
    , m_title(new QLabel(this))
    , m_range(new QLabel(this))
    , m_previous(new QPushButton(this))
    , m_next(new QPushButton(this))
{
    m_table->setObjectName(QStringLiteral("sandbox.rows"));
    m_table->setModel(m_model);
    m_table->setLeastRows(LeastRows); // The page scrolls before.
    m_table->setColumnFit([this] {
        for (int column = 0; column < m_model->columnCount(); ++column)
            m_table->fitColumn(column, theme::scaled(MostColumnWidth));
    });
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
    connect(m_previous, &QPushButton::clicked, this, [this] { turn(m_offset - PageSize); });
    connect(m_next, &QPushButton::clicked, this, [this] { turn(m_offset + PageSize); });

    auto *head = new QHBoxLayout;
    head->setSpacing(theme::space::Small);
    head->addWidget(m_title, 1);
    head->addWidget(m_range);
    head->addWidget(m_previous);
    head->addWidget(m_next);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, theme::space::Small, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addLayout(head);
    layout->addWidget(m_table, 1);
    clear();
}

void RowsPane::show(const ContentTree::Place &place)
{
    m_place = place;
    turn(0);
}

void RowsPane::clear()
{
    ++m_turn;
    m_place = {};
    m_table->setColumnsOf({});
    m_model->setPage({});
    m_title->clear();
    m_range->clear();
    m_previous->setEnabled(false);
    m_next->setEnabled(false);
}

void RowsPane::turn(qint64 offset)
{
    m_offset = std::max<qint64>(0, offset);
    reload();
}

QCoro::Task<void> RowsPane::reload()
{
    if (m_place.list.isEmpty())
        co_return;
    const QPointer<RowsPane> alive(this);
    const unsigned turn = ++m_turn;
    sandbox::RowsQuery query;
    query.list = toUtf8(m_place.list);
    query.segment = toUtf8(m_place.segment);
    query.offset = m_offset;
    query.limit = PageSize;
    Result<sandbox::RowsPage> page = co_await m_sandbox.rows(query);
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
    m_model->setPage(std::move(*page));
    const QLocale locale;
    m_range->setText(count == 0 ? tr("None yet")
                                : tr("%1–%2 of %3")
                                      .arg(locale.toString(m_offset + 1), locale.toString(m_offset + count),
                                           locale.toString(total)));
    m_previous->setEnabled(m_offset > 0);
    m_next->setEnabled(m_offset + count < total);
}

} // namespace smc::gui
