// The history as the console uses it: read and written in a thread of its own, awaited in the main one.
#pragma once

#include <workspace/history_store.h>

#include <QCoro/QCoroTask>
#include <QObject>

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

class QThread;

namespace smc::gui {

/// Ends questions that nobody waits for any more: the next one is asked with a turn of its own.
class HistoryTurn
{
public:
    void outdate() { m_isOutdated->store(true); }
    bool isOutdated() const { return m_isOutdated->load(); }

private:
    std::shared_ptr<std::atomic<bool>> m_isOutdated = std::make_shared<std::atomic<bool>>(false);
};

/// Questions are answered in the order in which they come, but one that reads much lets others pass between its steps.
/// The codes of errors are those of workspace::HistoryStore, history_not_open where it
/// could not be opened, and history_outdated for a question whose turn is over.
///
/// Lives in the main thread. Going away waits for what is to be written; questions that are awaited still get an
/// answer.
class HistoryService : public QObject
{
    Q_OBJECT

public:
    using Ids = std::vector<std::int64_t>;

    /// Opens the history of the workspace in `folder`, with the limits of its settings.
    explicit HistoryService(std::string folder, QObject *parent = nullptr);
    ~HistoryService() override;

    /// Comes back once the history is open, or with the error why it can't be.
    QCoro::Task<Result<void>> opened();

    QCoro::Task<Result<std::int64_t>> append(workspace::HistoryEntry entry);
    QCoro::Task<Result<std::optional<workspace::HistoryEntry>>> get(std::int64_t id);
    /// As many of `ids` as are there, in their order, up to `mostBytes` of them.
    QCoro::Task<Result<std::vector<workspace::HistoryEntry>>> get(Ids ids, std::int64_t mostBytes);

    /// A text in the filter is looked for.
    QCoro::Task<Result<std::vector<workspace::HistorySummary>>> page(workspace::HistoryQuery query,
                                                                     HistoryTurn turn = HistoryTurn());
    QCoro::Task<Result<std::int64_t>> count(workspace::HistoryFilter filter, HistoryTurn turn = HistoryTurn());
    /// Entries beyond the pages that were read: their ids in the query's order, at most `most` of them.
    QCoro::Task<Result<Ids>> ids(workspace::HistoryQuery query, std::size_t most, HistoryTurn turn = HistoryTurn());

    struct Extent
    {
        workspace::HistoryStore::Size size;
        workspace::HistoryLimits limits;
    };
    QCoro::Task<Result<Extent>> extent();
    /// Whether another program has changed the history since this was asked last; true for the first time.
    QCoro::Task<Result<bool>> hasChangedElsewhere();
    /// Kept in the workspace's settings, and in force at once.
    QCoro::Task<Result<void>> setLimits(workspace::HistoryLimits limits);

    QCoro::Task<Result<void>> setPinned(Ids ids, workspace::Pin pin);
    QCoro::Task<Result<void>> setNote(std::int64_t id, std::string note);
    QCoro::Task<Result<void>> remove(Ids ids);
    QCoro::Task<Result<std::int64_t>> restore(Ids ids);
    QCoro::Task<Result<void>> forgetRemoved();
    QCoro::Task<Result<void>> clear();

Q_SIGNALS:
    /// The history was damaged and begins anew, or can't be used at all.
    void trouble(const QString &sentence);
    /// What is wrong with the workspace's settings, once after the start.
    void settingsTrouble(const QString &sentence);

private:
    enum class Step { Done, Again };
    /// `store` is nothing where the history can't be opened.
    using Job = std::function<Step(workspace::HistoryStore *store)>;
    /// An answer, or nothing where there is more to do.
    template <typename R>
    using Work = std::function<std::optional<Result<R>>(workspace::HistoryStore &store)>;
    template <typename R>
    QCoro::Task<Result<R>> ask(Work<R> work, HistoryTurn turn = HistoryTurn());

    void post(Job job);
    void work();
    void runJobs(workspace::HistoryStore *store);
    using Said = void (HistoryService::*)(const QString &sentence);
    void report(const Error &error, Said said);

    std::string m_folder;
    QObject m_receiver; ///< Takes the answers in the main thread.
    std::unique_ptr<QThread> m_thread;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Job> m_jobs;
    bool m_isEnding = false;
    std::optional<Error> m_openError;      ///< The worker's alone.
    std::optional<std::int64_t> m_version; ///< Likewise.
};

} // namespace smc::gui
