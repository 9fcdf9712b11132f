// Records and requests of the sandbox as a file: for a spreadsheet, or for a script.
#pragma once

#include <base/error.h>
#include <sandbox/server.h>
#include <sandbox/state.h>

#include <QString>

#include <string>
#include <vector>

namespace smc::gui {

enum class RowsFormat : std::uint8_t {
    Csv,    ///< RFC 4180, with a line of the columns' names.
    Ndjson, ///< One JSON object a line.
};
/// What the name of a file asks for: Ndjson for .ndjson and .jsonl, else Csv.
RowsFormat rowsFormatOf(const QString &path);
/// The formats, for a dialog that asks for a file.
QString rowsFilter();

/// A line of CSV with CR LF (RFC 4180). A null is nothing, a text of no characters is "".
std::string csvLine(const sandbox::StoredRow &cells);
/// An object with LF. Numbers, booleans and JSON stand as the store spells them.
std::string ndjsonLine(const std::vector<std::string> &columns, const std::vector<sandbox::DataType> &types,
                       const sandbox::StoredRow &cells);
/// True for the text of a number, a boolean or JSON in a column of such a type: it can stand in JSON without quotes.
bool isBareJson(sandbox::DataType type, const std::string &text);

/// All records of the sandbox's `stateFile` that `query` matches, in its order: the whole file at `path`, in the format
/// of its name, or none. How many they are. Waits for the disk.
Result<qint64> writeRows(const QString &stateFile, const sandbox::RowsQuery &query, const QString &path);
/// The same of what was asked of the sandbox, with times in UTC.
Result<qint64> writeRequests(const std::vector<sandbox::RequestLogEntry> &requests, const QString &path);

} // namespace smc::gui
