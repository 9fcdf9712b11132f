#include "rows_file.h"

#include "../save_trouble.h"
#include "../text.h"
#include "requests_model.h"

#include <json/document.h>
#include <json/writer.h>

#include <QCoreApplication>
#include <QSaveFile>

namespace smc::gui {

namespace {

using sandbox::DataType;

struct Words
{
    Q_DECLARE_TR_FUNCTIONS(smc::gui::RowsFile)
};

/// A file that takes lines, and is there only once all of them are.
class RowsFile
{
public:
    explicit RowsFile(const QString &path)
        : m_file(path)
        , m_format(rowsFormatOf(path))
        , m_isGood(m_file.open(QIODevice::WriteOnly))
    {
    }

    bool isGood() const { return m_isGood; }

    bool begin(std::vector<std::string> columns, std::vector<DataType> types)
    {
        m_columns = std::move(columns);
        m_types = std::move(types);
        return m_format == RowsFormat::Ndjson || write(csvLine({m_columns.begin(), m_columns.end()}));
    }

    bool add(const sandbox::StoredRow &cells)
    {
        ++m_count;
        return write(m_format == RowsFormat::Csv ? csvLine(cells) : ndjsonLine(m_columns, m_types, cells));
    }

    Result<qint64> finish()
    {
        if (m_isGood && m_file.commit())
            return m_count;
        return fail("export_failed", toUtf8(whyNotSaved(m_file)));
    }

private:
    bool write(const std::string &line)
    {
        m_isGood = m_isGood && m_file.write(line.data(), static_cast<qint64>(line.size())) >= 0;
        return m_isGood;
    }

    QSaveFile m_file;
    RowsFormat m_format;
    bool m_isGood;
    qint64 m_count = 0;
    std::vector<std::string> m_columns;
    std::vector<DataType> m_types;
};

} // namespace

RowsFormat rowsFormatOf(const QString &path)
{
    const bool isLines = path.endsWith(QLatin1String(".ndjson"), Qt::CaseInsensitive) ||
                         path.endsWith(QLatin1String(".jsonl"), Qt::CaseInsensitive);
    return isLines ? RowsFormat::Ndjson : RowsFormat::Csv;
}

QString rowsFilter()
{
    return Words::tr("Comma-separated values (*.csv)") + QStringLiteral(";;") +
           Words::tr("A JSON object a line (*.ndjson *.jsonl)");
}

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

bool isBareJson(DataType type, const std::string &text)
{
    const bool isBoolean = type == DataType::Boolean && (text == "true" || text == "false");
    const bool isNumber = type == DataType::Numeric || type == DataType::Long || type == DataType::Float;
    json::Document document;
    if (type == DataType::Json)
        return document.parse(text).has_value();
    return isBoolean || (isNumber && document.parse(text) && document.root().is(json::Type::Number));
}

std::string ndjsonLine(const std::vector<std::string> &columns, const std::vector<DataType> &types,
                       const sandbox::StoredRow &cells)
{
    json::Writer writer;
    writer.object([&] {
        for (std::size_t at = 0; at < cells.size() && at < columns.size(); ++at) {
            writer.key(columns[at]);
            if (!cells[at])
                writer.null();
            else if (at < types.size() && isBareJson(types[at], *cells[at]))
                writer.raw(*cells[at]);
            else
                writer.value(*cells[at]);
        }
    });
    return writer.take() + '\n';
}

Result<qint64> writeRows(const QString &stateFile, const sandbox::RowsQuery &query, const QString &path)
{
    if (stateFile.isEmpty())
        return fail("sandbox_state", toUtf8(Words::tr("The sandbox is stopped. Start it first.")));
    RowsFile file(path);
    sandbox::RowsSink sink;
    sink.columns = [&](const std::vector<std::string> &columns, const std::vector<DataType> &types) {
        return file.begin(columns, types);
    };
    sink.row = [&](const sandbox::StoredRow &row) { return file.add(row); };
    const Result<void> read = file.isGood() ? sandbox::readAllRows(stateFile, query, sink) : Result<void>();
    if (!read)
        return tl::make_unexpected(read.error());
    return file.finish();
}

Result<qint64> writeRequests(const std::vector<sandbox::RequestLogEntry> &requests, const QString &path)
{
    RowsFile file(path);
    file.begin({"time", "method", "path", "status", "milliseconds", "faults"},
               {DataType::DateTime, DataType::Text, DataType::Text, DataType::Long, DataType::Long, DataType::Text});
    for (const sandbox::RequestLogEntry &entry : requests) {
        const auto status = entry.status == 0 ? std::nullopt : std::optional(std::to_string(entry.status));
        file.add({toUtf8(entry.time.toUTC().toString(Qt::ISODateWithMs)), toUtf8(entry.method), toUtf8(entry.path),
                  status, std::to_string(entry.ms), RequestsModel::faultsOf(entry)});
    }
    return file.finish();
}

} // namespace smc::gui
