#include "history_store.h"

#include "history_database.h"
#include "history_rows.h"
#include "history_search.h"
#include "migrations.h"
#include "spool_folder.h"

#include <QDateTime>
#include <QSqlQuery>
#include <QVariant>

namespace smc::workspace {

namespace {

std::int64_t bytesOf(const HistoryEntry &entry)
{
    std::size_t bytes = 0;
    for (const std::string *part :
         {&entry.profileId, &entry.profileName, &entry.environment, &entry.callType, &entry.verdict, &entry.sentence,
          &entry.method, &entry.url, &entry.eventText, &entry.exchangeJson, &entry.outcomeJson})
        bytes += part->size();
    return std::int64_t(bytes);
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
        summary.addBindValue(sqlText(*part));
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
        body.addBindValue(sqlBlob(*part));
    if (auto done = run(body); !done)
        return tl::make_unexpected(done.error());
    return id;
}

/// Entries by their ids, however many.
constexpr auto OfIds = "id IN (SELECT value FROM json_each(?))";

Result<void> change(QSqlDatabase &sql, const QString &what, const std::vector<std::int64_t> &ids)
{
    QSqlQuery query(sql);
    query.prepare(QStringLiteral("UPDATE entry SET %1 WHERE %2").arg(what, QLatin1String(OfIds)));
    query.addBindValue(jsonOf(ids));
    return run(query);
}

Result<std::int64_t> countThere(QSqlDatabase &sql, const std::vector<std::int64_t> &ids)
{
    QSqlQuery query(sql);
    query.prepare(
        QStringLiteral("SELECT count(*) FROM entry WHERE %1 AND %2").arg(QLatin1String(IsThere), QLatin1String(OfIds)));
    query.addBindValue(jsonOf(ids));
    if (const auto done = run(query); !done)
        return tl::make_unexpected(done.error());
    return query.next() ? query.value(0).toLongLong() : 0;
}

} // namespace

HistoryStore::HistoryStore(std::unique_ptr<HistoryDatabase> database)
    : m_database(std::move(database))
{
}
HistoryStore::HistoryStore(HistoryStore &&) noexcept = default;
HistoryStore &HistoryStore::operator=(HistoryStore &&) noexcept = default;
HistoryStore::~HistoryStore() = default;

Result<HistoryStore> HistoryStore::open(const std::string &directory)
{
    return open(directory, readHistoryLimits(directory).limits);
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

Error HistoryStore::failed(const Error &error)
{
    m_search.reset(); // What it found may lie in a database that is gone.
    return m_database->explain(error);
}

Result<void> HistoryStore::write(const std::function<Result<void>()> &work)
{
    auto done = m_database->write(work);
    return done ? done : tl::make_unexpected(failed(done.error()));
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
        if (auto pruned = m_database->prune(); !pruned)
            return pruned;
        const auto kept =
            numberOf(m_database->sql(), QStringLiteral("SELECT count(*) FROM entry WHERE id = %1").arg(id));
        if (!kept)
            return tl::make_unexpected(kept.error());
        if (*kept == 0)
            return fail("history_full",
                        "The exchange was not kept: pinned entries take up the whole history. Unpin some "
                        "of them, or let the history be larger.");
        return {};
    };
    auto done = write(work);
    if (!done && done.error().code == "history_damaged")
        done = write(work);
    if (!done)
        return tl::make_unexpected(done.error());
    m_database->sweepNowAndThen();
    return id;
}

Result<std::optional<HistoryEntry>> HistoryStore::get(std::int64_t id)
{
    QSqlQuery row(m_database->sql());
    row.setForwardOnly(true);
    row.prepare(QStringLiteral("SELECT %1, event, exchange, outcome FROM entry JOIN body ON entry_id = entry.id"
                               " WHERE entry.id = ? AND %2")
                    .arg(QLatin1String(SummaryColumns), QLatin1String(IsThere)));
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
        return tl::make_unexpected(failed(done.error()));
    return entry;
}

Result<HistoryStore::Size> HistoryStore::size()
{
    auto size = m_database->size();
    if (size)
        size->spooledBytes = spooledBytes(m_database->directory());
    return size ? size : tl::make_unexpected(failed(size.error()));
}

Result<std::int64_t> HistoryStore::version()
{
    auto version = numberOf(m_database->sql(), QStringLiteral("PRAGMA data_version"));
    return version ? version : tl::make_unexpected(failed(version.error()));
}

HistoryLimits HistoryStore::limits() const
{
    return m_database->limits();
}

Result<void> HistoryStore::setLimits(HistoryLimits limits)
{
    m_database->setLimits(limits);
    const QStringList before = namedSpoolFiles(m_database->sql(), m_database->directory());
    auto done = write([this] { return m_database->prune(); });
    if (done)
        removeSpoolFiles(m_database->sql(), m_database->directory(), before);
    return done;
}

Result<void> HistoryStore::setPinned(const std::vector<std::int64_t> &ids, Pin pin)
{
    m_search.reset();
    return write([&]() -> Result<void> {
        const bool isPinned = pin == Pin::Pinned;
        if (auto done = change(m_database->sql(), QStringLiteral("pinned = %1").arg(isPinned ? 1 : 0), ids); !done)
            return done;
        const auto size = m_database->size();
        if (!size)
            return tl::make_unexpected(size.error());
        const HistoryLimits limits = m_database->limits();
        if (isPinned && (size->pinnedEntries > limits.mostEntries / 2 || size->pinnedBytes > limits.mostBytes / 2))
            return fail("history_pins_full", "Pinned entries may take up half of the history, and that is full. Unpin "
                                             "some of them, or let the history be larger.");
        return {};
    });
}

Result<void> HistoryStore::setNote(std::int64_t id, const std::string &note)
{
    if (note.size() > MostNoteBytes)
        return fail("history_note_too_long",
                    "The note is longer than " + std::to_string(MostNoteBytes) + " bytes, and was not kept.");
    m_search.reset();
    return write([&]() -> Result<void> {
        QSqlQuery query(m_database->sql());
        query.prepare(QStringLiteral("UPDATE entry SET note = ?, bytes = bytes - length(CAST(note AS BLOB)) + ?"
                                     " WHERE id = ?"));
        query.addBindValue(sqlText(note));
        query.addBindValue(qlonglong(note.size()));
        query.addBindValue(qlonglong(id));
        const auto done = run(query);
        return done ? m_database->prune() : done;
    });
}

Result<void> HistoryStore::remove(const std::vector<std::int64_t> &ids)
{
    return write([&] {
        return change(m_database->sql(), QStringLiteral("removed_ms = %1").arg(QDateTime::currentMSecsSinceEpoch()),
                      ids);
    });
}

Result<std::int64_t> HistoryStore::restore(const std::vector<std::int64_t> &ids)
{
    m_search.reset();
    std::int64_t restored = 0;
    const auto done = write([&]() -> Result<void> {
        QSqlDatabase &sql = m_database->sql();
        if (auto changed = change(sql, QStringLiteral("removed_ms = 0"), ids); !changed)
            return changed;
        if (auto pruned = m_database->prune(); !pruned)
            return pruned;
        const auto there = countThere(sql, ids);
        restored = there.value_or(0);
        return there ? Result<void>() : tl::make_unexpected(there.error());
    });
    if (!done)
        return tl::make_unexpected(done.error());
    return restored;
}

Result<void> HistoryStore::forgetRemoved()
{
    return empty("DELETE FROM entry WHERE removed_ms > 0");
}

Result<void> HistoryStore::clear()
{
    return empty("DELETE FROM entry");
}

Result<void> HistoryStore::empty(const char *statement)
{
    QSqlDatabase &sql = m_database->sql();
    const QStringList before = namedSpoolFiles(sql, m_database->directory());
    auto done = write([&] { return execute(m_database->sql(), QString::fromLatin1(statement)); });
    if (!done)
        return done;
    removeSpoolFiles(sql, m_database->directory(), before);
    // The log still holds what was written: it is emptied too. While another program reads, it keeps its pages.
    done = execute(m_database->sql(), QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"));
    return done ? done : tl::make_unexpected(failed(done.error()));
}

} // namespace smc::workspace
