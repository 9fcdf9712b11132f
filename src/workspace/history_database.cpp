#include "history_database.h"

#include "files.h"
#include "migrations.h"

#include <QFile>
#include <QUuid>

#include <array>

namespace smc::workspace {

namespace {

/// "SMCh": tells our database from any other that lies in its place.
constexpr int ApplicationId = 0x534d4368;

// What the entries take up is kept by triggers, so that it need not be counted.
constexpr std::array Version1{
    "CREATE TABLE entry (id INTEGER PRIMARY KEY AUTOINCREMENT, time_ms INTEGER NOT NULL, profile_id TEXT NOT NULL,"
    " profile_name TEXT NOT NULL, environment TEXT NOT NULL, call_type TEXT NOT NULL, verdict TEXT NOT NULL, sentence "
    "TEXT NOT NULL,"
    " method TEXT NOT NULL, url TEXT NOT NULL, status INTEGER NOT NULL, duration_ms INTEGER NOT NULL, bytes INTEGER "
    "NOT NULL)",
    "CREATE TABLE body (entry_id INTEGER PRIMARY KEY REFERENCES entry(id) ON DELETE CASCADE, event BLOB NOT NULL,"
    " exchange BLOB NOT NULL, outcome BLOB NOT NULL)",
    "CREATE INDEX entry_of_profile ON entry (profile_id, id)",
    "CREATE INDEX entry_of_verdict ON entry (verdict, id)",
    "CREATE TABLE total (entries INTEGER NOT NULL, bytes INTEGER NOT NULL)",
    "INSERT INTO total VALUES (0, 0)",
    "CREATE TRIGGER entry_added AFTER INSERT ON entry BEGIN"
    " UPDATE total SET entries = entries + 1, bytes = bytes + new.bytes; END",
    "CREATE TRIGGER entry_removed AFTER DELETE ON entry BEGIN"
    " UPDATE total SET entries = entries - 1, bytes = bytes - old.bytes; END",
};
constexpr std::array Steps{Migration(Version1)};

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
    if (opened)
        return {};
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
    if (*tables > 0 && *application != ApplicationId)
        return fail("database_damaged", "it is another program's database");
    if (*tables == 0) {
        // Both only take effect before the first table.
        for (const QString &pragma : {QStringLiteral("PRAGMA auto_vacuum = FULL"),
                                      QStringLiteral("PRAGMA application_id = %1").arg(ApplicationId)}) {
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
    if (auto migrated = migrate(m_sql, Steps); !migrated)
        return migrated;
    return write([this] { return prune(); });
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
    const auto entries = numberOf(m_sql, QStringLiteral("SELECT entries FROM total"));
    if (!entries)
        return tl::make_unexpected(entries.error());
    if (*entries > m_limits.mostEntries) {
        const auto deleted =
            execute(m_sql, QStringLiteral("DELETE FROM entry WHERE id IN (SELECT id FROM entry ORDER BY id LIMIT %1)")
                               .arg(*entries - m_limits.mostEntries));
        if (!deleted)
            return deleted;
    }
    auto bytes = numberOf(m_sql, QStringLiteral("SELECT bytes FROM total"));
    while (bytes && *bytes > m_limits.mostBytes) {
        if (auto deleted = execute(m_sql, QStringLiteral("DELETE FROM entry WHERE id = (SELECT min(id) FROM entry)"));
            !deleted)
            return deleted;
        bytes = numberOf(m_sql, QStringLiteral("SELECT bytes FROM total"));
    }
    return bytes ? Result<void>() : tl::make_unexpected(bytes.error());
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
