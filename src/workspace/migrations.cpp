#include "migrations.h"

#include <QSqlQuery>
#include <QVariant>

namespace smc::workspace {

namespace {

// SQLite, result codes: the low byte is the primary one.
constexpr int SqliteCorrupt = 11;
constexpr int SqliteNotADatabase = 26;

Result<void> takeStep(QSqlDatabase &database, Migration step, std::int64_t version)
{
    for (const char *statement : step) {
        if (auto done = execute(database, QString::fromUtf8(statement)); !done)
            return done;
    }
    return execute(database, QStringLiteral("PRAGMA user_version = %1").arg(version));
}

} // namespace

Error databaseError(const QSqlError &error)
{
    const int code = error.nativeErrorCode().toInt() & 0xff;
    const bool damaged = code == SqliteCorrupt || code == SqliteNotADatabase;
    return Error{damaged ? "database_damaged" : "database_failed", error.databaseText().toStdString(), {}};
}

Result<void> execute(QSqlDatabase &database, const QString &statement)
{
    QSqlQuery query(database);
    if (!query.exec(statement))
        return tl::make_unexpected(databaseError(query.lastError()));
    return {};
}

Result<std::int64_t> numberOf(QSqlDatabase &database, const QString &statement)
{
    QSqlQuery query(database);
    if (!query.exec(statement) || !query.next())
        return tl::make_unexpected(databaseError(query.lastError()));
    return query.value(0).toLongLong();
}

Result<void> migrate(QSqlDatabase &database, std::span<const Migration> steps)
{
    const auto newest = std::int64_t(steps.size());
    auto version = numberOf(database, QStringLiteral("PRAGMA user_version"));
    if (!version)
        return tl::make_unexpected(version.error());
    if (*version > newest)
        return fail("schema_newer", "Its format is " + std::to_string(*version) + ", this program knows up to " +
                                        std::to_string(newest) + ".");
    while (*version < newest) {
        if (auto begun = execute(database, QStringLiteral("BEGIN IMMEDIATE")); !begun)
            return begun;
        // Another program may have taken the step while this one waited for the lock.
        version = numberOf(database, QStringLiteral("PRAGMA user_version"));
        auto taken = version && *version < newest ? takeStep(database, steps[std::size_t(*version)], *version + 1)
                                                  : Result<void>();
        if (version && taken)
            taken = execute(database, QStringLiteral("COMMIT"));
        if (!version || !taken) {
            static_cast<void>(execute(database, QStringLiteral("ROLLBACK")));
            return tl::make_unexpected(version ? taken.error() : version.error());
        }
        version = numberOf(database, QStringLiteral("PRAGMA user_version"));
        if (!version)
            return tl::make_unexpected(version.error());
    }
    return {};
}

} // namespace smc::workspace
