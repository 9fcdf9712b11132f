// A database's schema, brought up to date one step at a time. The number of steps taken is SQLite's user_version.
#pragma once

#include <base/error.h>

#include <QSqlDatabase>
#include <QSqlError>

#include <span>

namespace smc::workspace {

/// The statements that lead from one version of a schema to the next.
using Migration = std::span<const char *const>;

/// Takes the steps that `database` has not taken, each in a transaction of its own, so that an interrupted one is
/// repeated whole. Codes: schema_newer (user_version is above the number of steps; nothing was touched),
/// database_damaged, database_failed.
Result<void> migrate(QSqlDatabase &database, std::span<const Migration> steps);

/// Runs one statement. Codes: database_damaged where SQLite says that the file is no (sound) database, else
/// database_failed.
Result<void> execute(QSqlDatabase &database, const QString &statement);

/// The one number that a statement such as a PRAGMA answers. Codes: those of execute().
Result<std::int64_t> numberOf(QSqlDatabase &database, const QString &statement);

/// `error` as ours.
Error databaseError(const QSqlError &error);

} // namespace smc::workspace
