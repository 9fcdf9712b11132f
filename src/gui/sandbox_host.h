// The embedded sandbox, as the console's pages see it.
#pragma once

#include <base/error.h>
#include <sandbox/server.h>
#include <vault/credentials.h>

#include <QCoro/QCoroTask>
#include <QObject>

#include <deque>
#include <memory>
#include <string>

namespace smc::gui {

/// The server has threads of its own; reading its content goes through a thread of the pool.
class SandboxHost : public QObject
{
    Q_OBJECT

public:
    /// `stateFile` keeps the content from one start to the next.
    explicit SandboxHost(QString stateFile, QObject *parent = nullptr);
    ~SandboxHost() override;

    /// Running afterwards, or the reason why not. Does nothing where it runs.
    Result<void> start();
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
    std::shared_ptr<sandbox::Server> m_server;
    QString m_stateFile;
    QString m_problem;
    std::deque<sandbox::RequestLogEntry> m_requests;
};

} // namespace smc::gui
