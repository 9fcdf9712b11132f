#include "sender.h"

#include "attempt_run.h"
#include "gate.h"
#include "redaction.h"
#include "retry.h"
#include "sentences.h"
#include "transport.h"

#include <QFile>
#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>
#include <QUuid>

#include <algorithm>
#include <cmath>
#include <utility>

namespace smc::net {

namespace {

constexpr int MaxRedirects = 5;

bool isRedirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool mayFollow(int status, const std::string &method)
{
    return method == "GET" || method == "HEAD" || status == 307 || status == 308;
}

bool mayRepeat(const AttemptResult &result, Repeat repeat)
{
    const bool isTrouble = result.trouble != Trouble::None;
    const bool mends = isTrouble ? isRetriable(result.trouble) : isRetriable(result.answer.status);
    if (!mends || repeat == Repeat::Freely)
        return mends;
    return isTrouble ? !result.wasSent : result.answer.status == 429 || result.answer.status == 503;
}

State stateFor(Trouble trouble)
{
    switch (trouble) {
    case Trouble::None:
        return State::Done;
    case Trouble::Cancelled:
        return State::Cancelled;
    case Trouble::TimedOut:
        return State::TimedOut;
    default:
        return State::Failed;
    }
}

Redactor redactorFor(const HttpRequest &request, const Transport &transport)
{
    Redactor redactor;
    if (request.secret)
        redactor.add(request.secret->value);
    for (const Header &header : request.headers) {
        if (!isSensitiveHeader(header.name))
            continue;
        const std::string_view value = header.value;
        redactor.add(SecretString(value));
        if (const std::size_t space = value.find(' '); space != std::string_view::npos)
            redactor.add(SecretString(value.substr(space + 1)));
    }
    redactor.add(SecretString(transport.proxyUrl.password(QUrl::FullyDecoded).toStdString()));
    return redactor;
}

void redactAnswer(Answer &answer, const Redactor &redactor)
{
    answer.reason = redactor.text(answer.reason);
    answer.headers = redactor.headers(answer.headers);
    answer.body = redactor.text(answer.body, answer.isPart() ? TextEnd::Cut : TextEnd::Whole);
}

QFuture<Trust> readTrust(const std::string &caFile)
{
    const auto promise = std::make_shared<QPromise<Trust>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, caFile] {
        promise->addResult(trustIn(caFile));
        promise->finish();
    });
    return promise->future();
}

} // namespace

class Sender::Private
{
public:
    Private(Transport theTransport, std::shared_ptr<Clock> theClock)
        : transport(std::move(theTransport))
        , clock(std::move(theClock))
        , refusal(refusalOf(transport))
        , trust(transport.caFile.empty() ? QtFuture::makeReadyFuture(trustIn({})) : readTrust(transport.caFile))
        , network(makeManager(transport))
    {
    }

    static QCoro::Task<Exchange> run(std::shared_ptr<Private> self, HttpRequest request, Policy policy,
                                     CancelToken cancel);
    /// Waits until the CA file has been read, or `cancel` or the sender's end comes before.
    static QCoro::Task<void> trustRead(std::shared_ptr<Private> self, CancelToken cancel);

    Transport transport;
    std::shared_ptr<Clock> clock;
    std::optional<Refusal> refusal;
    QFuture<Trust> trust; ///< Its file is read beside this thread, from the sender's first moment on.
    std::unique_ptr<QNetworkAccessManager> network;
    CancelSource ending; ///< Cancelled when the Sender goes.
};

namespace {

/// The run of one exchange between its waits: decides and records, but never waits itself.
class Course
{
public:
    Course(HttpRequest request, Policy policy, const Transport &transport, Clock &clock)
        : m_request(std::move(request))
        , m_policy(policy)
        , m_transport(transport)
        , m_clock(clock)
        , m_redactor(redactorFor(m_request, transport))
        , m_url(m_request.url)
    {
        complete(m_request);
        m_exchange.id = QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
        m_exchange.request = m_redactor.request(m_request);
    }

    const HttpRequest &request() const { return m_request; }
    const QUrl &url() const { return m_url; }
    const Redactor &redactor() const { return m_redactor; }
    const std::string &id() const { return m_exchange.id; }
    Exchange takeExchange() { return std::move(m_exchange); }

    void end(Trouble trouble, std::string_view detail = {})
    {
        m_exchange.state = stateFor(trouble);
        m_exchange.trouble = trouble;
        m_exchange.sentence = sentence(trouble, detail);
    }

