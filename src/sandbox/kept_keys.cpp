#include "kept_keys.h"

#include <algorithm>

namespace smc::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int MostKeys = 5000; ///< One comes with each start.

void createTable(Database &database)
{
    // Files of earlier versions have none.
    database.run(u"CREATE TABLE IF NOT EXISTS smc_keys (id INTEGER PRIMARY KEY AUTOINCREMENT, mark TEXT UNIQUE)"_s);
}

} // namespace

std::vector<std::string> keptKeys(Database &database)
{
    createTable(database);
    std::vector<std::string> marks;
    // A file may come from anywhere: no more of it than a sandbox writes.
    Statement rows(database,
                   u"SELECT mark FROM smc_keys WHERE length(mark) = 64 ORDER BY id DESC LIMIT %1"_s.arg(MostKeys));
    rows.run();
    while (rows.next())
        marks.push_back(rows.utf8(0));
    rows.finish();
    std::sort(marks.begin(), marks.end()); // Whatever order its types had.
    return marks;
}

void keepKey(Database &database, const std::string &mark)
{
    createTable(database);
    database.run(u"INSERT OR IGNORE INTO smc_keys (mark) VALUES (?)"_s, {toQString(mark)});
    database.run(u"DELETE FROM smc_keys WHERE id <= (SELECT max(id) FROM smc_keys) - %1"_s.arg(MostKeys));
}

} // namespace smc::sandbox
