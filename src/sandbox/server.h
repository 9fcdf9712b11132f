// An SMC of one's own: the documented REST API over real storage, on this machine only.
//
//     Server sandbox;
//     Result<QUrl> url = sandbox.start({});        // http://127.0.0.1:PORT, to be given as the admin URL
//     … sandbox.apiKey(), sandbox.apiSecret() …
//
// It runs in threads of its own; the functions here are for the thread that the object lives in and return quickly,
// but for start() with options, stop(), state() and rows(), which wait for the disk.
#pragma once

#include "account.h"
#include "faults.h"
#include "http_parser.h"
#include "state.h"

#include <base/error.h>
#include <base/secret_string.h>

#include <QtCore/qdatetime.h>
#include <QtCore/qobject.h>
#include <QtCore/qurl.h>

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace smc::sandbox {

struct Options
{
    quint16 port = 0;  ///< 0: a free one.
    QString stateFile; ///< Where the content stays; empty: a private temporary file that goes with the sandbox.
    std::string organization = "DEMO";
    Account account; ///< Key and secret are made anew at each start unless they are given. They are never written.
    enum class Keys : std::uint8_t {
        OfThisStart,
        /// Those that earlier starts on the state file have made are let in too; the file has keyMark() of each.
        OfTheState,
    } keys = Keys::OfThisStart;
    Faults faults;
    int quotaPerMinute = 2500;
    int recordIndexBase = 0; ///< Whether SMC counts `record_index` from 0 or 1 is not documented.
    HttpLimits limits;
};

/// One request and how it ended. Holds no header and no body.
struct RequestLogEntry
{
    QDateTime time; ///< UTC.
    QString method;
    QString path;   ///< With its query.
    int status = 0; ///< 0 where the connection was dropped by order.
    qint64 ms = 0;
    std::vector<Fault> faults; ///< Which of those that were ordered met it.
};

class Server : public QObject
{
    Q_OBJECT

public:
    explicit Server(QObject *parent = nullptr);
    ~Server() override;

    /// Starts answering; returns the origin at which. Errors: sandbox_port, sandbox_state_file, sandbox_account,
    /// sandbox_cidr, sandbox_organization, sandbox_running.
    Result<QUrl> start(const Options &options);
    void stop();
    bool isRunning() const;

    /// All that runs between start() and stop().
    struct Engine;
    /// The two halves of start(): what may take as long as the disk does, in any thread, and the rest, at once. Errors:
    /// those of start().
    static Result<std::shared_ptr<Engine>> prepare(const Options &options);
    QUrl run(std::shared_ptr<Engine> prepared);
    /// Stops, but for what takes time: that is done by the one who lets go of the result, in any thread.
    std::shared_ptr<Engine> takeDown();

    QUrl url() const;          ///< Empty unless running.
    QString stateFile() const; ///< Where the content is: what readState() and readRows() read. Empty unless running.
    std::string organization() const;
    SecretString apiKey() const;
    SecretString apiSecret() const;

    Faults faults() const;
    /// Takes effect with the next request; counting starts anew. Does nothing unless running.
    void setFaults(const Faults &faults);

    /// Throws all content away and starts again with the demo's.
    void resetToDemo();

    /// What is stored now. Error: sandbox_state.
    Result<State> state() const;
    /// Records of a list, oldest first, at most MaxRowsPerPage. Errors: sandbox_state, sandbox_list.
    Result<RowsPage> rows(const RowsQuery &query) const;

Q_SIGNALS:
    /// Something stored has changed. Comes at most some times a second.
    void changed();
    void requestHandled(const smc::sandbox::RequestLogEntry &entry);

private:
    std::shared_ptr<Engine> m_engine;
};

} // namespace smc::sandbox

Q_DECLARE_METATYPE(smc::sandbox::RequestLogEntry)
