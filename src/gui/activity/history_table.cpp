#include "history_table.h"

#include "../theme.h"
#include "entry_words.h"
#include "history_model.h"

#include <QDate>
#include <QEvent>
#include <QHeaderView>
#include <QLocale>
#include <QStyle>
#include <QStyleOptionHeader>

#include <algorithm>

namespace smc::gui {

namespace {
constexpr int LeastSentence = 124;
constexpr int FewestLines = 2;
constexpr int MostLines = 6;
} // namespace

HistoryTable::HistoryTable(HistoryModel &model, QWidget *parent)
    : DataTable(tr("Exchanges"), parent)
    , m_model(model)
{
    setModel(&model);
    setColumnHidden(HistoryModel::SizeColumn, true);
    setProfiles(Profiles::One);
    connect(horizontalHeader(), &QHeaderView::sectionResized, this, [this](int column) {
        if (column == HistoryModel::SentenceColumn)
            fitRowLines();
    });
    horizontalHeader()->setSortIndicator(HistoryModel::TimeColumn, Qt::DescendingOrder);
    setSortingEnabled(true);
    fitColumns(); // The mark of sorting takes room too.
    fitRowLines();
}

/// All rows are as high as the longest of the common sentences needs: a history is too long to measure each of them.
void HistoryTable::fitRowLines()
{
    const QString longest = tr("SMC put the row into the static segment SegmentToSMCStatic of the list "
                               "USERS_SEGMENT (1 updated).");
    constexpr int Padding = 2 * theme::space::Small + 1;
    const int width = columnWidth(HistoryModel::SentenceColumn) - Padding;
    const int height = fontMetrics().boundingRect(QRect(0, 0, width, 1 << 15), Qt::TextWordWrap, longest).height();
    const int line = fontMetrics().height();
    const int lines = std::clamp((height + line - 1) / line, FewestLines, MostLines);
    if (lines == m_lines)
        return;
    m_lines = lines;
    setRowLines(lines);
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

void HistoryTable::fitColumns()
{
    // Cells go over two lines, so a column holds the longest word of what can stand in it.
    QStringList verdicts;
    for (const std::string &verdict : historyVerdicts())
        verdicts.append(verdictWord(verdict).word.split(QLatin1Char(' ')));
    QStringList calls;
    for (const char *call : {"identify", "track", "page", "screen", "group", "alias"})
        calls.append(callInWords(call));
    const QString day = QLocale().toString(QDate(2028, 12, 28), QLocale::ShortFormat);
    const int icon = style()->pixelMetric(QStyle::PM_SmallIconSize) + theme::space::Medium;
    const auto resize = [this](int column, const QStringList &texts, int more = 0) {
        horizontalHeader()->resizeSection(column, widthFor(texts, column) + more);
    };
    resize(HistoryModel::TimeColumn, {day, timeInWords(0).section(QLatin1Char(' '), -1)});
    resize(HistoryModel::VerdictColumn, verdicts, icon);
    resize(HistoryModel::CallColumn, calls);
    resize(HistoryModel::StatusColumn, {QStringLiteral("200")});
    resize(HistoryModel::DurationColumn, {durationInWords(999), durationInWords(99900)});
    resize(HistoryModel::ProfileColumn, {QStringLiteral("Development")});
    resize(HistoryModel::SizeColumn, {sizeInWords(999 << 10)});
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

std::vector<std::int64_t> HistoryTable::selectedIds() const
{
    std::vector<std::int64_t> ids;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        ids.push_back(m_model.entry(index.row()).id);
    return ids;
}

void HistoryTable::select(int row)
{
    if (row < 0)
        return;
    const QModelIndex index = m_model.index(row, 0);
    setCurrentIndex(index);
    scrollTo(index);
}

/// In a narrow window the columns that the details repeat give way to the sentence, the least telling first.
void HistoryTable::makeRoom()
{
    const int room = viewport()->width();
    int needed = widthFor({}, HistoryModel::SentenceColumn);
    for (int column = 0; column < HistoryModel::ColumnCount; ++column) {
        if (column != HistoryModel::SentenceColumn && !isColumnHidden(column))
            needed += columnWidth(column);
    }
    for (const int column : {HistoryModel::SizeColumn, HistoryModel::DurationColumn, HistoryModel::StatusColumn,
                             HistoryModel::CallColumn, HistoryModel::ProfileColumn}) {
        if (needed <= room || isColumnHidden(column))
            continue;
        needed -= columnWidth(column);
        setColumnHidden(column, true);
        m_withoutRoom.push_back(column);
    }
}

void HistoryTable::showAll()
{
    for (const int column : m_withoutRoom)
        setColumnHidden(column, false);
    m_withoutRoom.clear();
}

void HistoryTable::changeEvent(QEvent *event)
{
    DataTable::changeEvent(event);
    if (event->type() == QEvent::FontChange) {
        fitColumns();
        fitRowLines();
    }
}

void HistoryTable::resizeEvent(QResizeEvent *event)
{
    showAll();
    makeRoom();
    DataTable::resizeEvent(event);
}

std::string HistoryTable::columnState()
{
    showAll();
    const std::string state = allColumns();
    makeRoom();
    return state;
}

void HistoryTable::restoreColumnState(const std::string &state)
{
    showAll();
    restoreColumns(state);
    // Qt brings back the mark, but does not sort.
    const QHeaderView *header = horizontalHeader();
    m_model.sort(header->sortIndicatorSection(), header->sortIndicatorOrder());
    makeRoom();
}

} // namespace smc::gui
