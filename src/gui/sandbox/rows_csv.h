// Records of the sandbox as a file for a spreadsheet.
#pragma once

#include <base/error.h>
#include <sandbox/state.h>

#include <QString>

namespace smc::gui {

/// A line of CSV with CR LF (RFC 4180). A null is nothing, a text of no characters is "".
std::string csvLine(const sandbox::StoredRow &cells);

/// All records of the sandbox's `stateFile` that `query` matches, in its order, under a line with their columns' names:
/// the whole file at `path` or none. How many they are. Waits for the disk.
Result<qint64> writeRowsAsCsv(const QString &stateFile, const sandbox::RowsQuery &query, const QString &path);

} // namespace smc::gui
