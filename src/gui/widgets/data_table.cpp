#include "data_table.h"

#include "../icons.h"
#include "../text.h"
#include "../theme.h"
#include "selection.h"
#include "sort_menu.h"
#include "table_text.h"
#include "wrapped_delegate.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>

#include <algorithm>
#include <utility>

namespace smc::gui {

namespace {

constexpr int BesideLine = 2 * theme::space::Small - 2; ///< Of a row, beside its line of text.

/// Lights up marked cells.
class MarkDelegate final : public WrappedDelegate
{
public:
    using WrappedDelegate::WrappedDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        dressCell(*option, index);
        if (index.data(IconAtEndRole).toBool())
            option->decorationPosition = QStyleOptionViewItem::Right;
    }
};

} // namespace

void dressCell(QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (option.widget == nullptr)
        return;
    const theme::Colours &colours = theme::colours(*option.widget);
    if (index.data(MarkedRole).toBool())
        option.backgroundBrush = colours.spanHighlight;
    if (index.data(FaintRole).toBool()) {
        for (const auto group : {QPalette::Active, QPalette::Inactive}) // What is disabled is fainter still.
            option.palette.setColor(group, QPalette::Text, colours.secondaryText);
    }
}

DataTable::DataTable(const QString &accessibleName, QWidget *parent)
    : RowTable(parent)
{
    setAccessibleName(accessibleName);
    setItemDelegate(new MarkDelegate(this));
    setSelectionMode(ExtendedSelection);
    setEditTriggers(NoEditTriggers);
    setTabKeyNavigation(false);
    setAlternatingRowColors(false);
    setShowGrid(false);
    setHorizontalScrollMode(ScrollPerPixel);
    verticalHeader()->hide();
    setRowLines(1);
    m_lineHeight = fontMetrics().height();
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setSectionsMovable(true);
    horizontalHeader()->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(horizontalHeader(), &QWidget::customContextMenuRequested, this, &DataTable::chooseColumns);
    horizontalHeader()->viewport()->installEventFilter(this);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
        m_isSetByHand = m_isSetByHand || m_isHeaderPressed;
        if (column != m_elastic)
            stretchElastic();
    });
    connect(horizontalHeader(), &QHeaderView::sectionMoved, this,
            [this] { m_isSetByHand = m_isSetByHand || m_isHeaderPressed; });
    connect(horizontalHeader(), &QHeaderView::sectionCountChanged, this, &DataTable::takeKept);
    connect(horizontalScrollBar(), &QScrollBar::rangeChanged, this, &DataTable::fitLeastRows);
}

void DataTable::setRowLines(int lines)
{
    m_rowLines = lines;
    setWordWrap(lines > 1);
    verticalHeader()->setDefaultSectionSize(lines * fontMetrics().height() + BesideLine);
}

void DataTable::setLeastRows(int rows)
{
    m_leastRows = rows;
    fitLeastRows();
}

void DataTable::setExtent(Extent extent)
{
    m_extent = extent;
    fitLeastRows();
}

void DataTable::fitLeastRows()
{
    if (m_leastRows == 0)
        return;
    const int rows = m_extent == Extent::Rows ? m_leastRows : 0;
    const int height = horizontalHeader()->sizeHint().height() + rows * verticalHeader()->defaultSectionSize() +
                       2 * frameWidth() +
                       (horizontalScrollBar()->maximum() > 0 ? horizontalScrollBar()->sizeHint().height() : 0);
    setMinimumHeight(height);
    setMaximumHeight(m_extent == Extent::Rows ? QWIDGETSIZE_MAX : height);
}

bool DataTable::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == horizontalHeader()->viewport()) {
        if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick)
            m_isHeaderPressed = true;
        else if (event->type() == QEvent::MouseButtonRelease)
            m_isHeaderPressed = false;
    }
    return RowTable::eventFilter(watched, event);
}

void DataTable::setModel(QAbstractItemModel *model)
{
    RowTable::setModel(model);
    if (!model)
        return;
    followSelection(*this);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(model, signal, this, &DataTable::fitColumns);
    connect(model, &QAbstractItemModel::dataChanged, this, &DataTable::fitColumns);
}

void DataTable::reset()
{
    RowTable::reset();
    // Qt counts hidden columns into the header's length again, and then scrolls over nothing.
    for (int column = 0; model() != nullptr && column < model()->columnCount(); ++column) {
        if (!isColumnHidden(column))
            continue;
        showColumn(column);
        hideColumn(column);
    }
    takeKept();
    fitColumns();
    stretchElastic();
    fitLeastRows(); // A header without columns has no height.
}

void DataTable::changeEvent(QEvent *event)
{
    RowTable::changeEvent(event);
    // Where text is broken without a number of lines, the owner sizes the rows.
    if (event->type() == QEvent::FontChange && wordWrap() == (m_rowLines > 1))
        setRowLines(m_rowLines);
    if (event->type() == QEvent::FontChange)
        scaleColumns();
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitLeastRows();
}

void DataTable::resizeEvent(QResizeEvent *event)
{
    RowTable::resizeEvent(event);
    fitColumns();
    stretchElastic();
}

void DataTable::copyCells()
{
    QApplication::clipboard()->setText(asTsv(*this, selectedIndexes()));
}

void DataTable::copyRows()
{
    QApplication::clipboard()->setText(rowsAsTsv(*this, selectedIndexes()));
}

void DataTable::copyRowsAsJson()
{
    QApplication::clipboard()->setText(fromUtf8(rowsAsJson(*this, selectedIndexes())));
}

QItemSelectionModel::SelectionFlags DataTable::selectionCommand(const QModelIndex &index, const QEvent *event) const
{
    if (!event && index.isValid() && selectionMode() == ExtendedSelection)
        return QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows;
    return RowTable::selectionCommand(index, event);
}

void DataTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyCells();
        event->accept();
        return;
    }
    RowTable::keyPressEvent(event);
}

void DataTable::contextMenuEvent(QContextMenuEvent *event)
{
    if (!selectionModel() || !selectionModel()->hasSelection())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addActions(m_rowActions);
    if (!m_rowActions.isEmpty())
        menu->addSeparator();
    const QModelIndex current = currentIndex();
    menu->addAction(icon(QStringLiteral("copy")), tr("Copy value"), this,
                    [current] { QApplication::clipboard()->setText(copyText(current)); })
        ->setEnabled(current.isValid());
    menu->addAction(tr("Copy rows"), QKeySequence(QKeySequence::Copy), this, &DataTable::copyCells);
    menu->addAction(tr("Copy rows with column names"), this, &DataTable::copyRows);
    menu->addAction(tr("Copy rows as JSON"), this, &DataTable::copyRowsAsJson);
    if (isSortable(*this)) {
        menu->addSeparator();
        addSorting(*menu->addMenu(tr("Sort by")), *this);
    }
    menu->popup(event->globalPos());
}

void DataTable::chooseColumns(QPoint at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const int shown = static_cast<int>(shownColumns(*this).size());
    for (int column = 0; column < model()->columnCount(); ++column) {
        QAction *action = menu->addAction(columnName(*this, column));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(isColumnHidden(column) || shown > 1);
        connect(action, &QAction::toggled, this, [this, column](bool on) {
            setColumnChosen(column, on);
            m_isSetByHand = true;
            stretchElastic();
        });
    }
    menu->popup(horizontalHeader()->mapToGlobal(at));
}

void DataTable::setColumnChosen(int column, bool isShown)
{
    setColumnHidden(column, !isShown);
}

} // namespace smc::gui
