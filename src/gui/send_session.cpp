#include "send_session.h"

#include "console_private.h"
#include "send_words.h"
#include "target_words.h"
#include "text.h"

#include <workspace/spool_folder.h>

namespace smc::gui {

SendSession::SendSession(Console &console, rest::Connection way, destination::Destination destination)
    : m_console(&console)
    , m_target(console.targetText())
    , m_destination(std::move(destination))
    , m_redactor(way.redactor())
    , m_clock(console.d->clock)
    , m_cancelled(console.d->cancel.token())
    , m_client(std::move(way), console.d->sendingClock)
    , m_blank(console.blankEntry())
{
    console.setBusy(Console::Busy::Yes);
}

SendSession::~SendSession()
{
    if (m_console)
        m_console->setBusy(Console::Busy::No);
}

QCoro::Task<SendReport> SendSession::send(std::shared_ptr<SendSession> session, std::string eventText,
                                          destination::Stamp stamp)
{
    if (!session->m_console)
        co_return declined();
    const destination::Prepared prepared = destination::prepare(eventText, session->m_destination, stamp);
    workspace::HistoryEntry entry = session->m_blank;
    entry.timeMs = session->m_clock->now().time_since_epoch().count();
    entry.eventText = session->m_redactor.text(eventText);
    if (const auto type = prepared.event().callType())
        entry.callType = std::string(segment::nameOf(*type));
    if (prepared.verdict() != destination::Verdict::Ready) {
        SendReport report = redacted(reportOf(prepared), session->m_redactor);
        entry.verdict = historyWordOf(prepared);
        entry.sentence = toUtf8(report.verdict.sentence);
        auto keeping = session->m_console->keep(entry);
        const std::optional<std::int64_t> id = co_await keeping;
        if (id)
            report.entryIds.push_back(*id);
        co_return report;
    }
    auto sending = session->m_console->transmit(session->m_client, prepared, entry, session->m_cancelled);
    SendReport report = co_await sending;
    co_return report;
}

QCoro::Task<Result<std::shared_ptr<SendSession>>> Console::beginSession(QWidget *over, std::size_t events)
{
    const std::weak_ptr<const int> life = m_life;
    if (const Result<void> isFree = freeToSend(); !isFree)
        co_return tl::make_unexpected(isFree.error());
    Result<rest::Connection> way = connection(d->destination.settings, sandboxInForce(), credentialsInForce());
    if (!way)
        co_return tl::make_unexpected(way.error());
    way->policy.spoolFolder = workspace::spoolFolder(d->folder);
    // The answer may take long, and another profile may be current by then: what was asked about is what is sent to.
    const std::string profileId = d->current.id;
    const destination::Destination destination = d->destination;
    if (isProduction()) {
        auto asking = d->dialogs->ask(over, runQuestion(events));
        const QString answer = co_await asking;
        if (life.expired() || answer != QLatin1String("send"))
            co_return fail("declined", toUtf8(tr("You chose not to send it.")));
        if (d->busy || profileId != d->current.id || destination.settings.toJson() != d->destination.settings.toJson())
            co_return fail("declined", toUtf8(tr("The profile changed meanwhile. Nothing was sent.")));
    }
    co_return std::shared_ptr<SendSession>(new SendSession(*this, std::move(*way), destination));
}

Question Console::runQuestion(std::size_t events) const
{
    const QString name = fromUtf8(d->current.name);
    const QString organization = fromUtf8(d->destination.settings.organization);
    Question question;
    question.id = QStringLiteral("send_to_production");
    question.title = tr("Send to production");
    question.text =
        events == 1
            ? tr("Send one event to the production profile “%1”, organization “%2”?").arg(name, organization)
            : tr("Send %n events to the production profile “%1”, organization “%2”?", nullptr, static_cast<int>(events))
                  .arg(name, organization);
    question.details = tr("They go to %1. Real contacts may be changed. You are asked once for this run.")
                           .arg(addressWords(d->destination.settings));
    question.choices = {{QStringLiteral("send"), tr("Send to PRODUCTION: %1").arg(name), Choice::Kind::Destroy},
                        {QStringLiteral("cancel"), tr("Don't send"), Choice::Kind::Cancel}};
    question.preferred = QStringLiteral("cancel");
    return question;
}

} // namespace smc::gui
