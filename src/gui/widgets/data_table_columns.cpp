// How wide a table's columns are: by what they hold, until the person says how; then as they were set, from one start
// to the next.
#include "../theme.h"
#include "data_table.h"

#include <QCryptographicHash>
#include <QHeaderView>
#include <QRegularExpression>
#include <QSignalBlocker>

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

namespace smc::gui {

namespace {
constexpr int CellPadding = 2 * theme::space::Small;

/// Widths, order and hiding. By what the rows are sorted, and whether a click sorts them, is the owner's.
bool restoreButSorting(QHeaderView &header, const QByteArray &state)
{
    const bool isClickable = header.sectionsClickable();
    const bool isShown = header.isSortIndicatorShown();
    const bool isClearable = header.isSortIndicatorClearable();
    const int column = header.sortIndicatorSection();
    const Qt::SortOrder order = header.sortIndicatorOrder();
    const bool worked = header.restoreState(state);
    const QSignalBlocker quiet(header);
    header.setSectionsClickable(isClickable);
    header.setSortIndicatorClearable(isClearable);
    header.setSortIndicator(column, order);
    header.setSortIndicatorShown(isShown);
    return worked;
}
} // namespace

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
                                    : horizontalHeader()->fontMetrics().horizontalAdvance(title) + CellPadding + 2;
    for (int row = 0; row < model()->rowCount(); ++row) {
        for (const QString &word : model()->index(row, column).data().toString().split(blanks)) {
            if (!word.contains(QChar(0x200B)))
                widest = std::max(widest, fontMetrics().horizontalAdvance(word) + CellPadding + 1);
        }
    }
    return widest;
}

void DataTable::fitAllColumns(int least)
{
    struct Need
    {
        int column;
        int least;
        int wanted;
    };
    std::vector<Need> needs;
    for (const int column : shownColumns(*this)) {
        const int wanted = wantedWidth(column);
        needs.push_back({column,
                         std::max(horizontalHeader()->sectionSizeHint(column), std::min(theme::scaled(least), wanted)),
                         wanted});
    }
    const auto widthOf = [](const Need &need, int most) { return std::max(need.least, std::min(need.wanted, most)); };
    const auto fits = [&](int most) {
        return std::accumulate(needs.begin(), needs.end(), 0, [&](int sum, const Need &need) {
                   return sum + widthOf(need, most);
               }) <= viewport()->width();
    };
    // The width that none passes, found by halving.
    int most = 0;
    for (int step = 1 << 15; step > 0; step /= 2) {
        if (fits(most + step))
            most += step;
    }
    for (const Need &need : needs)
        setColumnWidth(need.column, widthOf(need, most));
}

void DataTable::fitAllColumns(int least, std::span<const int> order)
{
    std::map<int, int> widths;
    int tooWide = -viewport()->width();
    for (const int column : shownColumns(*this)) {
        widths[column] = wantedWidth(column);
        tooWide += widths[column];
    }
    for (const int column : order) {
        const int wanted = widths[column];
        const int narrowest =
            std::max(horizontalHeader()->sectionSizeHint(column), std::min(theme::scaled(least), wanted));
        const int given = std::clamp(tooWide, 0, std::max(0, wanted - narrowest));
        widths[column] -= given;
        tooWide -= given;
    }
    for (const auto &[column, width] : widths)
        setColumnWidth(column, width);
}

int DataTable::roomLeft() const
{
    return viewport()->width() - horizontalHeader()->length();
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

/// Columns keep holding what they held when text gets larger or smaller.
void DataTable::scaleColumns()
{
    const int before = std::exchange(m_lineHeight, fontMetrics().height());
    if (before == 0 || before == m_lineHeight || model() == nullptr)
        return;
    // From the exact width, where nobody has changed it since: else it would shrink with each round of sizes.
    m_exactWidths.resize(static_cast<std::size_t>(model()->columnCount()));
    for (int column = 0; column < model()->columnCount(); ++column) {
        if (column == m_elastic || isColumnHidden(column))
            continue;
        double &exact = m_exactWidths[static_cast<std::size_t>(column)];
        if (qRound(exact) != columnWidth(column))
            exact = columnWidth(column);
        exact *= static_cast<double>(m_lineHeight) / before;
        setColumnWidth(column, qRound(exact));
    }
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

void DataTable::setColumnsOf(const QString &what)
{
    if (what == m_what)
        return;
    keepColumns();
    m_what = what;
    m_isSetByHand = false;
    m_isOther = true;
}

/// Columns of another name, or in another order, are not those that were set.
QByteArray DataTable::columnNames() const
{
    QCryptographicHash names(QCryptographicHash::Sha1);
    for (int column = 0; model() && column < model()->columnCount(); ++column) {
        names.addData(columnName(*this, column).toUtf8());
        names.addData(QByteArrayLiteral("\n"));
    }
    return names.result().toHex();
}

void DataTable::keepColumns()
{
    if (m_isSetByHand && model() && model()->columnCount() > 0)
        m_kept.keep(m_what, {columnNames(), m_lineHeight, horizontalHeader()->saveState()});
}

std::string DataTable::columnState()
{
    keepColumns();
    return m_kept.text();
}

void DataTable::restoreColumnState(const std::string &state)
{
    m_kept = KeptColumns::read(state);
    takeKept();
}

/// What is known of the columns that are there now.
void DataTable::takeKept()
{
    if (m_isSetByHand || !model() || model()->columnCount() == 0)
        return;
    const auto kept = m_kept.of(m_what, columnNames());
    m_isRestoring = true;
    const bool isRestored = kept && restoreButSorting(*horizontalHeader(), kept->state);
    m_isRestoring = false;
    if (isRestored) {
        m_isSetByHand = true;
        // They are as wide as the text of that time asked for.
        m_lineHeight = kept->lineHeight;
        scaleColumns();
        stretchElastic();
    } else if (m_isOther) {
        showColumnsInOrder();
    }
    m_isOther = false;
}

void DataTable::showColumnsInOrder()
{
    QHeaderView *header = horizontalHeader();
    for (int column = 0; column < header->count(); ++column) {
        showColumn(column);
        header->moveSection(header->visualIndex(column), column);
    }
}

} // namespace smc::gui
