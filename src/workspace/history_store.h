// The history of what was sent: SQLite (WAL) in `history.sqlite`, bounded, safe for several programs at once.
#pragma once

#include "history_limits.h"
#include "history_query.h"

#include <base/error.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace smc::workspace {

/// How far a search has come.
struct SearchProgress
{
    std::int64_t found = 0;
    bool isDone = false;    ///< Every entry was looked at.
    bool isCaughtUp = true; ///< Those that came since it began were.

    bool operator==(const SearchProgress &) const = default;
};

enum class Pin : std::uint8_t { Pinned, Unpinned };

class HistoryDatabase;
class HistorySearch;

/// To be used in the thread that opened it. An operation waits up to five seconds for another program that writes.
///
/// Every operation can fail with history_unavailable (the sentence holds what the database said) or history_damaged:
/// the database turned out to be damaged, was set aside, and a new one has been begun; the sentence says where the old
/// one is.
class HistoryStore
{
public:
    /// Opens the history of the workspace in `directory`, makes it where there is none, and brings an older one up to
    /// date. A damaged one is set aside, and a new one begun: setAside() says so. Codes: history_unavailable,
    /// history_newer (written by a newer version of this program; left alone), workspace_locked,
    /// workspace_not_writable, file_not_set_aside.
    static Result<HistoryStore> open(const std::string &directory, HistoryLimits limits);
    /// With the limits that the workspace's settings give; readHistoryLimits() says what is wrong with those.
    static Result<HistoryStore> open(const std::string &directory);

    HistoryStore(HistoryStore &&) noexcept;
    HistoryStore &operator=(HistoryStore &&) noexcept;
    ~HistoryStore();

    /// Why the history begins anew (code history_damaged), if it was set aside when it was opened or later.
    const std::optional<Error> &setAside() const;

    /// Keeps `entry` (its id, bytes, pin and note don't matter), drops the oldest ones beyond the limits, and returns
    /// its id. Where the database is damaged, it is set aside and the entry goes to the new one: no error, see
    /// setAside(). Codes: history_entry_too_large where it is larger than mostBytes by itself, history_full where
    /// pinned entries leave no room for it.
    Result<std::int64_t> append(const HistoryEntry &entry);

    /// With a text in the filter: of what search() has found for the same filter up to now.
    Result<std::vector<HistorySummary>> page(const HistoryQuery &query = {});
    /// How many entries `filter` lets through; with a text in it as page().
    Result<std::int64_t> count(const HistoryFilter &filter);

    /// Looks for `filter.text` in the next piece of the history, newest first, which takes some hundredths of a second.
    /// Call it until isDone; later calls look at what came since. Another filter begins anew. Code:
    /// history_text_too_long above MostSearchBytes.
    Result<SearchProgress> search(const HistoryFilter &filter);
    static constexpr std::size_t MostSearchBytes = 4096;

    /// None where there is no such entry (any more).
    Result<std::optional<HistoryEntry>> get(std::int64_t id);

    struct Size
    {
        std::int64_t entries = 0;
        std::int64_t bytes = 0;
        std::int64_t pinnedEntries = 0;
        std::int64_t pinnedBytes = 0;
        /// Of answers in files of their own (spool_folder.h): bounded by themselves, and in no other number here.
        std::int64_t spooledBytes = 0;
        bool operator==(const Size &) const = default;
    };
    Result<Size> size();
    /// Another number than before where another program, or another store, has changed the history since.
    Result<std::int64_t> version();
    HistoryLimits limits() const;

    /// From now on, and at once for what is there and for the large answers of what goes. Pinned entries stay even
    /// where they pass the new limits.
    Result<void> setLimits(HistoryLimits limits);

    /// All of them or, on an error, none. Code: history_pins_full where pinned entries would take up more than half of
    /// a limit, so that too little room is left for new ones.
    Result<void> setPinned(const std::vector<std::int64_t> &ids, Pin pin);

    /// An empty note is none. Code: history_note_too_long above MostNoteBytes.
    Result<void> setNote(std::int64_t id, const std::string &note);
    static constexpr std::size_t MostNoteBytes = 4096;

    /// Removes entries so that they can be restored until forgetRemoved(), or for ten minutes where that is never
    /// called. One that is not there is no error.
    Result<void> remove(const std::vector<std::int64_t> &ids);
    /// Brings back what remove() took; how many could be brought back.
    Result<std::int64_t> restore(const std::vector<std::int64_t> &ids);
    /// Nothing of what was removed stays in the file.
    Result<void> forgetRemoved();

    /// Removes every entry; nothing of them stays in the file. Entries that come later have higher ids all the same.
    Result<void> clear();

private:
    explicit HistoryStore(std::unique_ptr<HistoryDatabase> database);
    Result<void> write(const std::function<Result<void>()> &work);
    Error failed(const Error &error);
    Result<void> empty(const char *statement);

    std::unique_ptr<HistoryDatabase> m_database;
    std::unique_ptr<HistorySearch> m_search;
};

} // namespace smc::workspace
