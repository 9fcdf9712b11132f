// Between entries and the rows that hold them. Inside of the room only.
#pragma once

#include "history_entry.h"

#include <base/error.h>

#include <QByteArray>
#include <QSqlQuery>
#include <QString>

#include <vector>

namespace smc::workspace {

/// The columns of `entry` that summaryFrom() reads, in its order.
inline constexpr auto SummaryColumns =
    "entry.id, time_ms, profile_id, profile_name, environment, call_type, verdict, sentence, method, url, status,"
    " duration_ms, bytes, pinned, note";
inline constexpr int SummaryColumnCount = 15;

/// Entries that were removed and may still come back are no entries.
inline constexpr auto IsThere = "removed_ms = 0";

HistorySummary summaryFrom(const QSqlQuery &row);

/// Never null, which SQLite would take for NULL.
QString sqlText(const std::string &utf8);

/// A view of the bytes, which must outlive it. As a blob: SQLite's text ends at a zero byte for some readers.
QByteArray sqlBlob(const std::string &bytes);

/// Runs a prepared statement. Codes: those of execute().
Result<void> run(QSqlQuery &query);

/// The summaries that a statement gives.
Result<std::vector<HistorySummary>> summariesFrom(QSqlQuery &query);

/// "[1,2,3]", for json_each().
QString jsonOf(const std::vector<std::int64_t> &ids);

} // namespace smc::workspace
