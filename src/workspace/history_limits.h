// How large the history may grow: kept in the workspace's settings.json.
#pragma once

#include <base/error.h>

#include <cstdint>
#include <optional>
#include <string>

namespace smc::workspace {

/// The oldest entries that are not pinned go as soon as one of these is passed. Pinned ones may take up half of each.
struct HistoryLimits
{
    std::int64_t mostEntries = 10'000;
    std::int64_t mostBytes = 256 << 20; ///< Sum of HistorySummary::bytes; the file is somewhat larger.

    bool operator==(const HistoryLimits &) const = default;
};

/// What the workspace's settings say of them.
struct ReadLimits
{
    HistoryLimits limits;
    /// What is wrong with settings.json, in a sentence that says which bounds hold: settings_damaged (no JSON object;
    /// it was set aside, the sentence says where), settings_invalid (a bound that is none; the file is left as it is),
    /// file_not_read, file_too_large, file_not_set_aside, workspace_locked.
    std::optional<Error> problem{};
};

/// {"history":{"mostEntries":10000,"mostBytes":268435456}}; the usual ones for what is missing or no whole number
/// above 0.
ReadLimits readHistoryLimits(const std::string &directory);

/// Writes them, and leaves what else stands in the file. A bound in it that is none is copied aside with the file
/// before another takes its place. Codes: settings_unreadable (the file is no JSON object, and is left as it is),
/// file_not_read, file_too_large, file_not_written, workspace_locked, workspace_not_writable.
Result<void> keepHistoryLimits(const std::string &directory, HistoryLimits limits);

} // namespace smc::workspace
