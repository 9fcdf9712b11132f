#include "course.h"

#include "sentences.h"

#include <QFile>
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

} // namespace

Course::Course(HttpRequest request, Policy policy, const Transport &transport, Clock &clock)
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

void Course::end(Trouble trouble, std::string_view detail)
{
    m_exchange.state = stateFor(trouble);
    m_exchange.trouble = trouble;
    m_exchange.sentence = sentence(trouble, detail);
}

void Course::endInWait()
{
    if (!m_exchange.attempts.empty()) {
        Attempt &last = m_exchange.attempts.back();
        const auto sending = std::chrono::milliseconds(std::llround(last.timing.doneMs.value_or(0)));
        last.wait = std::clamp(m_clock.now() - last.started - sending, std::chrono::milliseconds(0), last.wait);
    }
    end(Trouble::Cancelled);
}

void Course::beginAttempt()
{
    Attempt attempt;
    attempt.started = m_clock.now();
    attempt.method = m_exchange.request.method;
    attempt.url = m_redactor.url(m_url);
    m_exchange.attempts.push_back(std::move(attempt));
}

Next Course::take(AttemptResult result)
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

/// Of an attempt that another one follows, the head is all that is kept.
void Course::forgetSpooled(Answer &answer)
{
    if (!answer.spooled)
        return;
    QFile::remove(QString::fromStdString(m_policy.spoolFolder + '/' + answer.spooled->name));
    answer.spooled.reset();
    answer.truncated = true;
}

void Course::decide(AttemptResult &result, std::string &detail)
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
std::optional<Wait> Course::waitBeforeNext(const AttemptResult &result)
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
bool Course::followsRedirect(AttemptResult &result, std::string &detail)
{
    const auto location = findHeader(result.answer.headers, "Location");
    if (!isRedirect(result.answer.status) || !location)
        return false;
    const QUrl target = m_url.resolved(QUrl::fromEncoded(QByteArray(location->data(), qsizetype(location->size()))));
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
void Course::blameProxy(AttemptResult &result, std::string &detail) const
{
    const bool isOnTheWay = result.trouble == Trouble::Unreachable || result.trouble == Trouble::HostNotFound;
    if (!isOnTheWay || result.wasSent || proxyHost(m_transport, m_url).empty())
        return;
    if (result.trouble == Trouble::HostNotFound)
        detail = "there is none of this name, or it knows no server called " + m_url.host().toStdString();
    result.trouble = Trouble::Proxy;
}

std::string Course::sentence(Trouble trouble, std::string_view detail) const
{
    const bool isProxys = trouble == Trouble::Proxy || trouble == Trouble::ProxyLogin;
    const std::string host = isProxys ? proxyHost(m_transport, m_url) : m_url.host().toStdString();
    return m_redactor.sentence(sentenceFor(trouble, host, detail));
}

} // namespace smc::net
