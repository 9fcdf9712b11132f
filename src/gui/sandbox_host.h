// The embedded sandbox, as the console's pages see it.
#pragma once

#include "turns.h"

#include <base/error.h>
#include <sandbox/server.h>
#include <vault/credentials.h>

#include <QCoro/QCoroTask>
#include <QObject>
#include <QThreadPool>

#include <deque>
#include <memory>
#include <string>

namespace smc::gui {

/// The server has threads of its own. What waits for the disk (starting, stopping, reading the content) is done beside
/// the main thread.
class SandboxHost : public QObject
{
    Q_OBJECT

public:
    /// `stateFile` keeps the content from one start to the next.
    explicit SandboxHost(QString stateFile, QObject *parent = nullptr);
    /// Waits until the content is written down: the program may end behind it.
    ~SandboxHost() override;

    /// Running afterwards, or the reason why not. Does nothing where it runs; where it starts already, waits for that.
    QCoro::Task<Result<void>> start();
    /// At once. What is under way in it ends beside the main thread.
    void stop();

    bool isRunning() const;
    /// Why the last start() failed; empty where it did not.
    QString problem() const { return m_problem; }

    std::string address() const; ///< "http://127.0.0.1:40123"; empty unless running.
    std::string organization() const;
    vault::Credentials credentials() const;

    sandbox::Faults faults() const;
    void setFaults(const sandbox::Faults &faults);
    void resetToDemo();

    QCoro::Task<Result<sandbox::State>> state() const;
    QCoro::Task<Result<sandbox::RowsPage>> rows(sandbox::RowsQuery query) const;
    /// Writes all records that `query` matches to `path`, as its name asks for (rowsFormatOf()); how many they are.
    QCoro::Task<Result<qint64>> exportRows(sandbox::RowsQuery query, QString path) const;

    /// The last requests, newest first; at most LogLength.
    static constexpr std::size_t LogLength = 500;
    const std::deque<sandbox::RequestLogEntry> &requests() const { return m_requests; }

Q_SIGNALS:
    /// Started, stopped, failed to start, or misbehaves in another way.
    void stateChanged();
    /// Something that it stores is different.
    void contentChanged();
    void requestLogged();

private:
    sandbox::Server m_server;
    QString m_stateFile;
    QString m_problem;
    std::deque<sandbox::RequestLogEntry> m_requests;
    Turns m_turns;         ///< Of those who start it.
    unsigned m_stops = 0;  ///< How often it was stopped: one that starts meanwhile must not run.
    QThreadPool m_startup; ///< Of one thread: a start comes after the stop before it. Last, so that it ends first.
};

} // namespace smc::gui