    /// Cancelled before the first attempt or in the wait for the next.
    void endInWait()
    {
        if (!m_exchange.attempts.empty()) {
            Attempt &last = m_exchange.attempts.back();
            const auto sending = std::chrono::milliseconds(std::llround(last.timing.doneMs.value_or(0)));
            last.wait = std::clamp(m_clock.now() - last.started - sending, std::chrono::milliseconds(0), last.wait);
        }
        end(Trouble::Cancelled);
    }

    void beginAttempt()
    {
        Attempt attempt;
        attempt.started = m_clock.now();
        attempt.method = m_exchange.request.method;
        attempt.url = m_redactor.url(m_url);
        m_exchange.attempts.push_back(std::move(attempt));
    }

    /// Records `result` and says what follows. After Next::Nothing the exchange has its end.
    Next take(AttemptResult result)
    {
        Attempt &attempt = m_exchange.attempts.back();
        std::string detail = std::move(result.detail);
        blameProxy(result, detail);
        decide(result, detail);
        const bool hasAnswer = result.answer.status != 0;
        if (hasAnswer)
            redactAnswer(result.answer, m_redactor);
        attempt.timing = result.timing;
        attempt.status = result.answer.status;
        attempt.reason = result.answer.reason;
        attempt.headers = result.answer.headers;
        attempt.trouble = result.trouble;
        attempt.sentence = sentence(result.trouble, detail);
        m_exchange.tls = std::move(result.tls);
        m_exchange.answer.reset();
        if (hasAnswer)
            m_exchange.answer = std::move(result.answer);
        if (attempt.next == Next::Nothing)
            end(result.trouble, detail);
        else if (hasAnswer)
            forgetSpooled(*m_exchange.answer);
        return attempt.next;
    }

    std::chrono::milliseconds wait() const { return m_exchange.attempts.back().wait; }

private:
    /// Of an attempt that another one follows, the head is all that is kept.
    void forgetSpooled(Answer &answer)
    {
        if (!answer.spooled)
            return;
        QFile::remove(QString::fromStdString(m_policy.spoolFolder + '/' + answer.spooled->name));
        answer.spooled.reset();
        answer.truncated = true;
    }

    void decide(AttemptResult &result, std::string &detail)
    {
        if (result.trouble == Trouble::None && followsRedirect(result, detail)) {
            m_exchange.attempts.back().next = Next::Redirect;
            return;
        }
        Attempt &attempt = m_exchange.attempts.back();
        attempt.tooLongWait = tooLongWait(result.answer.status, result.answer.headers, m_policy, m_clock.now());
        if (attempt.tooLongWait || !mayRepeat(result, m_policy.repeat))
            return;
        const std::optional<Wait> wait = waitBeforeNext(result);
        if (!wait)
            return;
        m_redirects = 0;
        m_url = m_request.url;
        attempt.next = Next::Retry;
        attempt.wait = wait->duration;
        attempt.waitReason = wait->reason;
    }

    /// None where patience is at its end.
    std::optional<Wait> waitBeforeNext(const AttemptResult &result)
    {
        const Headers &headers = result.answer.headers;
        const std::optional<std::chrono::milliseconds> patience = m_policy.busyPatience;
        const bool isBusyNow = result.trouble == Trouble::None && isBusy(result.answer.status, headers);
        if (patience && m_policy.maxAttempts > 1 && isBusyNow) {
            const Wait wait = busyWait(++m_busyTimes, m_policy, m_clock.chance());
            m_busyWaits += wait.duration;
            return m_busyWaits <= *patience ? std::optional(wait) : std::nullopt;
        }
        if (m_tries >= m_policy.maxAttempts)
            return std::nullopt;
        const Wait wait = waitAfter(m_tries, headers, m_policy, m_clock.now(), m_clock.chance());
        if (wait.reason != WaitReason::Backoff && wait.duration > m_policy.maxRetryWait)
            return std::nullopt;
        ++m_tries;
        return wait;
    }

    /// True where m_url is the next to be asked. Sets the trouble where the redirect leads nowhere we go.
    bool followsRedirect(AttemptResult &result, std::string &detail)
    {
        const auto location = findHeader(result.answer.headers, "Location");
        if (!isRedirect(result.answer.status) || !location)
            return false;
        const QUrl target =
            m_url.resolved(QUrl::fromEncoded(QByteArray(location->data(), qsizetype(location->size()))));
        if (!target.isValid() || !isSameOrigin(m_url, target)) {
            result.trouble = Trouble::RedirectElsewhere;
            detail = m_redactor.url(target).toDisplayString().toStdString();
            return false;
        }
        if (!mayFollow(result.answer.status, m_request.method))
            return false;
        if (++m_redirects > MaxRedirects) {
            result.trouble = Trouble::TooManyRedirects;
            return false;
        }
        m_url = target;
        m_url.setUserInfo({});
        return true;
    }

