#include "database.h"

#include <QtSql/qsqlerror.h>

#include <atomic>

namespace smc::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int SqliteConstraint = 19;

bool isConstraint(const QSqlError &error)
{
    bool isNumber = false;
    const int code = error.nativeErrorCode().toInt(&isNumber);
    return isNumber && (code & 0xff) == SqliteConstraint;
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
        m_database.noteFailure(m_query.lastError().text());
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
    m_database.noteFailure(m_query.lastError().text());
    return Outcome::Failed;
}

bool Statement::run(const QVariantList &values)
{
    const Outcome outcome = tryRun(values);
    if (outcome == Outcome::BrokeConstraint)
        m_database.noteFailure(m_query.lastError().text());
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
    if (!handle.isOpen() || database->hasFailed()) {
        return fail("sandbox_state_file",
                    "The sandbox's database cannot be opened: " +
                        (handle.isOpen() ? database->takeFailure() : handle.lastError().text()).toStdString() + ".",
                    file.toStdString());
    }
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

void Database::noteFailure(const QString &text)
{
    if (m_failure.isEmpty())
        m_failure = text.isEmpty() ? u"unknown failure"_s : text;
}

} // namespace smc::sandbox
