// The run of one exchange between its waits. Inside of the room only.
#pragma once

#include "attempt_run.h"
#include "clock.h"
#include "exchange.h"
#include "redaction.h"
#include "retry.h"
#include "transport.h"

#include <QUrl>

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace smc::net {

/// Decides what follows an attempt and records what was, but never waits itself.
class Course
{
public:
    /// `transport` and `clock` must outlive it.
    Course(HttpRequest request, Policy policy, const Transport &transport, Clock &clock);

    const HttpRequest &request() const { return m_request; }
    /// The one to ask next.
    const QUrl &url() const { return m_url; }
    const Redactor &redactor() const { return m_redactor; }
    const std::string &id() const { return m_exchange.id; }
    Exchange takeExchange() { return std::move(m_exchange); }

    void end(Trouble trouble, std::string_view detail = {});
    /// Cancelled before the first attempt or in the wait for the next.
    void endInWait();

    void beginAttempt();
    /// Records `result` and says what follows. After Next::Nothing the exchange has its end.
    Next take(AttemptResult result);
    /// Before the attempt that follows.
    std::chrono::milliseconds wait() const { return m_exchange.attempts.back().wait; }

private:
    void forgetSpooled(Answer &answer);
    void decide(AttemptResult &result, std::string &detail);
    std::optional<Wait> waitBeforeNext(const AttemptResult &result);
    bool followsRedirect(AttemptResult &result, std::string &detail);
    void blameProxy(AttemptResult &result, std::string &detail) const;
    std::string sentence(Trouble trouble, std::string_view detail) const;

    HttpRequest m_request;
    Policy m_policy;
    const Transport &m_transport;
    Clock &m_clock;
    Redactor m_redactor;
    QUrl m_url;
    Exchange m_exchange;
    int m_tries = 1;
    int m_busyTimes = 0; ///< Answers that named no wait, and the waits after them together.
    std::chrono::milliseconds m_busyWaits{0};
    int m_redirects = 0;
};

} // namespace smc::net