    /// Qt has no word of its own for most of what goes wrong on the way to or through a proxy.
    void blameProxy(AttemptResult &result, std::string &detail) const
    {
        const bool isOnTheWay = result.trouble == Trouble::Unreachable || result.trouble == Trouble::HostNotFound;
        if (!isOnTheWay || result.wasSent || proxyHost(m_transport, m_url).empty())
            return;
        if (result.trouble == Trouble::HostNotFound)
            detail = "there is none of this name, or it knows no server called " + m_url.host().toStdString();
        result.trouble = Trouble::Proxy;
    }

    std::string sentence(Trouble trouble, std::string_view detail) const
    {
        const bool isProxys = trouble == Trouble::Proxy || trouble == Trouble::ProxyLogin;
        const std::string host = isProxys ? proxyHost(m_transport, m_url) : m_url.host().toStdString();
        return m_redactor.sentence(sentenceFor(trouble, host, detail));
    }

    HttpRequest m_request;
    Policy m_policy;
    const Transport &m_transport;
    Clock &m_clock;
    Redactor m_redactor;
    QUrl m_url; ///< The one to ask next.
    Exchange m_exchange;
    int m_tries = 1;
    int m_busyTimes = 0; ///< Answers that named no wait, and the waits after them together.
    std::chrono::milliseconds m_busyWaits{0};
    int m_redirects = 0;
};

} // namespace

QCoro::Task<void> Sender::Private::trustRead(std::shared_ptr<Private> self, CancelToken cancel)
{
    if (self->trust.isFinished())
        co_return;
    Gate gate;
    QFutureWatcher<Trust> reading;
    QObject::connect(&reading, &QFutureWatcherBase::finished, &gate, [&gate] { gate.open(); });
    const auto onCancel = cancel.onCancel([&gate] { gate.open(); });
    const auto onEnding = self->ending.token().onCancel([&gate] { gate.open(); });
    reading.setFuture(self->trust);
    co_await gate.opened();
}

QCoro::Task<Exchange> Sender::Private::run(std::shared_ptr<Private> self, HttpRequest request, Policy policy,
                                           CancelToken cancel)
{
    const std::optional<Refusal> refusal = self->refusal ? self->refusal : refusalOf(request);
    Course course(std::move(request), policy, self->transport, *self->clock);
    if (refusal) {
        course.end(refusal->trouble, refusal->detail);
        co_return course.takeExchange();
    }
    const CancelToken ending = self->ending.token();
    auto reading = trustRead(self, cancel);
    co_await reading;
    const bool isTrustKnown = self->trust.isFinished();
    if (isTrustKnown && self->trust.result().refusal) {
        const Refusal unread = *self->trust.result().refusal;
        course.end(unread.trouble, unread.detail);
        co_return course.takeExchange();
    }
    for (;;) {
        if (cancel.isCancelled() || ending.isCancelled()) {
            course.endInWait();
            break;
        }
        course.beginAttempt();
        AttemptRun attempt(self->network.get(), policy);
        if (!policy.spoolFolder.empty())
            attempt.spoolTo(course.id() + ".body", course.redactor());
        attempt.start(toNetworkRequest(course.request(), course.url(), self->trust.result().tls),
                      course.request().method, course.request().body);
        const auto onCancel = cancel.onCancel([&attempt] { attempt.cancel(); });
        const auto onEnding = ending.onCancel([&attempt] { attempt.cancel(); });
        co_await attempt.finished().opened();

        const Next next = course.take(attempt.takeResult());
        if (next == Next::Nothing)
            break;
        if (next == Next::Retry) {
            Gate pause;
            const auto cancelPause = cancel.onCancel([&pause] { pause.open(); });
            const auto endPause = ending.onCancel([&pause] { pause.open(); });
            self->clock->callAfter(course.wait(), &pause, [&pause] { pause.open(); });
            co_await pause.opened();
        }
    }
    co_return course.takeExchange();
}

Result<void> check(const Transport &transport)
{
    std::optional<Refusal> refusal = trustIn(transport.caFile).refusal;
    if (!refusal)
        refusal = refusalOf(transport);
    if (!refusal)
        return {};
    return fail(std::string(nameOf(refusal->trouble)),
                sentenceFor(refusal->trouble, {}, refusal->detail) + ' ' + adviceFor(refusal->trouble));
}

Sender::Sender(Transport transport, std::shared_ptr<Clock> clock)
    : d(std::make_shared<Private>(std::move(transport), std::move(clock)))
{
}

Sender::~Sender()
{
    d->ending.cancel();
}

QCoro::Task<Exchange> Sender::send(HttpRequest request, Policy policy, CancelToken cancel)
{
    return Private::run(d, std::move(request), policy, std::move(cancel));
}

} // namespace smc::net
