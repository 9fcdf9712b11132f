#include "history_store.h"

#include "files.h"
#include "history_database.h"
#include "migrations.h"

#include <json/document.h>
#include <json/pointer.h>

#include <QSqlQuery>
#include <QVariant>

#include <algorithm>

namespace smc::workspace {

namespace {

constexpr auto SummaryColumns =
    "id, time_ms, profile_id, profile_name, environment, call_type, verdict, sentence, method, url, status,"
    " duration_ms, bytes";
constexpr int SummaryColumnCount = 13;

QString text(const std::string &utf8)
{
    const QString value = QString::fromStdString(utf8);
    return value.isNull() ? QStringLiteral("") : value;
}

/// A view of the bytes, which must outlive it. As a blob: SQLite's text ends at a zero byte for some readers.
QByteArray blob(const std::string &bytes)
{
    return QByteArray::fromRawData(bytes.data(), qsizetype(bytes.size()));
}

std::int64_t bytesOf(const HistoryEntry &entry)
{
    std::size_t bytes = 0;
    for (const std::string *part :
         {&entry.profileId, &entry.profileName, &entry.environment, &entry.callType, &entry.verdict, &entry.sentence,
          &entry.method, &entry.url, &entry.eventText, &entry.exchangeJson, &entry.outcomeJson})
        bytes += part->size();
    return std::int64_t(bytes);
}

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
    return summary;
}

Result<void> run(QSqlQuery &query)
{
    if (!query.exec())
        return tl::make_unexpected(databaseError(query.lastError()));
    return {};
}

Result<std::int64_t> insert(HistoryDatabase &database, const HistoryEntry &entry, std::int64_t bytes)
{
    QSqlQuery summary(database.sql());
    summary.prepare(QStringLiteral(
        "INSERT INTO entry (time_ms, profile_id, profile_name, environment, call_type, verdict, sentence,"
        " method, url, status, duration_ms, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
    summary.addBindValue(qlonglong(entry.timeMs));
    for (const std::string *part : {&entry.profileId, &entry.profileName, &entry.environment, &entry.callType,
                                    &entry.verdict, &entry.sentence, &entry.method, &entry.url})
        summary.addBindValue(text(*part));
    summary.addBindValue(entry.status);
    summary.addBindValue(qlonglong(entry.durationMs));
    summary.addBindValue(qlonglong(bytes));
    if (auto done = run(summary); !done)
        return tl::make_unexpected(done.error());
    const auto id = summary.lastInsertId().toLongLong();

    QSqlQuery body(database.sql());
    body.prepare(QStringLiteral("INSERT INTO body (entry_id, event, exchange, outcome) VALUES (?, ?, ?, ?)"));
    body.addBindValue(id);
    for (const std::string *part : {&entry.eventText, &entry.exchangeJson, &entry.outcomeJson})
        body.addBindValue(blob(*part));
    if (auto done = run(body); !done)
        return tl::make_unexpected(done.error());
    return id;
}

} // namespace

HistoryStore::HistoryStore(std::unique_ptr<HistoryDatabase> database)
    : m_database(std::move(database))
{
}
HistoryStore::HistoryStore(HistoryStore &&) noexcept = default;
HistoryStore &HistoryStore::operator=(HistoryStore &&) noexcept = default;
HistoryStore::~HistoryStore() = default;

HistoryLimits historyLimits(const std::string &directory)
{
    constexpr std::size_t MostSettings = 1 << 20;
    HistoryLimits limits;
    const auto text = readFile(directory + "/settings.json", MostSettings);
    json::Document document;
    if (!text || !*text || !document.parse(**text))
        return limits;
    const auto take = [&](std::string_view name, std::int64_t &limit) {
        const auto given = json::resolve(document.root(), "/history/" + std::string(name)).integer();
        if (given && *given > 0)
            limit = *given;
    };
    take("mostEntries", limits.mostEntries);
    take("mostBytes", limits.mostBytes);
    return limits;
}

Result<HistoryStore> HistoryStore::open(const std::string &directory)
{
    return open(directory, historyLimits(directory));
}

Result<HistoryStore> HistoryStore::open(const std::string &directory, HistoryLimits limits)
{
    auto database = std::make_unique<HistoryDatabase>(directory, limits);
    if (auto opened = database->open(); !opened)
        return tl::make_unexpected(std::move(opened.error()));
    return HistoryStore(std::move(database));
}

const std::optional<Error> &HistoryStore::setAside() const
{
    return m_database->notice();
}

Result<std::int64_t> HistoryStore::append(const HistoryEntry &entry)
{
    const std::int64_t bytes = bytesOf(entry);
    if (bytes > m_database->limits().mostBytes)
        return fail("history_entry_too_large", "The exchange is larger than the history may be, and was not kept.");
    std::int64_t id = 0;
    const auto work = [&]() -> Result<void> {
        const auto inserted = insert(*m_database, entry, bytes);
        if (!inserted)
            return tl::make_unexpected(inserted.error());
        id = *inserted;
        return m_database->prune();
    };
    auto done = m_database->write(work);
    if (!done) {
        Error error = m_database->explain(done.error());
        if (error.code == "history_damaged")
            done = m_database->write(work);
        if (!done)
            return tl::make_unexpected(error.code == "history_damaged" ? m_database->explain(done.error())
                                                                       : std::move(error));
    }
    return id;
}

Result<std::vector<HistorySummary>> HistoryStore::page(const HistoryQuery &query)
{
    QString statement = QStringLiteral("SELECT %1 FROM entry WHERE id < ?").arg(QLatin1String(SummaryColumns));
    if (!query.profileId.empty())
        statement += QStringLiteral(" AND profile_id = ?");
    if (!query.verdict.empty())
        statement += QStringLiteral(" AND verdict = ?");
    statement += QStringLiteral(" ORDER BY id DESC LIMIT ?");
    QSqlQuery rows(m_database->sql());
    rows.setForwardOnly(true);
    rows.prepare(statement);
    rows.addBindValue(qlonglong(query.before.value_or(std::numeric_limits<std::int64_t>::max())));
    if (!query.profileId.empty())
        rows.addBindValue(text(query.profileId));
    if (!query.verdict.empty())
        rows.addBindValue(text(query.verdict));
    rows.addBindValue(std::clamp(query.count, 1, 1000));
    auto done = run(rows);
    std::vector<HistorySummary> page;
    while (done && rows.next())
        page.push_back(summaryFrom(rows));
    if (done && rows.lastError().isValid())
        done = tl::make_unexpected(databaseError(rows.lastError()));
    rows.clear();
    if (!done)
        return tl::make_unexpected(m_database->explain(done.error()));
    return page;
}

Result<std::optional<HistoryEntry>> HistoryStore::get(std::int64_t id)
{
    QSqlQuery row(m_database->sql());
    row.setForwardOnly(true);
    row.prepare(QStringLiteral("SELECT %1, event, exchange, outcome FROM entry JOIN body ON entry_id = id WHERE id = ?")
                    .arg(QLatin1String(SummaryColumns)));
    row.addBindValue(qlonglong(id));
    auto done = run(row);
    std::optional<HistoryEntry> entry;
    if (done && row.next()) {
        const auto bytesAt = [&](int column) {
            return row.value(SummaryColumnCount + column).toByteArray().toStdString();
        };
        entry.emplace(HistoryEntry{summaryFrom(row), bytesAt(0), bytesAt(1), bytesAt(2)});
    }
    if (done && row.lastError().isValid())
        done = tl::make_unexpected(databaseError(row.lastError()));
    row.clear();
    if (!done)
        return tl::make_unexpected(m_database->explain(done.error()));
    return entry;
}

Result<HistoryStore::Size> HistoryStore::size()
{
    const auto entries = numberOf(m_database->sql(), QStringLiteral("SELECT entries FROM total"));
    if (!entries)
        return tl::make_unexpected(m_database->explain(entries.error()));
    const auto bytes = numberOf(m_database->sql(), QStringLiteral("SELECT bytes FROM total"));
    if (!bytes)
        return tl::make_unexpected(m_database->explain(bytes.error()));
    return Size{*entries, *bytes};
}

Result<void> HistoryStore::setLimits(HistoryLimits limits)
{
    m_database->setLimits(limits);
    auto done = m_database->write([this] { return m_database->prune(); });
    return done ? done : tl::make_unexpected(m_database->explain(done.error()));
}

Result<void> HistoryStore::remove(std::int64_t id)
{
    const auto done = m_database->write(
        [&] { return execute(m_database->sql(), QStringLiteral("DELETE FROM entry WHERE id = %1").arg(id)); });
    return done ? done : tl::make_unexpected(m_database->explain(done.error()));
}

Result<void> HistoryStore::clear()
{
    auto done = m_database->write([this] { return execute(m_database->sql(), QStringLiteral("DELETE FROM entry")); });
    // The log still holds what was written: it is emptied too. While another program reads, it keeps its pages.
    if (done)
        done = execute(m_database->sql(), QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
    return done ? done : tl::make_unexpected(m_database->explain(done.error()));
}

} // namespace smc::workspace
