#include "history_model.h"

#include "../text.h"

#include <QPointer>

#include <algorithm>
#include <array>
#include <unordered_set>

namespace smc::gui {

namespace {

using workspace::HistoryOrder;

constexpr int LargePage = 1000;

constexpr std::array<HistoryOrder, HistoryModel::ColumnCount> Orders = {
    HistoryOrder::Time,   HistoryOrder::Verdict,  HistoryOrder::Sentence, HistoryOrder::Call,
    HistoryOrder::Status, HistoryOrder::Duration, HistoryOrder::Profile,  HistoryOrder::Size};

} // namespace

HistoryModel::HistoryModel(HistoryService &history, QObject *parent)
    : QAbstractTableModel(parent)
    , m_history(history)
{
    m_query.count = PageSize;
}

HistoryModel::~HistoryModel()
{
    m_turn.outdate();
}

void HistoryModel::setFilter(const workspace::HistoryFilter &filter)
{
    if (m_query.filter == filter)
        return;
    m_query.filter = filter;
    reload();
}

void HistoryModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= ColumnCount)
        return;
    const HistoryOrder wanted = Orders[static_cast<std::size_t>(column)];
    const auto direction =
        order == Qt::AscendingOrder ? workspace::Direction::Ascending : workspace::Direction::Descending;
    if (m_query.order == wanted && m_query.direction == direction)
        return;
    m_query.order = wanted;
    m_query.direction = direction;
    reload();
}

bool HistoryModel::isNewestFirst() const
{
    return m_query.order == HistoryOrder::Time && m_query.direction == workspace::Direction::Descending;
}

void HistoryModel::complain(const Error &error)
{
    if (error.code != "history_outdated" && error.code != "history_not_open")
        Q_EMIT failed(fromUtf8(error.message));
}

void HistoryModel::reload()
{
    m_turn.outdate();
    m_turn = HistoryTurn();
    m_isLoaded = false;
    m_isReading = false;
    readFirst();
}

QCoro::Task<void> HistoryModel::readFirst()
{
    const QPointer<HistoryModel> self(this);
    const HistoryTurn turn = m_turn;
    workspace::HistoryQuery query = m_query;
    Result<Page> page = co_await m_history.page(std::move(query), turn);
    if (!self || turn.isOutdated())
        co_return;
    if (!page)
        complain(page.error());
    replaceBy(page ? std::move(*page) : Page());
}

void HistoryModel::replaceBy(Page page)
{
    beginResetModel();
    m_entries = std::move(page);
    m_hasMore = m_entries.size() == static_cast<std::size_t>(PageSize);
    m_isLoaded = true;
    endResetModel();
    Q_EMIT loaded();
}

void HistoryModel::takeNew()
{
    if (!m_isLoaded)
        return; // They come with what is being read.
    if (isNewestFirst())
        readNew();
    else
        reload();
}

QCoro::Task<void> HistoryModel::readNew()
{
    const QPointer<HistoryModel> self(this);
    const HistoryTurn turn = m_turn;
    workspace::HistoryQuery query = m_query;
    query.newerThan = newestId();
    const Result<Page> page = co_await m_history.page(std::move(query), turn);
    if (!self || turn.isOutdated())
        co_return;
    if (!page) {
        complain(page.error());
        co_return;
    }
    if (page->size() == static_cast<std::size_t>(PageSize)) {
        reload(); // More may have come than one page holds.
        co_return;
    }
    insert(*page);
    Q_EMIT loaded();
}

std::int64_t HistoryModel::newestId() const
{
    std::int64_t newest = 0;
    for (const auto &entry : m_entries)
        newest = std::max(newest, entry.id);
    return newest;
}

/// Entries that came since stand at the top, but for those that began before others ended.
void HistoryModel::insert(const Page &fresh)
{
    const auto isAbove = [](const auto &a, const auto &b) {
        return std::pair(a.timeMs, a.id) > std::pair(b.timeMs, b.id);
    };
    for (auto first = fresh.begin(); first != fresh.end();) {
        const auto place = std::lower_bound(m_entries.begin(), m_entries.end(), *first, isAbove);
        if (place == m_entries.end() && m_hasMore)
            return; // These come with the pages below.
        const auto last =
            place == m_entries.end()
                ? fresh.end()
                : std::find_if(first, fresh.end(), [&](const auto &entry) { return !isAbove(entry, *place); });
        if (first == last) { // It was taken before.
            ++first;
            continue;
        }
        const int row = static_cast<int>(place - m_entries.begin());
        beginInsertRows({}, row, row + static_cast<int>(last - first) - 1);
        m_entries.insert(place, first, last);
        endInsertRows();
        first = last;
    }
}

