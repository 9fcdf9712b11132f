// The history as a table, newest first, read page by page as it is scrolled.
#pragma once

#include <base/error.h>
#include <workspace/history_entry.h>

#include <QAbstractTableModel>

#include <string>
#include <vector>

namespace smc::workspace {
class HistoryStore;
} // namespace smc::workspace

namespace smc::gui {

/// Which entries are shown; what is empty does not filter.
struct HistoryFilter
{
    std::string profileId;
    std::string verdict;

    bool operator==(const HistoryFilter &) const = default;
    bool isEmpty() const { return profileId.empty() && verdict.empty(); }
};

class HistoryModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        TimeColumn,
        VerdictColumn,
        SentenceColumn,
        CallColumn,
        StatusColumn,
        DurationColumn,
        ProfileColumn,
        ColumnCount
    };
    static constexpr int PageSize = 100;

    /// `store` may be nothing: then there are no entries. It must outlive the model.
    explicit HistoryModel(workspace::HistoryStore *store, QObject *parent = nullptr);

    void setFilter(const HistoryFilter &filter);
    const HistoryFilter &filter() const { return m_filter; }

    /// Reads from the start.
    void reload();
    /// Puts entries that came since above the others.
    void takeNew();
    /// Removes entries from the history. The first error ends it.
    Result<void> remove(const std::vector<std::int64_t> &ids);

    const workspace::HistorySummary &entry(int row) const { return m_entries[static_cast<std::size_t>(row)]; }
    /// -1 where it is not among what was read.
    int rowOf(std::int64_t id) const;
    /// The same, reading on until it must have come.
    int findRow(std::int64_t id);

    int rowCount(const QModelIndex &parent = {}) const final;
    int columnCount(const QModelIndex &parent = {}) const final;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const final;
    bool canFetchMore(const QModelIndex &parent) const final;
    void fetchMore(const QModelIndex &parent) final;

Q_SIGNALS:
    /// The history could not be read.
    void failed(const QString &sentence);

private:
    std::vector<workspace::HistorySummary> read(std::optional<std::int64_t> before, int count);
    QString textOf(const workspace::HistorySummary &entry, int column) const;

    workspace::HistoryStore *m_store;
    HistoryFilter m_filter;
    std::vector<workspace::HistorySummary> m_entries;
    bool m_hasMore = false;
};

} // namespace smc::gui
