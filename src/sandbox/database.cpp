#include "database.h"

#include <QtSql/qsqlerror.h>

#include <atomic>

namespace smc::sandbox {

using namespace Qt::StringLiterals;

namespace {

/// SQLite's primary result codes (sqlite.org/rescode.html).
enum Code : int {
    Busy = 5,
    Locked = 6,
    ReadOnly = 8,
    IoError = 10,
    Corrupt = 11,
    Full = 13,
    CantOpen = 14,
    Constraint = 19,
    NotADatabase = 26
};

/// 0 where the database gave no code.
int codeOf(const QSqlError &error)
{
    bool isNumber = false;
    const int code = error.nativeErrorCode().toInt(&isNumber);
    return isNumber ? code & 0xff : 0;
}

bool isConstraint(const QSqlError &error)
{
    return codeOf(error) == Constraint;
}

} // namespace

QString identifier(std::string_view name)
{
    QString text = toQString(name);
    text.remove(QChar(0));
    return u'"' + text.replace(u'"', "\"\""_L1) + u'"';
}

Statement::Statement(Database &database, const QString &sql)
    : m_database(database)
    , m_query(database.handle())
{
    if (m_database.hasFailed())
        return;
    m_query.setForwardOnly(true);
    m_prepared = m_query.prepare(sql);
    if (!m_prepared)
        m_database.noteFailure(m_query.lastError());
}

Statement::Outcome Statement::tryRun(const QVariantList &values)
{
    if (!m_prepared || m_database.hasFailed())
        return Outcome::Failed;
    for (qsizetype i = 0; i < values.size(); ++i)
        m_query.bindValue(static_cast<int>(i), values[i]);
    if (m_query.exec())
        return Outcome::Done;
    if (isConstraint(m_query.lastError()))
        return Outcome::BrokeConstraint;
    m_database.noteFailure(m_query.lastError());
    return Outcome::Failed;
}

bool Statement::run(const QVariantList &values)
{
    const Outcome outcome = tryRun(values);
    if (outcome == Outcome::BrokeConstraint)
        m_database.noteFailure(m_query.lastError());
    return outcome == Outcome::Done;
}

bool Statement::next()
{
    return m_query.next();
}

Result<std::unique_ptr<Database>> Database::open(const QString &file, Access access)
{
    static std::atomic<int> opened = 0;
    auto database = std::unique_ptr<Database>(new Database(u"smc-sandbox-%1"_s.arg(++opened)));
    QSqlDatabase handle = QSqlDatabase::addDatabase(u"QSQLITE"_s, database->m_connection);
    handle.setDatabaseName(file);
    handle.setConnectOptions(access == Access::ReadOnly ? u"QSQLITE_OPEN_READONLY;QSQLITE_BUSY_TIMEOUT=2000"_s
                                                        : u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    if (handle.open() && access == Access::ReadWrite)
        database->run(u"PRAGMA foreign_keys=ON"_s);
    if (!handle.isOpen())
        database->noteFailure(handle.lastError());
    if (database->hasFailed())
        return fail("sandbox_state_file", database->whyUnusable(), file.toStdString());
    return database;
}

Database::~Database()
{
    QSqlDatabase::database(m_connection, false).close();
    QSqlDatabase::removeDatabase(m_connection);
}

bool Database::run(const QString &sql, const QVariantList &values)
{
    return Statement(*this, sql).run(values);
}

QVariant Database::value(const QString &sql, const QVariantList &values)
{
    Statement statement(*this, sql);
    if (statement.run(values) && statement.next())
        return statement.value(0);
    return {};
}

void Database::letReadersIn()
{
    run(u"PRAGMA journal_mode=WAL"_s);
    run(u"PRAGMA synchronous=NORMAL"_s);
}

void Database::begin()
{
    run(u"BEGIN IMMEDIATE"_s);
}

void Database::commit()
{
    run(u"COMMIT"_s);
}

void Database::rollback()
{
    const QString failure = std::exchange(m_failure, QString());
    run(u"ROLLBACK"_s);
    m_failure = failure;
}

QString Database::takeFailure()
{
    return std::exchange(m_failure, QString());
}

std::string Database::whyUnusable() const
{
    switch (m_failureCode) {
    case NotADatabase:
        return "This file is no state of a sandbox: it is not an SQLite database. Give a file that a sandbox wrote, or "
               "a new name.";
    case Corrupt:
        return "The state file is damaged. Give another file, or remove this one to begin anew.";
    case Busy:
    case Locked:
        return "Another program is using the state file. Close it, or give another file.";
    case ReadOnly:
    case CantOpen:
        return "The state file cannot be opened for writing. It must be a file, not a folder, and you need the right "
               "to change it and its folder.";
    case IoError:
    case Full:
        return "The state file cannot be written: its disk is full or fails.";
    default:
        return "The state file cannot be used (SQLite's error " + std::to_string(m_failureCode) +
               "). Give another file.";
    }
}

void Database::noteFailure(const QSqlError &error)
{
    if (hasFailed())
        return;
    m_failure = error.text().isEmpty() ? u"unknown failure"_s : error.text();
    m_failureCode = codeOf(error);
}

} // namespace smc::sandbox
