// One attempt on the wire: from the network request to the end of the answer. Internal to this room.
#pragma once

#include "exchange.h"
#include "gate.h"
#include "policy.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QObject>
#include <QPointer>
#include <QSslError>
#include <QTimer>

#include <string>
#include <vector>

class QNetworkAccessManager;

namespace smc::net {

/// What one attempt brought, not redacted yet.
struct AttemptResult
{
    Timing timing;
    Answer answer; ///< Its status is 0 where no answer came.
    std::optional<TlsInfo> tls;
    Trouble trouble = Trouble::None;
    std::string detail;   ///< The system's words.
    bool wasSent = false; ///< The request's head went out, so the server may have acted.
};

class AttemptRun : public QObject
{
public:
    AttemptRun(QNetworkAccessManager *network, Policy policy);
    ~AttemptRun() override;

    /// Sends; `body` may be empty. Wait at finished().
    void start(const QNetworkRequest &request, const std::string &method, const std::string &body);
    /// Ends it at once with Trouble::Cancelled.
    void cancel();

    Gate &finished() { return m_finished; }
    AttemptResult takeResult() { return std::move(m_result); }

private:
    void watch();
    void stir();
    void readHead();
    void readBody();
    void readTls();
    void abortWith(Trouble trouble, std::string detail);
    void finish();
    void judge();
    double elapsedMs() const;

    QNetworkAccessManager *m_network;
    Policy m_policy;
    QPointer<QNetworkReply> m_reply;
    QElapsedTimer m_stopwatch;
    QTimer m_silence;
    QTimer m_limit;
    std::vector<QSslError> m_tlsErrors;
    AttemptResult m_result;
    bool m_aborted = false;
    Gate m_finished;
};

} // namespace smc::net
