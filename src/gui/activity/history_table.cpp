#include "history_table.h"

#include "../text.h"
#include "../theme.h"
#include "entry_words.h"
#include "history_model.h"
#include "sentence_delegate.h"

#include <QDate>
#include <QEvent>
#include <QHeaderView>
#include <QLocale>
#include <QScrollBar>
#include <QStyle>
#include <QStyleOptionHeader>

#include <algorithm>
#include <iterator>
#include <utility>

namespace smc::gui {

namespace {
constexpr int LeastSentence = 118; ///< The names of lists and segments are words of it.
constexpr int GoodSentence = 208;  ///< Pixels at 100 % that other columns give way for.
constexpr int FewestLines = 2;
/// Columns that the details repeat, the least telling first.
constexpr int GivingWay[] = {HistoryModel::SizeColumn, HistoryModel::DurationColumn, HistoryModel::StatusColumn,
                             HistoryModel::CallColumn, HistoryModel::ProfileColumn};
constexpr char BeforeChosen = '|'; ///< In what is remembered of the columns.
} // namespace

HistoryTable::HistoryTable(HistoryModel &model, QWidget *parent)
    : DataTable(tr("Exchanges"), parent)
    , m_model(model)
{
    setModel(&model);
    setItemDelegate(new SentenceDelegate(HistoryModel::SentenceColumn, this));
    setColumnHidden(HistoryModel::SizeColumn, true);
    setProfiles(Profiles::One);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
        m_narrowed.erase(column); // A width of its own from now on.
        if (column == HistoryModel::SentenceColumn)
            fitRowsSoon();
    });
    setRowLines(FewestLines);
    connect(&model, &QAbstractItemModel::rowsInserted, this, &HistoryTable::stayWhereItIs);
    for (const auto signal : {&QAbstractItemModel::rowsInserted, &QAbstractItemModel::rowsRemoved})
        connect(&model, signal, this, &HistoryTable::fitRowsSoon);
    connect(&model, &QAbstractItemModel::dataChanged, this, &HistoryTable::fitRowsSoon);
    connect(&model, &QAbstractItemModel::layoutChanged, this, &HistoryTable::fitRowsSoon);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, &HistoryTable::fitShownRows);
    connect(&model, &HistoryModel::loaded, this, &HistoryTable::goOn);
    horizontalHeader()->setSortIndicator(HistoryModel::TimeColumn, Qt::DescendingOrder);
    setSortingEnabled(true);
    fitColumns(); // The mark of sorting takes room too.
}

/// Who has scrolled down goes on reading the same rows when others come above them.
void HistoryTable::stayWhereItIs(const QModelIndex &parent, int first, int last)
{
    const int top = verticalScrollBar()->value();
    if (parent.isValid() || top == 0 || first > top)
        return;
    updateGeometries();
    verticalScrollBar()->setValue(top + last - first + 1);
}

/// As high as its sentence needs, but no higher than the view: the table scrolls by rows.
void HistoryTable::fitRow(int row)
{
    constexpr int Padding = 2 * theme::space::Small + 1;
    const QModelIndex index = m_model.index(row, HistoryModel::SentenceColumn);
    const bool isPinned = !index.data(Qt::DecorationRole).isNull();
    const int icon = isPinned ? style()->pixelMetric(QStyle::PM_SmallIconSize) + theme::space::Small : 0;
    const int width = columnWidth(HistoryModel::SentenceColumn) - Padding - icon;
    const QString sentence = withPlacesToBreak(index.data().toString());
    const int text = fontMetrics().boundingRect(QRect(0, 0, width, 1 << 15), Qt::TextWordWrap, sentence).height();
    const int least = verticalHeader()->defaultSectionSize();
    const int wanted = least + text - FewestLines * fontMetrics().height();
    const int height = std::clamp(wanted, least, std::max(least, viewport()->height()));
    if (rowHeight(row) != height)
        setRowHeight(row, height);
}

/// Those in view, and what follows for a screen: a history is too long to measure all of it.
void HistoryTable::fitShownRows()
{
    const int first = std::max(0, rowAt(0));
    int left = 2 * viewport()->height();
    for (int row = first; row < m_model.rowCount() && left > 0; ++row) {
        fitRow(row);
        left -= rowHeight(row);
    }
}

