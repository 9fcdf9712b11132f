#include "history_rows.h"

#include "migrations.h"

#include <QStringList>
#include <QVariant>

namespace smc::workspace {

HistorySummary summaryFrom(const QSqlQuery &row)
{
    const auto textAt = [&](int column) { return row.value(column).toString().toStdString(); };
    HistorySummary summary;
    summary.id = row.value(0).toLongLong();
    summary.timeMs = row.value(1).toLongLong();
    summary.profileId = textAt(2);
    summary.profileName = textAt(3);
    summary.environment = textAt(4);
    summary.callType = textAt(5);
    summary.verdict = textAt(6);
    summary.sentence = textAt(7);
    summary.method = textAt(8);
    summary.url = textAt(9);
    summary.status = row.value(10).toInt();
    summary.durationMs = row.value(11).toLongLong();
    summary.bytes = row.value(12).toLongLong();
    summary.pinned = row.value(13).toInt() != 0;
    summary.note = textAt(14);
    return summary;
}

QString sqlText(const std::string &utf8)
{
    const QString value = QString::fromStdString(utf8);
    return value.isNull() ? QStringLiteral("") : value;
}

QByteArray sqlBlob(const std::string &bytes)
{
    return QByteArray::fromRawData(bytes.data(), qsizetype(bytes.size()));
}

Result<void> run(QSqlQuery &query)
{
    if (!query.exec())
        return tl::make_unexpected(databaseError(query.lastError()));
    return {};
}

Result<std::vector<HistorySummary>> summariesFrom(QSqlQuery &query)
{
    std::vector<HistorySummary> summaries;
    if (const auto done = run(query); !done)
        return tl::make_unexpected(done.error());
    while (query.next())
        summaries.push_back(summaryFrom(query));
    if (query.lastError().isValid())
        return tl::make_unexpected(databaseError(query.lastError()));
    return summaries;
}

QString jsonOf(const std::vector<std::int64_t> &ids)
{
    QStringList numbers;
    for (const std::int64_t id : ids)
        numbers.append(QString::number(id));
    return QLatin1Char('[') + numbers.join(QLatin1Char(',')) + QLatin1Char(']');
}

} // namespace smc::workspace
