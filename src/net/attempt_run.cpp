#include "attempt_run.h"

#include "body_text.h"
#include "network_trouble.h"
#include "tls_info.h"

#include <QIODevice>
#include <QNetworkAccessManager>

#include <algorithm>
#include <utility>

namespace smc::net {

namespace {

constexpr qint64 ReadBuffer = qint64{4} * 1024 * 1024;
/// Of a body that goes to disk: what stays in memory of it, to be looked at.
constexpr std::size_t HeadBytes = 64UL * 1024;

/// A body that can be read once. Qt sends a request again by itself where a connection ends before an answer; with such
/// a body it can't.
class BodyForOnce : public QIODevice
{
public:
    explicit BodyForOnce(const QByteArray &bytes)
        : m_bytes(bytes)
    {
        open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    }

    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    qint64 bytesAvailable() const override { return m_bytes.size() - m_read; }
    bool atEnd() const override { return bytesAvailable() == 0; }

protected:
    qint64 readData(char *to, qint64 most) override
    {
        if (atEnd())
            return -1;
        const qint64 taken = std::min<qint64>(most, bytesAvailable());
        std::copy_n(m_bytes.constData() + m_read, taken, to);
        m_read += taken;
        return taken;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_read = 0;
};

QNetworkReply *dispatchOnce(QNetworkAccessManager *network, QNetworkRequest request, const QByteArray &verb,
                            const QByteArray &bytes)
{
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setHeader(QNetworkRequest::ContentLengthHeader, bytes.size());
    auto *body = new BodyForOnce(bytes);
    QNetworkReply *reply = network->sendCustomRequest(request, verb, body);
    body->setParent(reply);
    return reply;
}

QNetworkReply *dispatch(QNetworkAccessManager *network, const QNetworkRequest &request, const std::string &method,
                        const std::string &body)
{
    const QByteArray verb = QByteArray::fromStdString(method);
    if (!body.empty())
        return dispatchOnce(network, request, verb, QByteArray(body.data(), qsizetype(body.size())));
    if (method == "POST")
        return network->post(request, QByteArray());
    if (method == "PUT")
        return network->put(request, QByteArray());
    if (method == "GET")
        return network->get(request);
    if (method == "HEAD")
        return network->head(request);
    return network->sendCustomRequest(request, verb, static_cast<QIODevice *>(nullptr));
}

/// Header bytes that are no UTF-8 are Latin-1 (RFC 9110, 5.5).
std::string asUtf8(const QByteArray &bytes)
{
    const std::string text = bytes.toStdString();
    return isUtf8(text) ? text : QString::fromLatin1(bytes).toStdString();
}

} // namespace

AttemptRun::AttemptRun(QNetworkAccessManager *network, Policy policy)
    : m_network(network)
    , m_policy(policy)
{
}

AttemptRun::~AttemptRun()
{
    if (!m_reply)
        return;
    m_reply->disconnect(this);
    if (m_reply->isRunning())
        m_reply->abort();
    m_reply->deleteLater();
}

double AttemptRun::elapsedMs() const
{
    const qint64 microseconds = m_stopwatch.nsecsElapsed() / 1000;
    return double(microseconds) / 1000.0;
}

void AttemptRun::start(const QNetworkRequest &request, const std::string &method, const std::string &body)
{
    m_stopwatch.start();
    for (QTimer *timer : {&m_silence, &m_limit})
        timer->setSingleShot(true);
    const auto seconds = [](std::chrono::milliseconds time) {
        return QString::number(double(time.count()) / 1000).toStdString() + " s";
    };
    connect(&m_silence, &QTimer::timeout, this,
            [this, seconds] { abortWith(Trouble::TimedOut, "nothing came for " + seconds(m_policy.timeout)); });
    connect(&m_limit, &QTimer::timeout, this,
            [this, seconds] { abortWith(Trouble::TimedOut, "not done after " + seconds(m_policy.attemptLimit)); });
    m_silence.start(m_policy.timeout);
    m_limit.start(m_policy.attemptLimit);

    m_reply = dispatch(m_network, request, method, body);
    boundAnswer();
    watch();
}

void AttemptRun::boundAnswer()
{
    const auto bound = [this] {
        if (m_reply)
            m_reply->setReadBufferSize(ReadBuffer);
    };
    bound();
    // Where there is a body, Qt begins one or two turns of the event loop later and forgets what was set before. It
    // must be set once before the body goes out: an answer comes as fast as it can, however late this thread is then.
    const auto nextTurn = [this](auto then) { QMetaObject::invokeMethod(this, then, Qt::QueuedConnection); };
    nextTurn([nextTurn, bound] { nextTurn(bound); });
}

void AttemptRun::watch()
{
    QNetworkReply *reply = m_reply;
    connect(reply, &QNetworkReply::socketStartedConnecting, this, [this] {
        if (!m_result.timing.queuedMs)
            m_result.timing.queuedMs = elapsedMs();
        stir();
    });
    connect(reply, &QNetworkReply::requestSent, this, [this] {
        m_result.wasSent = true;
        if (!m_result.timing.connectedMs)
            m_result.timing.connectedMs = elapsedMs();
        if (!m_result.timing.queuedMs)
            m_result.timing.queuedMs = m_result.timing.connectedMs;
        stir();
    });
    connect(reply, &QNetworkReply::encrypted, this, [this] {
        m_result.timing.encryptedMs = elapsedMs();
        stir();
    });
    connect(reply, &QNetworkReply::uploadProgress, this, [this](qint64 sent) {
        if (sent > 0)
            stir();
    });
    connect(reply, &QNetworkReply::metaDataChanged, this, [this] {
        if (!m_result.timing.firstByteMs)
            m_result.timing.firstByteMs = elapsedMs();
        stir();
    });
    connect(reply, &QNetworkReply::readyRead, this, [this] {
        if (!m_isWriting)
            stir();
        readBody();
    });
    connect(reply, &QNetworkReply::sslErrors, this,
            [this](const QList<QSslError> &errors) { m_tlsErrors.assign(errors.begin(), errors.end()); });
    connect(reply, &QNetworkReply::finished, this, [this] { finish(); });
}

void AttemptRun::stir()
{
    m_silence.start(m_policy.timeout);
}

void AttemptRun::readBody()
{
    Answer &answer = m_result.answer;
    while (!answer.truncated && !m_aborted && !m_isWriting && m_reply && m_reply->bytesAvailable() > 0) {
        const QByteArray piece = m_reply->read(ReadBuffer);
        if (piece.isEmpty())
            return;
        m_received += static_cast<std::uint64_t>(piece.size());
        if (isSpooling())
            spool(piece.toStdString());
        else
            keepInMemory(piece);
    }
}

void AttemptRun::keepInMemory(const QByteArray &piece)
{
    Answer &answer = m_result.answer;
    if (!m_spoolName.empty() && answer.body.size() + std::size_t(piece.size()) > m_policy.spoolAbove) {
        m_spool = std::make_shared<Spool>(m_policy.spoolFolder, m_spoolName, m_policy.maxSpooledBytes,
                                          m_policy.maxSpoolFolderBytes, m_redactor);
        std::string all = std::move(answer.body);
        all.append(piece.constData(), std::size_t(piece.size()));
        answer.body = all.substr(0, HeadBytes);
        answer.body.shrink_to_fit();
        spool(std::move(all));
        return;
    }
    const std::size_t room = m_policy.maxAnswerBytes - answer.body.size();
    const std::size_t taken = std::min(room, std::size_t(piece.size()));
    answer.body.append(piece.constData(), taken);
    if (taken < std::size_t(piece.size())) {
        answer.truncated = true;
        // Not from within readyRead: abort() finishes the reply under the one who emits.
        QTimer::singleShot(0, this, [this] { abortWith(Trouble::None, {}); });
    }
}

void AttemptRun::cancel()
{
    abortWith(Trouble::Cancelled, {});
}

void AttemptRun::abortWith(Trouble trouble, std::string detail)
{
    if (m_finished.isOpen() || m_aborted)
        return;
    m_aborted = true;
    m_result.trouble = trouble;
    m_result.detail = std::move(detail);
    if (m_reply && m_reply->isRunning())
        m_reply->abort();
    finish();
}

void AttemptRun::readHead()
{
    Answer &answer = m_result.answer;
    answer.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (answer.status == 0)
        return;
    answer.reason = m_reply->attribute(QNetworkRequest::HttpReasonPhraseAttribute).toString().toStdString();
    for (const auto &[name, value] : m_reply->rawHeaderPairs())
        answer.headers.push_back({asUtf8(name), asUtf8(value)});
    const QVariant packed = m_reply->attribute(QNetworkRequest::OriginalContentLengthAttribute);
    if (packed.isValid())
        answer.wireBytes = packed.toULongLong();
}

void AttemptRun::readTls()
{
    const QSslConfiguration configuration = m_reply->sslConfiguration();
    QSslCertificate certificate = configuration.peerCertificate();
    // Where it was not trusted, the reply has it no more.
    if (certificate.isNull() && !m_tlsErrors.empty())
        certificate = m_tlsErrors.front().certificate();
    if (!certificate.isNull())
        m_result.tls = tlsInfoOf(certificate, configuration);
}

void AttemptRun::finish()
{
    if (m_finished.isOpen() || m_isEnding)
        return;
    m_silence.stop();
    m_limit.stop();
    m_result.timing.doneMs = elapsedMs();
    if (m_reply && !m_aborted)
        readBody();
    if (!isSpooling())
        return close();
    m_isEnding = true;
    if (!m_isWriting)
        endSpool();
}

void AttemptRun::close()
{
    if (m_reply) {
        readHead();
        readTls();
    }
    judge();
    m_finished.open();
}

bool AttemptRun::isAnswer() const
{
    if (m_aborted || !m_reply)
        return false;
    const QNetworkReply::NetworkError error = m_reply->error();
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    return error == QNetworkReply::NoError || (status >= 400 && isStatusOnly(error)) ||
           isRedirectWithBody(error, status);
}

void AttemptRun::judge()
{
    Answer &answer = m_result.answer;
    if (!m_aborted && m_reply) {
        if (!isAnswer()) {
            m_result.trouble = m_tlsErrors.empty() ? troubleOf(m_reply->error()) : troubleOf(m_tlsErrors);
            m_result.detail = m_reply->errorString().toStdString();
        } else if (answer.status == 0) {
            m_result.trouble = Trouble::NotHttp;
        }
    }
    if (!m_tlsErrors.empty()) {
        m_result.detail.clear();
        for (const QSslError &error : m_tlsErrors)
            m_result.detail += (m_result.detail.empty() ? "" : "; ") + error.errorString().toStdString();
    }
    if (answer.status != 0 && m_result.trouble != Trouble::None)
        answer.truncated = true;
    const bool isPacked = findHeader(answer.headers, "Content-Encoding").has_value();
    if (!answer.wireBytes && !answer.truncated && !isPacked)
        answer.wireBytes = m_received;
}

} // namespace smc::net
