// Sends requests over HTTP: retries, quota waits, redirects, cancel, TLS, and redaction of whatever comes out.
//
//     Sender sender(transport);
//     CancelSource cancel;
//     Exchange exchange = co_await sender.send(request, Policy{}, cancel.token());
#pragma once

#include "cancel.h"
#include "clock.h"
#include "exchange.h"
#include "http_request.h"
#include "policy.h"

#include <base/error.h>

#include <QCoro/QCoroTask>

#include <memory>

namespace smc::net {

/// Nothing where a Sender can go by `transport`. Reads the CA file, where it names one, in this thread. Errors:
/// bad_ca_file (not there, no file of at most 4 MB, or without a certificate), bad_proxy_url; without the check, every
/// exchange fails with these as its trouble.
Result<void> check(const Transport &transport);

/// Lives in a thread with an event loop; the CA file is read in another. Keeps connections alive between requests: use
/// one Sender for many of them. Going away cancels what runs; tasks that are awaited still finish, as cancelled.
class Sender
{
public:
    explicit Sender(Transport transport = {}, std::shared_ptr<Clock> clock = std::make_shared<SystemClock>());
    ~Sender();
    Sender(const Sender &) = delete;
    Sender &operator=(const Sender &) = delete;

    /// Sends `request` and comes back with what happened; it never throws, every failure is an Exchange.
    ///
    /// Sent again, up to Policy::maxAttempts: 408, 429, 5xx but 501, connection failures and time-outs.
    /// X-RateLimit-Reset (seconds) and Retry-After (seconds or a date) set the wait; where they ask for more than
    /// Policy::maxRetryWait, the exchange ends at once with that answer. Otherwise the wait is exponential with equal
    /// jitter, and goes on up to Policy::busyPatience for a 429 that names none. Never sent again: any other status
    /// (400, 401, 404, 405, 422 …), TLS failures, refusals of our own.
    ///
    /// Policy::timeout (15 s) is one of silence: it begins anew with every byte that goes or comes. An attempt that
    /// never falls silent ends at Policy::attemptLimit (5 min).
    ///
    /// Redirects: followed at most 5 times and only within the origin; 307 and 308 keep method and body, 301, 302 and
    /// 303 are followed for GET and HEAD only. Another origin is never asked: the exchange fails with
    /// Trouble::RedirectElsewhere and keeps the answer.
    ///
    /// The body is sent as it is. A "User-Agent", and for POST a "Content-Type", is added where none is given; Qt adds
    /// Host, Connection, Content-Length, Accept-Encoding and Accept-Language, which the exchange does not show. Cookies
    /// are neither kept nor sent.
    ///
    /// A request with a body goes out once in each attempt. One without may go out once more within the same attempt:
    /// Qt does so where a connection ends before any answer.
    QCoro::Task<Exchange> send(HttpRequest request, Policy policy = {}, CancelToken cancel = {});

private:
    class Private;
    std::shared_ptr<Private> d;
};

} // namespace smc::net
