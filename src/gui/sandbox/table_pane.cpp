#include "table_pane.h"

#include "../dialogs.h"
#include "../text.h"
#include "../theme.h"
#include "../widgets/empty_state.h"
#include "../widgets/icon_button.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPointer>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace smc::gui {

namespace {
constexpr int LeastRows = 2; // The page scrolls before.
} // namespace

TablePane::TablePane(Dialogs &dialogs, const Actions &actions, const Names &names, QWidget *parent)
    : QWidget(parent)
    , m_dialogs(dialogs)
    , m_export(actions.exporting)
    , m_table(new OrderedTable(names.tableInWords, this))
    , m_empty(new EmptyState(QStringLiteral("list"), {}, {}, this))
    , m_details(new RowDetails(actions.copying, {names.details, names.detailsInWords}, this))
    , m_head(new QHBoxLayout)
{
    m_table->setObjectName(names.table);
    m_table->setLeastRows(LeastRows);
    m_empty->setObjectName(names.table + QStringLiteral(".empty"));
    m_empty->layout()->setContentsMargins(theme::space::Small, 0, theme::space::Small,
                                          0); // A small window has no more.
    m_empty->hide();
    m_head->setSpacing(theme::space::Small);
    auto *line = new QHBoxLayout;
    line->setSpacing(theme::space::Small);
    line->addLayout(m_head, 1);
    line->addWidget(iconButton(&m_export, this));
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, theme::space::Small, 0, 0);
    layout->setSpacing(theme::space::Tight);
    layout->addLayout(line);
    layout->addWidget(makeBody(names), 1);
}

QWidget *TablePane::makeBody(const Names &names)
{
    auto *upper = new QWidget(this);
    auto *column = new QVBoxLayout(upper);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_table, 1);
    column->addWidget(m_empty, 1);
    auto *splitter = new QSplitter(Qt::Vertical, this);
    splitter->setObjectName(names.table + QStringLiteral(".splitter"));
    splitter->setChildrenCollapsible(false);
    splitter->setHandleWidth(theme::space::Small);
    splitter->addWidget(upper);
    splitter->addWidget(m_details);
    splitter->setStretchFactor(0, 2);
    splitter->setStretchFactor(1, 1);
    return splitter;
}

void TablePane::setModel(QAbstractItemModel &model)
{
    m_table->setModel(&model);
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &TablePane::showDetails);
}

void TablePane::showEmpty(const QString &title, const QString &text, QAction *fill)
{
    m_empty->setTexts(title, text);
    m_empty->setAction(fill);
    m_table->setExtent(DataTable::Extent::HeaderAlone);
    m_empty->show();
}

void TablePane::showFilled()
{
    const bool hadFocus = m_empty->isAncestorOf(window()->focusWidget());
    m_table->setExtent(DataTable::Extent::Rows);
    m_empty->hide();
    if (hadFocus)
        m_table->setFocus(Qt::OtherFocusReason);
}

void TablePane::showDetails()
{
    const QModelIndex current = m_table->currentIndex();
    m_details->show(current.isValid() ? std::optional(whole(current.row())) : std::nullopt);
}

void TablePane::letExport(bool isThereAny)
{
    m_export.setEnabled(isThereAny);
}

QCoro::Task<void> TablePane::exportTo(FileQuestion question, Write write, InWords done)
{
    const QPointer<TablePane> alive(this);
    QString path = co_await m_dialogs.saveFile(this, std::move(question));
    if (!alive || path.isEmpty())
        co_return;
    const Result<qint64> written = co_await write(path);
    if (!alive)
        co_return;
    if (written)
        Q_EMIT exported(done(*written, path));
    else
        Q_EMIT notExported(fromUtf8(written.error().message));
}

} // namespace smc::gui
