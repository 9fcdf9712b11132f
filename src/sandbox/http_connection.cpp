#include "http_connection.h"

#include "answers.h"

#include <array>

namespace smc::sandbox {

namespace {

constexpr std::size_t PieceSize = 16384;
constexpr qint64 ReadBufferSize = qint64{256} * 1024;
/// After a refusal, what a client still sends is read and thrown away for so long, so that it gets to see the refusal;
/// it ends sooner where nothing more comes.
constexpr std::chrono::milliseconds LingerFor{2000};
constexpr std::chrono::milliseconds LingerQuiet{300};

} // namespace

HttpConnection::HttpConnection(std::uint64_t id, std::unique_ptr<QTcpSocket> socket, const HttpLimits &limits,
                               std::shared_ptr<BufferBudget> budget)
    : m_id(id)
    , m_limits(limits)
    , m_socket(std::move(socket))
    , m_budget(std::move(budget))
    , m_parser(limits)
    , m_hold(m_budget)
    , m_answerHold(m_budget)
    , m_deadline(limits.headersWithin)
{
    m_socket->setReadBufferSize(ReadBufferSize);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket.get(), &QTcpSocket::readyRead, this, &HttpConnection::readInput);
    connect(m_socket.get(), &QTcpSocket::bytesWritten, this, &HttpConnection::afterWriting);
    connect(m_socket.get(), &QTcpSocket::disconnected, this, &HttpConnection::close);
}

void HttpConnection::readInput()
{
    std::array<char, PieceSize> buffer;
    while (m_socket->bytesAvailable() > 0) {
        if (m_phase == Phase::Closing) {
            m_socket->skip(m_socket->bytesAvailable());
            if (!m_linger.hasExpired())
                m_deadline.setRemainingTime(LingerQuiet);
            return;
        }
        if (m_phase != Phase::Receiving)
            return; // The next request waits in the socket until this one is answered.
        const qint64 size = m_socket->peek(buffer.data(), buffer.size());
        if (size <= 0)
            return;
        const std::size_t used = m_parser.feed({buffer.data(), static_cast<std::size_t>(size)});
        m_socket->skip(static_cast<qint64>(used));
        afterFeeding();
    }
}

void HttpConnection::afterFeeding()
{
    if (m_parser.hasFailed())
        return refuse(m_parser.problem().status, m_parser.problem().message);
    if (!m_hold.growTo(m_parser.held()))
        return refuse(503, "Too many requests are under way at once.");
    if (m_parser.takeContinueWanted())
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
    if (!m_startedRequest && m_parser.hasStarted()) {
        m_startedRequest = true;
        m_deadline.setRemainingTime(m_limits.headersWithin);
    }
    if (!m_inBody && m_parser.hasHeaders()) {
        m_inBody = true;
        m_deadline.setRemainingTime(m_limits.requestWithin);
    }
    if (m_parser.isComplete()) {
        m_phase = Phase::Handling;
        m_deadline = QDeadlineTimer(QDeadlineTimer::Forever);
        Q_EMIT requestArrived(this);
    }
}

HttpRequest HttpConnection::takeRequest()
{
    HttpRequest request = m_parser.take();
    request.hold = std::exchange(m_hold, BufferHold(m_budget));
    m_afterAnswer = request.keepsAlive() ? AfterAnswer::KeepOpen : AfterAnswer::Close;
    m_headRequest = request.method == "HEAD";
    m_startedRequest = false;
    m_inBody = false;
    return request;
}

void HttpConnection::answer(const HttpAnswer &answer)
{
    if (m_phase != Phase::Handling)
        return;
    if (!m_answerHold.growTo(answer.body.size()))
        return refuse(503, "Too many answers are under way at once.");
    m_served = true;
    std::string wire = toWire(answer, m_afterAnswer);
    if (m_headRequest)
        wire.resize(wire.size() - answer.body.size());
    m_deadline.setRemainingTime(m_limits.answerTakenWithin);
    m_phase = Phase::Sending;
    m_socket->write(wire.data(), static_cast<qint64>(wire.size()));
    m_socket->flush();
    afterWriting();
}

/// Nothing more is read from a client before it has taken its answer.
void HttpConnection::afterWriting()
{
    if (m_phase != Phase::Sending || m_socket->bytesToWrite() > 0)
        return;
    m_answerHold.release();
    if (m_afterAnswer == AfterAnswer::Close) {
        m_phase = Phase::Closing;
        m_socket->disconnectFromHost();
        return;
    }
    m_phase = Phase::Receiving;
    m_deadline.setRemainingTime(m_limits.idle);
    if (m_socket->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &HttpConnection::readInput, Qt::QueuedConnection);
}

void HttpConnection::refuse(int status, const std::string &message)
{
    m_phase = Phase::Closing;
    m_hold.release();
    const std::string wire = toWire(errorAnswer(status, "ERR", message), AfterAnswer::Close);
    m_socket->write(wire.data(), static_cast<qint64>(wire.size()));
    m_socket->flush();
    // Closing with bytes unread would reset the connection and take the answer from the client.
    m_linger.setRemainingTime(LingerFor);
    m_deadline.setRemainingTime(LingerQuiet);
}

void HttpConnection::drop()
{
    if (m_phase == Phase::Closed)
        return;
    m_socket->abort();
    close();
}

void HttpConnection::enforceDeadline()
{
    if (!m_deadline.hasExpired())
        return;
    if (m_phase == Phase::Receiving && m_startedRequest)
        refuse(408, "The request took too long to arrive.");
    else
        drop();
}

void HttpConnection::close()
{
    if (m_phase == Phase::Closed)
        return;
    m_phase = Phase::Closed;
    Q_EMIT closed(this);
}

} // namespace smc::sandbox