void HistoryTable::fitRowsSoon()
{
    if (m_isFittingSoon)
        return;
    m_isFittingSoon = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isFittingSoon = false;
            fitShownRows();
        },
        Qt::QueuedConnection);
}

void HistoryTable::reset()
{
    DataTable::reset();
    fitRowsSoon();
}

void HistoryTable::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    // What will stand above it in view is measured before; else it would be pushed out of view afterwards.
    int left = viewport()->height();
    for (int row = index.row(); row >= 0 && left > 0; --row) {
        fitRow(row);
        left -= rowHeight(row);
    }
    DataTable::scrollTo(index, hint);
}

/// Also of a column that is hidden for now, which Qt gives none.
int HistoryTable::titleWidth(int column) const
{
    const QHeaderView &header = *horizontalHeader();
    if (!isColumnHidden(column))
        return header.sectionSizeHint(column);
    QStyleOptionHeader option;
    option.initFrom(&header);
    option.text = m_model.headerData(column, Qt::Horizontal, Qt::DisplayRole).toString();
    const bool isSorted = header.isSortIndicatorShown() && header.sortIndicatorSection() == column;
    option.sortIndicator = isSorted ? QStyleOptionHeader::SortDown : QStyleOptionHeader::None;
    return style()->sizeFromContents(QStyle::CT_HeaderSection, &option, QSize(), &header).width();
}

int HistoryTable::widthFor(const QStringList &texts, int column) const
{
    constexpr int Padding = 2 * theme::space::Small + 1;
    int widest = titleWidth(column);
    for (const QString &text : texts)
        widest = std::max(widest, fontMetrics().horizontalAdvance(text) + Padding);
    return widest;
}

/// Cells go over two lines, so a column holds the longest word of what can stand in it.
int HistoryTable::fittingWidth(int column) const
{
    switch (column) {
    case HistoryModel::TimeColumn: {
        const QString day = QLocale().toString(QDate(2028, 12, 28), QLocale::ShortFormat);
        return widthFor({day, timeInWords(0).section(QLatin1Char(' '), -1)}, column);
    }
    case HistoryModel::VerdictColumn: {
        QStringList verdicts;
        for (const std::string &verdict : historyVerdicts())
            verdicts.append(verdictWord(verdict).word.split(QLatin1Char(' ')));
        return widthFor(verdicts, column) + style()->pixelMetric(QStyle::PM_SmallIconSize) + theme::space::Small;
    }
    case HistoryModel::CallColumn: {
        QStringList calls;
        for (const char *call : {"identify", "track", "page", "screen", "group", "alias"})
            calls.append(callInWords(call));
        return widthFor(calls, column);
    }
    case HistoryModel::StatusColumn:
        return widthFor({QStringLiteral("200")}, column);
    case HistoryModel::DurationColumn:
        return widthFor({durationInWords(999), durationInWords(99900)}, column);
    case HistoryModel::ProfileColumn:
        return widthFor({QStringLiteral("Development")}, column);
    case HistoryModel::SizeColumn:
        return widthFor({dataSize(999 << 10)}, column);
    default:
        return std::max(theme::scaled(GoodSentence), widthFor({}, column));
    }
}

void HistoryTable::fitColumns()
{
    m_narrowed.clear();
    for (int column = 0; column < HistoryModel::ColumnCount; ++column) {
        if (column != HistoryModel::SentenceColumn)
            horizontalHeader()->resizeSection(column, fittingWidth(column));
    }
    setElasticColumn(HistoryModel::SentenceColumn, LeastSentence);
}

void HistoryTable::setProfiles(Profiles profiles)
{
    if (profiles == m_profiles)
        return;
    // With one profile its name says nothing; with more it takes the place of how long it took, which the details say.
    m_profiles = profiles;
    setColumnHidden(HistoryModel::ProfileColumn, profiles == Profiles::One);
    setColumnHidden(HistoryModel::DurationColumn, profiles == Profiles::Several);
}

/// What is to be shown beside each other takes more than there is by so many pixels.
int HistoryTable::lackOfRoom() const
{
    int needed = fittingWidth(HistoryModel::SentenceColumn);
    for (int column = 0; column < HistoryModel::ColumnCount; ++column) {
        if (column != HistoryModel::SentenceColumn && !isColumnHidden(column))
            needed += columnWidth(column);
    }
    return needed - viewport()->width();
}

