// One attempt on the wire: from the network request to the end of the answer. Internal to this room.
#pragma once

#include "exchange.h"
#include "gate.h"
#include "policy.h"
#include "redaction.h"
#include "spool.h"

#include <QElapsedTimer>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QObject>
#include <QPointer>
#include <QSslError>
#include <QTimer>

#include <cstdint>
#include <memory>
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

    /// A body beyond Policy::spoolAbove goes to a file of this name in Policy::spoolFolder. Call before start().
    void spoolTo(std::string name, Redactor redactor);
    /// Sends; `body` may be empty. Wait at finished().
    void start(const QNetworkRequest &request, const std::string &method, const std::string &body);
    /// Ends it at once with Trouble::Cancelled.
    void cancel();

    Gate &finished() { return m_finished; }
    AttemptResult takeResult() { return std::move(m_result); }

private:
    /// What the program hasn't read yet stays in the connection, but for a few MB.
    void boundAnswer();
    void watch();
    void stir();
    void readHead();
    void readBody();
    void keepInMemory(const QByteArray &piece);
    /// Hands `piece` to the disk. No other is read before it is there: what comes waits in the connection meanwhile.
    void spool(std::string piece);
    void endSpool();
    void spooled(bool isTaken);
    void close();
    /// Whether what came is what the server had to say, be it an error.
    bool isAnswer() const;
    bool isSpooling() const { return m_spool != nullptr; }
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
    bool m_isEnding = false;      ///< All has come; what was read is on its way to the disk.
    bool m_isWriting = false;     ///< A piece is on its way to the disk.
    std::uint64_t m_received = 0; ///< Of the body, decoded.
    std::string m_spoolName;
    Redactor m_redactor;
    std::shared_ptr<Spool> m_spool; ///< The disk thread's while m_isWriting.
    Gate m_finished;
};

} // namespace smc::net
