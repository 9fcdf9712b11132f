#include "data_table.h"

#include "../icons.h"
#include "../text.h"
#include "../theme.h"
#include "selection.h"

#include <json/writer.h>

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QHeaderView>
#include <QMenu>
#include <QRegularExpression>
#include <QStyledItemDelegate>

#include <algorithm>
#include <set>
#include <utility>

namespace smc::gui {

namespace {

constexpr int Padding = 2 * theme::space::Small;
constexpr int BesideLine = 2 * theme::space::Small - 2; ///< Of a row, beside its line of text.

/// Lights up marked cells.
class MarkDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        // Lines are counted as if the style's padding were not there; it is.
        QStyleOptionViewItem within = option;
        within.rect.setWidth(std::max(1, option.rect.width() - Padding));
        return QStyledItemDelegate::sizeHint(within, index);
    }

protected:
    void initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (option->widget == nullptr)
            return;
        const theme::Colours &colours = theme::colours(*option->widget);
        if (index.data(MarkedRole).toBool())
            option->backgroundBrush = colours.spanHighlight;
        if (index.data(FaintRole).toBool())
            option->palette.setColor(QPalette::Text, colours.secondaryText);
        if (index.data(IconAtEndRole).toBool())
            option->decorationPosition = QStyleOptionViewItem::Right;
    }
};

QString copyText(const QModelIndex &index)
{
    const QVariant whole = index.data(CopyRole);
    QString text = whole.isValid() ? whole.toString() : index.data(Qt::DisplayRole).toString();
    for (const QChar separator : {QLatin1Char('\t'), QLatin1Char('\n'), QLatin1Char('\r')})
        text.replace(separator, QLatin1Char(' '));
    return text;
}

std::set<int> rowsOf(const QModelIndexList &indexes)
{
    std::set<int> rows;
    for (const QModelIndex &index : indexes)
        rows.insert(index.row());
    return rows;
}

/// Visible columns in the order in which they are shown.
std::vector<int> columnsOf(const QTableView &table)
{
    std::vector<int> columns;
    const QHeaderView *header = table.horizontalHeader();
    for (int visual = 0; visual < header->count(); ++visual) {
        const int logical = header->logicalIndex(visual);
        if (!table.isColumnHidden(logical))
            columns.push_back(logical);
    }
    return columns;
}

QString columnName(const QTableView &table, int column)
{
    return table.model()->headerData(column, Qt::Horizontal).toString();
}

} // namespace

QString asTsv(const QModelIndexList &indexes)
{
    if (indexes.isEmpty())
        return {};
    int first = indexes.first().column();
    int last = first;
    for (const QModelIndex &index : indexes) {
        first = std::min(first, index.column());
        last = std::max(last, index.column());
    }
    QStringList lines;
    for (const int row : rowsOf(indexes)) {
        QStringList cells;
        for (int column = first; column <= last; ++column) {
            const QModelIndex index = indexes.first().sibling(row, column);
            cells.append(indexes.contains(index) ? copyText(index) : QString());
        }
        lines.append(cells.join(QLatin1Char('\t')));
    }
    return lines.join(QLatin1Char('\n'));
}

QString rowsAsTsv(const QTableView &table, const QModelIndexList &indexes)
{
    const std::vector<int> columns = columnsOf(table);
    QStringList names;
    for (const int column : columns)
        names.append(columnName(table, column));
    QStringList lines{names.join(QLatin1Char('\t'))};
    for (const int row : rowsOf(indexes)) {
        QStringList cells;
        for (const int column : columns)
            cells.append(copyText(table.model()->index(row, column)));
        lines.append(cells.join(QLatin1Char('\t')));
    }
    return lines.join(QLatin1Char('\n'));
}

std::string rowsAsJson(const QTableView &table, const QModelIndexList &indexes)
{
    const std::vector<int> columns = columnsOf(table);
    json::Writer writer;
    writer.array([&] {
        for (const int row : rowsOf(indexes)) {
            writer.object([&] {
                for (const int column : columns) {
                    const QModelIndex index = table.model()->index(row, column);
                    writer.key(toUtf8(columnName(table, column)));
                    const QVariant json = index.data(JsonRole);
                    if (json.isValid())
                        writer.raw(toUtf8(json.toString()));
                    else
                        writer.value(toUtf8(index.data(Qt::DisplayRole).toString()));
                }
            });
        }
    });
    return writer.take();
}

