#include "sender.h"

#include "attempt_run.h"
#include "course.h"
#include "gate.h"
#include "sentences.h"
#include "transport.h"

#include <QFutureWatcher>
#include <QPromise>
#include <QThreadPool>

#include <utility>

namespace smc::net {

namespace {

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
    std::optional<Refusal> refusal = refusalOf(transport);
    if (!refusal && !transport.caFile.empty())
        refusal = trustIn(transport.caFile).refusal;
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
