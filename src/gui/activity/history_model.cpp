#include "history_model.h"

#include "../icons.h"
#include "../text.h"
#include "../widgets/data_table.h"
#include "entry_words.h"

#include <workspace/history_store.h>

#include <algorithm>

namespace smc::gui {

HistoryModel::HistoryModel(workspace::HistoryStore *store, QObject *parent)
    : QAbstractTableModel(parent)
    , m_store(store)
{
    reload();
}

void HistoryModel::setFilter(const HistoryFilter &filter)
{
    if (m_filter == filter)
        return;
    m_filter = filter;
    reload();
}

std::vector<workspace::HistorySummary> HistoryModel::read(std::optional<std::int64_t> before, int count)
{
    if (m_store == nullptr)
        return {};
    workspace::HistoryQuery query;
    query.before = before;
    query.count = count;
    query.profileId = m_filter.profileId;
    query.verdict = m_filter.verdict;
    auto page = m_store->page(query);
    if (!page) {
        Q_EMIT failed(fromUtf8(page.error().message));
        return {};
    }
    return std::move(*page);
}

void HistoryModel::reload()
{
    beginResetModel();
    m_entries = read({}, PageSize);
    m_hasMore = m_entries.size() == static_cast<std::size_t>(PageSize);
    endResetModel();
}

void HistoryModel::takeNew()
{
    const std::int64_t newest = m_entries.empty() ? 0 : m_entries.front().id;
    std::vector<workspace::HistorySummary> fresh = read({}, PageSize);
    const auto old = std::find_if(fresh.begin(), fresh.end(), [&](const auto &entry) { return entry.id <= newest; });
    if (old == fresh.end() && !m_entries.empty()) {
        reload(); // More came than one page holds.
        return;
    }
    fresh.erase(old, fresh.end());
    if (fresh.empty())
        return;
    beginInsertRows({}, 0, static_cast<int>(fresh.size()) - 1);
    m_entries.insert(m_entries.begin(), fresh.begin(), fresh.end());
    endInsertRows();
}

Result<void> HistoryModel::remove(const std::vector<std::int64_t> &ids)
{
    for (const std::int64_t id : ids) {
        if (m_store == nullptr)
            break;
        if (auto removed = m_store->remove(id); !removed)
            return removed;
        const int row = rowOf(id);
        if (row < 0)
            continue;
        beginRemoveRows({}, row, row);
        m_entries.erase(m_entries.begin() + row);
        endRemoveRows();
    }
    return {};
}

int HistoryModel::rowOf(std::int64_t id) const
{
    const auto found =
        std::find_if(m_entries.begin(), m_entries.end(), [&](const auto &entry) { return entry.id == id; });
    return found == m_entries.end() ? -1 : static_cast<int>(found - m_entries.begin());
}

int HistoryModel::findRow(std::int64_t id)
{
    // Ids fall down the table: it stands below what was read, or it is not there.
    while (rowOf(id) < 0 && m_hasMore && !m_entries.empty() && m_entries.back().id > id)
        fetchMore({});
    return rowOf(id);
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

bool HistoryModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && m_hasMore;
}

void HistoryModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent) || m_entries.empty())
        return;
    const std::vector<workspace::HistorySummary> page = read(m_entries.back().id, PageSize);
    m_hasMore = page.size() == static_cast<std::size_t>(PageSize);
    if (page.empty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(page.size()) - 1);
    m_entries.insert(m_entries.end(), page.begin(), page.end());
    endInsertRows();
}

QString HistoryModel::textOf(const workspace::HistorySummary &entry, int column) const
{
    switch (column) {
    case TimeColumn:
        return timeInWords(entry.timeMs);
    case VerdictColumn:
        return verdictWord(entry.verdict).word;
    case CallColumn:
        return callInWords(entry.callType);
    case SentenceColumn:
        return fromUtf8(entry.sentence);
    case StatusColumn:
        return entry.status == 0 ? QStringLiteral("–") : QString::number(entry.status);
    case DurationColumn:
        return entry.method.empty() ? QStringLiteral("–") : durationInWords(entry.durationMs);
    case ProfileColumn:
        return fromUtf8(entry.profileName);
    default:
        return {};
    }
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const workspace::HistorySummary &shown = entry(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return textOf(shown, column);
    case Qt::DecorationRole:
        if (column == VerdictColumn) {
            const theme::Tone tone = verdictWord(shown.verdict).tone;
            return icon(iconNameOf(tone), tone);
        }
        return {};
    case Qt::ToolTipRole:
        if (column == TimeColumn)
            return timeInUtc(shown.timeMs);
        if (column == ProfileColumn)
            return tr("%1 (%2)").arg(fromUtf8(shown.profileName), fromUtf8(shown.environment));
        if (column == StatusColumn && !shown.method.empty())
            return tr("%1 %2").arg(fromUtf8(shown.method), fromUtf8(shown.url));
        return textOf(shown, column);
    case Qt::TextAlignmentRole:
        if (column == StatusColumn || column == DurationColumn)
            return int(Qt::AlignRight | Qt::AlignVCenter);
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    case CopyRole:
        if (column == TimeColumn)
            return timeInUtc(shown.timeMs);
        return {};
    case JsonRole:
        if (column == StatusColumn)
            return shown.status == 0 ? QStringLiteral("null") : QString::number(shown.status);
        return {};
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && (section == StatusColumn || section == DurationColumn))
        return int(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case TimeColumn:
        return tr("Time");
    case VerdictColumn:
        return tr("Verdict");
    case CallColumn:
        return tr("Call");
    case SentenceColumn:
        return tr("What happened");
    case StatusColumn:
        return tr("Status");
    case DurationColumn:
        return tr("Took");
    case ProfileColumn:
        return tr("Profile");
    default:
        return {};
    }
}

} // namespace smc::gui