DataTable::DataTable(const QString &accessibleName, QWidget *parent)
    : QTableView(parent)
{
    setAccessibleName(accessibleName);
    setItemDelegate(new MarkDelegate(this));
    setSelectionBehavior(SelectRows);
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

void DataTable::fitLeastRows()
{
    if (m_leastRows > 0)
        setMinimumHeight(horizontalHeader()->sizeHint().height() +
                         m_leastRows * verticalHeader()->defaultSectionSize() + 2 * frameWidth());
}

void DataTable::setElasticColumn(int column, int minimum)
{
    m_elastic = column;
    m_elasticMinimum = minimum;
    horizontalHeader()->setStretchLastSection(false);
    stretchElastic();
}

int DataTable::wantedWidth(int column) const
{
    return std::max(sizeHintForColumn(column), horizontalHeader()->sectionSizeHint(column));
}

void DataTable::fitColumn(int column, int maximum)
{
    setColumnWidth(column, std::min(wantedWidth(column), maximum));
}

int DataTable::wordWidth(int column) const
{
    static const QRegularExpression blanks(QStringLiteral("\\s+"));
    // Where nothing is sorted, the header needs no room for the mark of it.
    const QString title = model()->headerData(column, Qt::Horizontal).toString();
    int widest = isSortingEnabled() ? horizontalHeader()->sectionSizeHint(column)
                                    : horizontalHeader()->fontMetrics().horizontalAdvance(title) + Padding + 2;
    for (int row = 0; row < model()->rowCount(); ++row) {
        for (const QString &word : model()->index(row, column).data().toString().split(blanks)) {
            if (!word.contains(QChar(0x200B)))
                widest = std::max(widest, fontMetrics().horizontalAdvance(word) + Padding + 1);
        }
    }
    return widest;
}

void DataTable::setColumnFit(std::function<void()> fit)
{
    m_fit = std::move(fit);
    fitColumns();
}

void DataTable::fitColumns()
{
    if (!m_fit || m_isSetByHand || m_isFitting || model() == nullptr)
        return;
    m_isFitting = true;
    m_fit();
    m_isFitting = false;
    stretchElastic();
}

bool DataTable::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == horizontalHeader()->viewport()) {
        if (event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonDblClick)
            m_isHeaderPressed = true;
        else if (event->type() == QEvent::MouseButtonRelease)
            m_isHeaderPressed = false;
    }
    return QTableView::eventFilter(watched, event);
}

void DataTable::stretchElastic()
{
    if (m_elastic < 0 || model() == nullptr)
        return;
    int left = viewport()->width();
    for (int column = 0; column < model()->columnCount(); ++column) {
        if (column != m_elastic)
            left -= columnWidth(column);
    }
    setColumnWidth(m_elastic, std::max(left, m_elasticMinimum));
}

void DataTable::setModel(QAbstractItemModel *model)
{
    QTableView::setModel(model);
    if (!model)
        return;
    followSelection(*this);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(model, signal, this, &DataTable::fitColumns);
    connect(model, &QAbstractItemModel::dataChanged, this, &DataTable::fitColumns);
}

void DataTable::reset()
{
    QTableView::reset();
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
}

void DataTable::changeEvent(QEvent *event)
{
    QTableView::changeEvent(event);
    // Where text is broken without a number of lines, the owner sizes the rows.
    if (event->type() == QEvent::FontChange && wordWrap() == (m_rowLines > 1))
        setRowLines(m_rowLines);
    if (event->type() == QEvent::FontChange)
        scaleColumns();
    if (event->type() == QEvent::FontChange || event->type() == QEvent::StyleChange)
        fitLeastRows();
}

/// Columns keep holding what they held when text gets larger or smaller.
void DataTable::scaleColumns()
{
    const int before = std::exchange(m_lineHeight, fontMetrics().height());
    if (before == 0 || before == m_lineHeight || model() == nullptr)
        return;
    for (int column = 0; column < model()->columnCount(); ++column) {
        if (column != m_elastic && !isColumnHidden(column))
            setColumnWidth(column, columnWidth(column) * m_lineHeight / before);
    }
    fitColumns();
    stretchElastic();
}

void DataTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    fitColumns();
    stretchElastic();
}

std::string DataTable::allColumns() const
{
    return horizontalHeader()->saveState().toBase64().toStdString();
}

void DataTable::restoreColumns(const std::string &state)
{
    if (!state.empty())
        horizontalHeader()->restoreState(QByteArray::fromBase64(QByteArray::fromStdString(state)));
    stretchElastic();
}

/// The zoom stands before the columns: they are as wide as its text asked for.
std::string DataTable::columnState()
{
    if (!m_isSetByHand)
        return m_kept.toStdString(); // Of columns that have not been there in the meantime.
    return std::to_string(model() ? model()->columnCount() : 0) + ' ' + std::to_string(m_lineHeight) + ' ' +
           allColumns();
}

void DataTable::restoreColumnState(const std::string &state)
{
    m_kept = QByteArray::fromStdString(state);
    takeKept();
}

bool DataTable::takeKept()
{
    const QList<QByteArray> parts = m_kept.split(' ');
    const int columns = model() ? model()->columnCount() : 0;
    if (parts.size() != 3 || columns == 0 || parts[0].toInt() != columns)
        return false;
    m_kept.clear();
    if (!horizontalHeader()->restoreState(QByteArray::fromBase64(parts[2])))
        return false;
    m_isSetByHand = true;
    if (const int lineHeight = parts[1].toInt(); lineHeight > 0 && lineHeight < 1000) {
        m_lineHeight = lineHeight;
        scaleColumns();
    }
    stretchElastic();
    return true;
}

void DataTable::copyCells()
{
    QApplication::clipboard()->setText(asTsv(selectedIndexes()));
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
    return QTableView::selectionCommand(index, event);
}

void DataTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        copyCells();
        event->accept();
        return;
    }
    QTableView::keyPressEvent(event);
}

void DataTable::contextMenuEvent(QContextMenuEvent *event)
{
    if (selectedIndexes().isEmpty())
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
    menu->popup(event->globalPos());
}

void DataTable::chooseColumns(QPoint at)
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const int shown = static_cast<int>(columnsOf(*this).size());
    for (int column = 0; column < model()->columnCount(); ++column) {
        QAction *action = menu->addAction(columnName(*this, column));
        action->setCheckable(true);
        action->setChecked(!isColumnHidden(column));
        action->setEnabled(isColumnHidden(column) || shown > 1);
        connect(action, &QAction::toggled, this, [this, column](bool on) {
            setColumnHidden(column, !on);
            m_isSetByHand = true;
            stretchElastic();
        });
    }
    menu->popup(horizontalHeader()->mapToGlobal(at));
}

} // namespace smc::gui
