#include "history_database.h"

#include "files.h"
#include "history_schema.h"
#include "spool_folder.h"

#include <QDateTime>
#include <QFile>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>

namespace smc::workspace {

namespace {

/// What was removed and may come back is forgotten after this time, in case the program that removed it was killed.
constexpr std::int64_t RemovedIsKeptMs = 10LL * 60 * 1000;
/// To find out which answers are still spoken of takes a look at every entry.
constexpr std::int64_t SweepPauseMs = 5LL * 60 * 1000;

} // namespace

HistoryDatabase::HistoryDatabase(std::string directory, HistoryLimits limits)
    : m_directory(std::move(directory))
    , m_file(m_directory + "/history.sqlite")
    , m_connection(QStringLiteral("history-") + QUuid::createUuid().toString(QUuid::WithoutBraces))
    , m_limits(limits)
{
}

HistoryDatabase::~HistoryDatabase()
{
    close();
}

void HistoryDatabase::close()
{
    if (!m_sql.isValid())
        return;
    m_sql.close();
    m_sql = QSqlDatabase();
    QSqlDatabase::removeDatabase(m_connection);
}

Result<void> HistoryDatabase::open()
{
    const auto lock = lockDirectory(m_directory);
    if (!lock)
        return tl::make_unexpected(lock.error());
    auto opened = openFile();
    if (!opened && opened.error().code == "database_damaged") {
        close();
        opened = replaceDamaged(opened.error());
    }
    if (opened) {
        m_swept.start();
        sweepSpoolFolder(m_sql, m_directory);
        return {};
    }
    close();
    if (opened.error().code == "schema_newer")
        return fail("history_newer",
                    "The history was written by a newer version of SMC Console and is left alone. " +
                        opened.error().message,
                    m_file);
    if (opened.error().code == "database_failed")
        return fail("history_unavailable",
                    "The history " + m_file + " can't be opened: " + opened.error().message + ".", m_file);
    return opened;
}

Result<void> HistoryDatabase::openFile()
{
    const QString path = QString::fromStdString(m_file);
    if (!QFile::exists(path)) {
        // SQLite gives its other files the mode of this one.
        if (auto made = writeAtomically(m_file, {}); !made)
            return made;
    }
    m_sql = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connection);
    m_sql.setDatabaseName(path);
    m_sql.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=5000"));
    if (!m_sql.open())
        return tl::make_unexpected(databaseError(m_sql.lastError()));
    return configure();
}

Result<void> HistoryDatabase::configure()
{
    const auto tables = numberOf(m_sql, QStringLiteral("SELECT count(*) FROM sqlite_master"));
    if (!tables)
        return tl::make_unexpected(tables.error());
    const auto application = numberOf(m_sql, QStringLiteral("PRAGMA application_id"));
    if (!application)
        return tl::make_unexpected(application.error());
    if (*tables > 0 && *application != HistoryApplicationId)
        return fail("database_damaged", "it is another program's database");
    if (*tables == 0) {
        // Both only take effect before the first table.
        for (const QString &pragma : {QStringLiteral("PRAGMA auto_vacuum = FULL"),
                                      QStringLiteral("PRAGMA application_id = %1").arg(HistoryApplicationId)}) {
            if (auto done = execute(m_sql, pragma); !done)
                return done;
        }
    }
    for (const QString &pragma :
         {QStringLiteral("PRAGMA journal_mode = WAL"), QStringLiteral("PRAGMA synchronous = NORMAL"),
          QStringLiteral("PRAGMA foreign_keys = ON"), QStringLiteral("PRAGMA secure_delete = ON")}) {
        if (auto done = execute(m_sql, pragma); !done)
            return done;
    }
    if (auto migrated = migrate(m_sql, historySteps()); !migrated)
        return migrated;
    return write([this] {
        const auto forgotten =
            execute(m_sql, QStringLiteral("DELETE FROM entry WHERE removed_ms > 0 AND removed_ms < %1")
                               .arg(QDateTime::currentMSecsSinceEpoch() - RemovedIsKeptMs));
        return forgotten ? prune() : forgotten;
    });
}

Result<void> HistoryDatabase::replaceDamaged(const Error &why)
{
    const auto aside = workspace::setAside(m_file, {"-wal", "-shm"});
    if (!aside)
        return tl::make_unexpected(aside.error());
    m_notice = Error{"history_damaged",
                     "The history was damaged (" + why.message + "). It was set aside as " + *aside +
                         ", and a new one was begun.",
                     *aside};
    return openFile();
}

Result<void> HistoryDatabase::write(const std::function<Result<void>()> &work)
{
    if (auto begun = execute(m_sql, QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return begun;
    auto done = work();
    if (done)
        done = execute(m_sql, QStringLiteral("COMMIT"));
    if (!done)
        static_cast<void>(execute(m_sql, QStringLiteral("ROLLBACK")));
    return done;
}

Result<void> HistoryDatabase::prune()
{
    static const QString oldest =
        QStringLiteral("DELETE FROM entry WHERE id IN (SELECT id FROM entry WHERE pinned = 0 AND removed_ms = 0"
                       " ORDER BY id LIMIT %1)");
    auto total = size();
    if (!total)
        return tl::make_unexpected(total.error());
    if (total->entries > m_limits.mostEntries) {
        const auto deleted = execute(m_sql, oldest.arg(total->entries - m_limits.mostEntries));
        if (!deleted)
            return deleted;
        total = size();
    }
    while (total && total->bytes > m_limits.mostBytes && total->entries > total->pinnedEntries) {
        if (auto deleted = execute(m_sql, oldest.arg(1)); !deleted)
            return deleted;
        total = size();
    }
    return total ? Result<void>() : tl::make_unexpected(total.error());
}

void HistoryDatabase::sweepNowAndThen()
{
    if (!m_swept.hasExpired(SweepPauseMs))
        return;
    m_swept.start();
    sweepSpoolFolder(m_sql, m_directory);
}

Result<HistoryStore::Size> HistoryDatabase::size()
{
    QSqlQuery query(m_sql);
    query.setForwardOnly(true);
    if (!query.exec(QStringLiteral("SELECT entries, bytes, pinned_entries, pinned_bytes FROM total")) || !query.next())
        return tl::make_unexpected(databaseError(query.lastError()));
    const auto number = [&query](int column) -> std::int64_t { return query.value(column).toLongLong(); };
    return HistoryStore::Size{number(0), number(1), number(2), number(3)};
}

Error HistoryDatabase::explain(const Error &error)
{
    if (error.code == "database_failed")
        return Error{"history_unavailable", "The history can't be used just now: " + error.message + ".", m_file};
    if (error.code != "database_damaged")
        return error;
    close();
    // open() finds out for itself what is wrong, unless the damage lies deeper than it looks.
    const auto lock = lockDirectory(m_directory);
    const auto replaced = lock ? replaceDamaged(error) : Result<void>(tl::make_unexpected(lock.error()));
    return replaced ? *m_notice : Error{"history_unavailable", replaced.error().message, m_file};
}

} // namespace smc::workspace
