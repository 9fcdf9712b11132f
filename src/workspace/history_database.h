// The file behind a HistoryStore: opened, mended, bounded.
#pragma once

#include "history_store.h"

#include <QElapsedTimer>
#include <QSqlDatabase>

#include <functional>
#include <optional>
#include <string>

namespace smc::workspace {

class HistoryDatabase
{
public:
    HistoryDatabase(std::string directory, HistoryLimits limits);
    ~HistoryDatabase();
    HistoryDatabase(const HistoryDatabase &) = delete;
    HistoryDatabase &operator=(const HistoryDatabase &) = delete;

    /// Opens the file, or sets it aside and begins a new one where it is damaged.
    Result<void> open();

    QSqlDatabase &sql() { return m_sql; }
    const std::string &directory() const { return m_directory; }
    /// Removes the large answers of entries that the limits dropped; not at each call.
    void sweepNowAndThen();
    HistoryLimits limits() const { return m_limits; }
    void setLimits(HistoryLimits limits) { m_limits = limits; }
    const std::optional<Error> &notice() const { return m_notice; }

    /// Runs `work` in a transaction that no other program's write can come between.
    Result<void> write(const std::function<Result<void>()> &work);

    /// Deletes the oldest entries beyond the limits, but pinned ones. Inside write().
    Result<void> prune();

    Result<HistoryStore::Size> size();

    /// What a failed operation means for the caller of the store. A damaged file is set aside, and a new one opened.
    Error explain(const Error &error);

private:
    Result<void> openFile();
    Result<void> configure();
    Result<void> replaceDamaged(const Error &why);
    void close();

    std::string m_directory;
    std::string m_file;
    QString m_connection;
    QSqlDatabase m_sql;
    HistoryLimits m_limits;
    std::optional<Error> m_notice;
    QElapsedTimer m_swept;
};

} // namespace smc::workspace
