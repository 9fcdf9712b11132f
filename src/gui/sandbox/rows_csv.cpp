#include "rows_csv.h"

#include "../text.h"

#include <QCoreApplication>
#include <QSaveFile>

namespace smc::gui {

std::string csvLine(const sandbox::StoredRow &cells)
{
    std::string line;
    for (std::size_t at = 0; at < cells.size(); ++at) {
        if (at > 0)
            line += ',';
        if (!cells[at])
            continue;
        const std::string &text = *cells[at];
        if (!text.empty() && text.find_first_of("\",\r\n") == std::string::npos) {
            line += text;
            continue;
        }
        line += '"';
        for (const char c : text)
            line += c == '"' ? std::string(2, c) : std::string(1, c);
        line += '"';
    }
    return line + "\r\n";
}

Result<qint64> writeRowsAsCsv(const QString &stateFile, const sandbox::RowsQuery &query, const QString &path)
{
    if (stateFile.isEmpty())
        return fail("sandbox_state", "The sandbox is not running.");
    QSaveFile file(path);
    bool isGood = file.open(QIODevice::WriteOnly);
    qint64 records = 0;
    const auto write = [&](const sandbox::StoredRow &cells) {
        const std::string line = csvLine(cells);
        isGood = isGood && file.write(line.data(), static_cast<qint64>(line.size())) >= 0;
        return isGood;
    };
    sandbox::RowsSink sink;
    sink.columns = [&](const std::vector<std::string> &columns) { return write({columns.begin(), columns.end()}); };
    sink.row = [&](const sandbox::StoredRow &row) {
        ++records;
        return write(row);
    };
    const Result<void> read = isGood ? sandbox::readAllRows(stateFile, query, sink) : Result<void>();
    if (!read)
        return tl::make_unexpected(read.error());
    if (!isGood || !file.commit())
        return fail("export_failed",
                    toUtf8(QCoreApplication::translate("smc::gui::RowsPane", "%1 could not be written. %2")
                               .arg(path, file.errorString())));
    return records;
}

} // namespace smc::gui
