// One way to SMC for several events one after another: profile, address and key as they were when it began. Choosing
// another profile ends it, as it ends all that is being sent.
#pragma once

#include "console.h"

#include <destination/prepare.h>
#include <net/cancel.h>
#include <net/clock.h>
#include <net/redaction.h>
#include <rest/client.h>
#include <workspace/history_entry.h>

#include <QCoro/QCoroTask>
#include <QPointer>

#include <memory>
#include <string>

namespace smc::gui {

/// Console::beginSession() makes it; while it lives, the console is busy, and Console::cancel() ends what it sends.
class SendSession
{
public:
    ~SendSession();
    SendSession(const SendSession &) = delete;
    SendSession &operator=(const SendSession &) = delete;

    /// Prepares, sends and records an event, as Console::send() does, without asking again. One at a time. Where the
    /// console went meanwhile, Cancelled.
    static QCoro::Task<SendReport> send(std::shared_ptr<SendSession> session, std::string eventText,
                                        destination::Stamp stamp);

    const QString &target() const { return m_target; } ///< "Sandbox", "PRODUCTION: Acme".
    const net::CancelToken &cancelled() const { return m_cancelled; }
    const std::shared_ptr<net::Clock> &clock() const { return m_clock; }

private:
    friend class Console;
    SendSession(Console &console, rest::Connection way, destination::Destination destination);

    QPointer<Console> m_console;
    QString m_target;
    destination::Destination m_destination;
    net::Redactor m_redactor;
    std::shared_ptr<net::Clock> m_clock;
    net::CancelToken m_cancelled;
    rest::Client m_client;
    workspace::HistoryEntry m_blank; ///< With profile and environment.
};

} // namespace smc::gui
