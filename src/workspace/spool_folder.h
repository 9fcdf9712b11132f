// Where answers lie that are too large for the history: a file each, named after its exchange.
#pragma once

#include <QStringList>

#include <cstdint>
#include <string>

class QSqlDatabase;

namespace smc::workspace {

/// `spool` in the workspace. Whoever writes a file there names it EXCHANGE.body; the history's entry says so.
std::string spoolFolder(const std::string &workspace);

/// What the files take up together.
std::int64_t spooledBytes(const std::string &workspace);

/// How much of an exchange's JSON spoolFileOf() looks at.
inline constexpr int HeadOfExchange = 100;
/// The name of the file that an exchange's answer has, if it has one.
QString spoolFileOf(const QByteArray &headOfExchange);

/// Names of all files.
QStringList spoolFiles(const std::string &workspace);

/// Names of the files whose exchange stands in an entry of the history `sql`.
QStringList namedSpoolFiles(QSqlDatabase &sql, const std::string &workspace);

/// Removes the files whose exchange stands in no entry. One that was written in the last minute stays: its entry may be
/// on its way. Where the history can't be asked, all stay.
void sweepSpoolFolder(QSqlDatabase &sql, const std::string &workspace);

/// The same, and those of `names` however new they are: their entries were there, and are gone.
void removeSpoolFiles(QSqlDatabase &sql, const std::string &workspace, const QStringList &names);

} // namespace smc::workspace