bool HistoryModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_hasMore && m_isLoaded && !m_isReading;
}

void HistoryModel::fetchMore(const QModelIndex &parent)
{
    if (canFetchMore(parent) && !m_entries.empty())
        readNext(PageSize);
}

QCoro::Task<void> HistoryModel::readNext(int count)
{
    const QPointer<HistoryModel> self(this);
    const HistoryTurn turn = m_turn;
    m_isReading = true;
    workspace::HistoryQuery query = m_query;
    query.after = m_entries.back();
    query.count = count;
    const Result<Page> page = co_await m_history.page(std::move(query), turn);
    if (!self || turn.isOutdated())
        co_return;
    if (!page)
        complain(page.error());
    append(page.value_or(Page()), count);
}

void HistoryModel::append(const Page &page, int wanted)
{
    m_hasMore = page.size() == static_cast<std::size_t>(wanted);
    if (!page.empty()) {
        const int first = rowCount();
        beginInsertRows({}, first, first + static_cast<int>(page.size()) - 1);
        m_entries.insert(m_entries.end(), page.begin(), page.end());
        endInsertRows();
    }
    m_isReading = false;
    Q_EMIT loaded();
}

bool HistoryModel::readTowards(std::int64_t id)
{
    if (!m_isLoaded || m_isReading)
        return true;
    if (rowOf(id) >= 0 || m_entries.empty() || !m_hasMore || isPassed(id))
        return false;
    readNext(LargePage);
    return true;
}

/// Newest first, ids fall down the table, but not strictly: what took long stands below what was quick.
bool HistoryModel::isPassed(std::int64_t id) const
{
    const auto seen = static_cast<std::ptrdiff_t>(std::min<std::size_t>(m_entries.size(), LargePage));
    return isNewestFirst() && seen == LargePage &&
           std::all_of(m_entries.end() - seen, m_entries.end(), [id](const auto &entry) { return entry.id < id; });
}

bool HistoryModel::readTowardsEnd(int most)
{
    if (m_isLoaded && !m_isReading && m_hasMore && !m_entries.empty() && rowCount() < most)
        readNext(std::min(LargePage, most - rowCount()));
    return !m_isLoaded || m_isReading;
}

int HistoryModel::rowOf(std::int64_t id) const
{
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [&](const auto &entry) { return entry.id == id; });
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

void HistoryModel::drop(const std::vector<std::int64_t> &ids)
{
    constexpr std::size_t OneByOne = 100;
    if (ids.size() > OneByOne) {
        reload();
        return;
    }
    for (const std::int64_t id : ids) {
        const int row = rowOf(id);
        if (row < 0)
            continue;
        beginRemoveRows({}, row, row);
        m_entries.erase(m_entries.begin() + row);
        endRemoveRows();
    }
    if (m_entries.empty() && m_hasMore)
        reload();
}

void HistoryModel::setPinned(const std::vector<std::int64_t> &ids, workspace::Pin pin)
{
    const std::unordered_set<std::int64_t> wanted(ids.begin(), ids.end());
    int first = -1;
    int last = -1;
    for (int row = 0; row < rowCount(); ++row) {
        workspace::HistorySummary &entry = m_entries[static_cast<std::size_t>(row)];
        if (!wanted.contains(entry.id))
            continue;
        entry.pinned = pin == workspace::Pin::Pinned;
        first = first < 0 ? row : first;
        last = row;
    }
    if (first >= 0)
        Q_EMIT dataChanged(index(first, 0), index(last, ColumnCount - 1));
}

void HistoryModel::setNote(std::int64_t id, const std::string &note)
{
    const int row = rowOf(id);
    if (row < 0)
        return;
    m_entries[static_cast<std::size_t>(row)].note = note;
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

} // namespace smc::gui
