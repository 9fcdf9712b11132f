// One SQLite connection, used in the thread that opens it.
//
// The first failure sticks: later calls do nothing, and whoever works with the database asks once at the end.
#pragma once

#include <base/error.h>

#include <QtCore/qstring.h>
#include <QtCore/qvariant.h>
#include <QtSql/qsqldatabase.h>
#include <QtSql/qsqlerror.h>
#include <QtSql/qsqlquery.h>

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace smc::sandbox {

class Database;

/// A prepared statement. Values are always bound, never part of the text.
class Statement
{
public:
    enum class Outcome { Done, BrokeConstraint, Failed };

    Statement(Database &database, const QString &sql);

    /// Runs it with these values. A broken constraint is an outcome, not a failure of the database.
    Outcome tryRun(const QVariantList &values);
    /// Runs it where a broken constraint is as bad as any other failure.
    bool run(const QVariantList &values = {});

    bool next();
    QVariant value(int column) const { return m_query.value(column); }
    QString text(int column) const { return m_query.value(column).toString(); }
    std::string utf8(int column) const { return text(column).toStdString(); }
    bool isNull(int column) const { return m_query.isNull(column); }
    qint64 integer(int column) const { return m_query.value(column).toLongLong(); }
    int affected() const { return m_query.numRowsAffected(); }
    qint64 insertedId() const { return m_query.lastInsertId().toLongLong(); }
    void finish() { m_query.finish(); }

private:
    Database &m_database;
    QSqlQuery m_query;
    bool m_prepared = false;
};

class Database
{
public:
    enum class Access { ReadWrite, ReadOnly };

    /// Errors: sandbox_state_file.
    static Result<std::unique_ptr<Database>> open(const QString &file, Access access);
    ~Database();

    /// Runs one statement; false once anything has failed.
    bool run(const QString &sql, const QVariantList &values = {});
    /// The first column of the first row; invalid where there is none.
    QVariant value(const QString &sql, const QVariantList &values = {});

    /// Switches the file to a write-ahead log, so that reading never waits for writing.
    void letReadersIn();

    void begin();
    void commit();
    void rollback();

    bool hasFailed() const { return !m_failure.isEmpty(); }
    /// What failed first, in the database's words; and forgets it.
    QString takeFailure();
    /// Why the file cannot be used, for a person who named it; after a failure.
    std::string whyUnusable() const;

private:
    friend class Statement;
    explicit Database(QString connection)
        : m_connection(std::move(connection))
    {
    }
    QSqlDatabase handle() const { return QSqlDatabase::database(m_connection, false); }
    void noteFailure(const QSqlError &error);

    QString m_connection;
    QString m_failure;
    int m_failureCode = 0; ///< SQLite's.
};

/// "name" as an SQL identifier.
QString identifier(std::string_view name);

inline QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace smc::sandbox
