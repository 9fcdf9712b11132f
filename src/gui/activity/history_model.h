// The history as a table, read page by page as it is scrolled. Pages come a little later than they are asked for.
#pragma once

#include "../history_service.h"

#include <workspace/history_query.h>

#include <QAbstractTableModel>
#include <QCoro/QCoroTask>

#include <limits>
#include <vector>

namespace smc::gui {

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
        SizeColumn,
        ColumnCount
    };
    static constexpr int PageSize = 100;

    /// `history` must outlive the model. Nothing is read before the first reload().
    explicit HistoryModel(HistoryService &history, QObject *parent = nullptr);
    ~HistoryModel() override;

    /// Which entries are shown. Those that were stay until the new ones are there.
    void setFilter(const workspace::HistoryFilter &filter);
    const workspace::HistoryFilter &filter() const { return m_query.filter; }
    /// What is asked for a page, from the first one on.
    const workspace::HistoryQuery &query() const { return m_query; }

    /// Reads from the start.
    void reload();
    bool isNewestFirst() const;
    /// Puts entries that came since where they belong. Reads from the start where the newest do not stand first.
    void takeNew();

    /// False until the first answer to the present filter and order has come.
    bool isLoaded() const { return m_isLoaded; }

    const workspace::HistorySummary &entry(int row) const { return m_entries[static_cast<std::size_t>(row)]; }
    /// -1 where it is not among what was read.
    int rowOf(std::int64_t id) const;
    /// Reads on where `id` may stand below what was read: ask again when that has loaded. False where it is there, or
    /// nowhere.
    bool readTowards(std::int64_t id);
    /// Reads on, many at once: ask again when that has loaded. False where all of them are there, or `most`.
    bool readTowardsEnd(int most = std::numeric_limits<int>::max());
    /// Whether there are entries below those that were read.
    bool hasMore() const { return m_hasMore; }

    /// Takes entries out that are in the history no more.
    void drop(const std::vector<std::int64_t> &ids);
    /// Shows a pin or a note that was changed.
    void setPinned(const std::vector<std::int64_t> &ids, workspace::Pin pin);
    void setNote(std::int64_t id, const std::string &note);

    int rowCount(const QModelIndex &parent = {}) const final;
    int columnCount(const QModelIndex &parent = {}) const final;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const final;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const final;
    bool canFetchMore(const QModelIndex &parent) const final;
    void fetchMore(const QModelIndex &parent) final;
    void sort(int column, Qt::SortOrder order) final;

Q_SIGNALS:
    /// An answer has come, and the table shows it.
    void loaded();
    /// The history could not be read.
    void failed(const QString &sentence);

private:
    using Page = std::vector<workspace::HistorySummary>;

    QCoro::Task<void> readFirst();
    QCoro::Task<void> readNext(int count);
    QCoro::Task<void> readNew();
    void replaceBy(Page page);
    void append(const Page &page, int wanted);
    void insert(const Page &fresh);
    std::int64_t newestId() const;
    bool isPassed(std::int64_t id) const;
    void complain(const Error &error);
    QString textOf(const workspace::HistorySummary &entry, int column) const;
    QString tipOf(const workspace::HistorySummary &entry, int column) const;

    HistoryService &m_history;
    workspace::HistoryQuery m_query;
    Page m_entries;
    HistoryTurn m_turn; ///< Of the present filter and order.
    bool m_isLoaded = false;
    bool m_isReading = false; ///< The next page.
    bool m_hasMore = false;
};

} // namespace smc::gui
