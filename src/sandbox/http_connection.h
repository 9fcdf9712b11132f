// One client's connection: requests in, answers out, within limits of size and time.
#pragma once

#include "buffer_budget.h"
#include "http_message.h"
#include "http_parser.h"

#include <QtCore/qdeadlinetimer.h>
#include <QtCore/qobject.h>
#include <QtNetwork/qtcpsocket.h>

#include <cstdint>
#include <memory>

namespace smc::sandbox {

class HttpConnection : public QObject
{
    Q_OBJECT

public:
    HttpConnection(std::uint64_t id, std::unique_ptr<QTcpSocket> socket, const HttpLimits &limits,
                   std::shared_ptr<BufferBudget> budget);

    std::uint64_t id() const { return m_id; }

    /// Waiting for a request, or in the middle of one.
    bool isReceiving() const { return m_phase == Phase::Receiving; }
    bool hasServed() const { return m_served; }

    /// Answers the request that requestArrived() gave.
    void answer(const HttpAnswer &answer);
    /// Ends the connection at once and without an answer.
    void drop();
    /// Ends what takes too long. Called every so often.
    void enforceDeadline();

Q_SIGNALS:
    /// A request is complete: fetch it with takeRequest(). The next one comes after its answer.
    void requestArrived(smc::sandbox::HttpConnection *connection);
    void closed(smc::sandbox::HttpConnection *connection);

public:
    HttpRequest takeRequest();

private:
    enum class Phase : std::uint8_t { Receiving, Handling, Sending, Closing, Closed };

    void readInput();
    void afterFeeding();
    void afterWriting();
    void refuse(int status, const std::string &message);
    void close();

    const std::uint64_t m_id;
    const HttpLimits m_limits;
    std::unique_ptr<QTcpSocket> m_socket;
    std::shared_ptr<BufferBudget> m_budget;
    HttpParser m_parser;
    BufferHold m_hold;       ///< Of the request that is being read.
    BufferHold m_answerHold; ///< Of the answer that is being written.
    QDeadlineTimer m_deadline;
    QDeadlineTimer m_linger;
    Phase m_phase = Phase::Receiving;
    AfterAnswer m_afterAnswer = AfterAnswer::KeepOpen;
    bool m_headRequest = false;
    bool m_startedRequest = false;
    bool m_inBody = false;
    bool m_served = false;
};

} // namespace smc::sandbox
