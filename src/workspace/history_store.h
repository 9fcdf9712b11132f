// The history of what was sent: SQLite (WAL) in `history.sqlite`, bounded, safe for several programs at once.
#pragma once

#include "history_entry.h"

#include <base/error.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace smc::workspace {

/// The oldest entries go as soon as one of these is passed.
struct HistoryLimits
{
    std::int64_t mostEntries = 10'000;
    std::int64_t mostBytes = 256 << 20; ///< Sum of HistorySummary::bytes; the file is somewhat larger.
};

/// The limits in the workspace's settings.json, {"history":{"mostEntries":10000,"mostBytes":268435456}}; the usual ones
/// for what is missing or no whole number above 0.
HistoryLimits historyLimits(const std::string &directory);

/// One page, newest first.
struct HistoryQuery
{
    std::optional<std::int64_t> before; ///< The id of the last entry of the page before; none for the first page.
    int count = 100;                    ///< 1 to 1000.
    std::string profileId;              ///< Only of this profile; empty for all.
    std::string verdict;                ///< Only with this verdict; empty for all.
};

class HistoryDatabase;

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
    /// With the limits that the workspace's settings give.
    static Result<HistoryStore> open(const std::string &directory);

    HistoryStore(HistoryStore &&) noexcept;
    HistoryStore &operator=(HistoryStore &&) noexcept;
    ~HistoryStore();

    /// Why the history begins anew (code history_damaged), if it was set aside when it was opened or later.
    const std::optional<Error> &setAside() const;

    /// Keeps `entry` (its id and bytes don't matter), drops the oldest ones beyond the limits, and returns its id.
    /// Where the database is damaged, it is set aside and the entry goes to the new one: no error, see setAside().
    /// Code: history_entry_too_large where it is larger than mostBytes by itself.
    Result<std::int64_t> append(const HistoryEntry &entry);

    Result<std::vector<HistorySummary>> page(const HistoryQuery &query = {});

    /// None where there is no such entry (any more).
    Result<std::optional<HistoryEntry>> get(std::int64_t id);

    struct Size
    {
        std::int64_t entries = 0;
        std::int64_t bytes = 0;
        bool operator==(const Size &) const = default;
    };
    Result<Size> size();

    /// From now on, and at once for what is there.
    Result<void> setLimits(HistoryLimits limits);

    /// One that is not there is no error.
    Result<void> remove(std::int64_t id);

    /// Removes every entry; nothing of them stays in the file. Entries that come later have higher ids all the same.
    Result<void> clear();

private:
    explicit HistoryStore(std::unique_ptr<HistoryDatabase> database);

    std::unique_ptr<HistoryDatabase> m_database;
};

} // namespace smc::workspace