/// Those that were chosen give way after the others, and the one that was chosen last stays: the sentence, or the
/// table's own scrolling, makes room for it.
std::vector<int> HistoryTable::givingWay() const
{
    std::vector<int> columns;
    for (const int column : GivingWay) {
        if (std::find(m_chosen.begin(), m_chosen.end(), column) == m_chosen.end())
            columns.push_back(column);
    }
    if (!m_chosen.empty())
        columns.insert(columns.end(), m_chosen.begin(), m_chosen.end() - 1);
    return columns;
}

void HistoryTable::setColumnChosen(int column, bool isShown)
{
    std::erase(m_chosen, column);
    std::erase(m_withoutRoom, column);
    if (isShown && std::find(std::begin(GivingWay), std::end(GivingWay), column) != std::end(GivingWay))
        m_chosen.push_back(column);
    setColumnHidden(column, !isShown);
    showAll();
    makeRoom();
}

/// In a narrow window columns give way to the sentence: those that find no room though all are as narrow as they can
/// be, and then what others were made wider by.
void HistoryTable::makeRoom()
{
    const auto spare = [this](int column) { return std::max(0, columnWidth(column) - fittingWidth(column)); };
    int spareOfAll = 0;
    for (int column = 0; column < HistoryModel::ColumnCount; ++column)
        spareOfAll += column == HistoryModel::SentenceColumn || isColumnHidden(column) ? 0 : spare(column);
    for (const int column : givingWay()) {
        if (isColumnHidden(column) || lackOfRoom() <= spareOfAll)
            continue;
        spareOfAll -= spare(column);
        setColumnHidden(column, true);
        m_withoutRoom.push_back(column);
    }
    std::map<int, int> narrowed;
    for (int column = 0; column < HistoryModel::ColumnCount; ++column) {
        const int width = columnWidth(column);
        const int given = std::min(lackOfRoom(), spare(column));
        if (column == HistoryModel::SentenceColumn || isColumnHidden(column) || given <= 0)
            continue;
        setColumnWidth(column, width - given);
        narrowed[column] = width;
    }
    m_narrowed = std::move(narrowed);
}

/// As the person wants the columns, whether there is room for that or not.
void HistoryTable::showAll()
{
    const std::map<int, int> narrowed = std::exchange(m_narrowed, {});
    for (const int column : std::exchange(m_withoutRoom, {}))
        setColumnHidden(column, false);
    for (const auto &[column, width] : narrowed)
        setColumnWidth(column, width);
}

void HistoryTable::changeEvent(QEvent *event)
{
    DataTable::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        fitColumns();
        fitRowsSoon();
    }
}

void HistoryTable::resizeEvent(QResizeEvent *event)
{
    showAll();
    makeRoom();
    DataTable::resizeEvent(event);
    fitRowsSoon();
}

/// Kept as the person wants them, while what is shown stays as it is.
std::string HistoryTable::columnState()
{
    std::map<int, int> narrowed = m_narrowed;
    const std::vector<int> withoutRoom = m_withoutRoom;
    std::map<int, int> shown;
    for (const auto &[column, width] : narrowed)
        shown[column] = columnWidth(column);
    showAll();
    std::string state = allColumns();
    for (const int column : withoutRoom)
        setColumnHidden(column, true);
    for (const auto &[column, width] : shown)
        setColumnWidth(column, width);
    m_narrowed = std::move(narrowed);
    m_withoutRoom = withoutRoom;
    for (const int column : m_chosen)
        state.append(1, BeforeChosen).append(std::to_string(column));
    return state;
}

void HistoryTable::restoreColumnState(const std::string &state)
{
    showAll();
    QStringList parts = QString::fromStdString(state).split(QLatin1Char(BeforeChosen));
    restoreColumns(parts.takeFirst().toStdString());
    m_chosen.clear();
    for (const QString &part : std::as_const(parts)) {
        const int column = part.toInt();
        if (std::find(std::begin(GivingWay), std::end(GivingWay), column) != std::end(GivingWay))
            m_chosen.push_back(column);
    }
    // Qt brings back the mark, but does not sort.
    const QHeaderView *header = horizontalHeader();
    m_model.sort(header->sortIndicatorSection(), header->sortIndicatorOrder());
    makeRoom();
}

} // namespace smc::gui
