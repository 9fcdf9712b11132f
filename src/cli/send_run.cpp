#include "send_run.h"

#include "discard_kind.h"
#include "json_append.h"
#include "say.h"
#include "spoken_clock.h"

#include <net/pause.h>
#include <rest/redacted.h>
#include <workspace/interrupt.h>

#include <unistd.h>

#include <cstdio>

namespace smc::cli {

namespace {

/// With no new event for this long, what waits for company is sent.
constexpr std::chrono::milliseconds Quiet{500};
constexpr std::chrono::milliseconds BetweenProgress{100};
constexpr std::size_t EnoughLines = 64U << 10U;

/// "3 delivered, 1 refused, 2 discarded (2 requests)"
std::string summaryOf(const rest::Totals &totals)
{
    const std::pair<std::size_t, const char *> parts[] = {
        {totals.delivered, "delivered"}, {totals.duplicate, "duplicate"}, {totals.planned, "would be sent"},
        {totals.refused, "refused"},     {totals.notFound, "not found"},  {totals.unknown, "unclear"},
        {totals.notSent, "not sent"},    {totals.invalid, "invalid"},     {totals.discarded, "discarded"},
    };
    std::string text;
    for (const auto &[count, word] : parts) {
        if (count > 0)
            text += (text.empty() ? "" : ", ") + std::to_string(count) + ' ' + word;
    }
    if (text.empty())
        text = "no events";
    return text + " (" + std::to_string(totals.requests) + (totals.requests == 1 ? " request)" : " requests)");
}

/// The first of an expansion's errors.
Error errorOf(const segment::Expansion &expansion)
{
    for (const segment::Problem &problem : expansion.problems()) {
        if (problem.severity == segment::Severity::Error)
            return {std::string(problem.code), problem.message, {}};
    }
    return {};
}

} // namespace

SendRun::SendRun(GlobalOptions global, ChosenProfile chosen, rest::Connection connection, SendOptions options,
                 std::optional<EventVariables> variables, ListFieldsSource fields)
    : m_chosen(std::move(chosen))
    , m_options(std::move(options))
    , m_variables(std::move(variables))
    , m_client(std::move(connection), spokenClock())
    , m_fields(m_client, std::move(fields))
    , m_preparer(destinationNow())
    , m_redactor(m_client.connection().redactor())
    , m_showsProgress(isTerminal(STDERR_FILENO))
{
    if (m_options.keepHistory && !m_options.dryRun)
        m_history.emplace(global, m_chosen, m_redactor);
}

SendRun::~SendRun() = default;

QCoro::Task<ExitCode> SendRun::run()
{
    EventStream stream(m_options.inputs);
    const workspace::Interrupt interrupt([&] { cancel(stream); });

    rest::Dispatcher::Options options;
    options.mode = m_options.dryRun ? rest::Dispatcher::Mode::DryRun : rest::Dispatcher::Mode::Send;
    rest::Dispatcher dispatcher(m_client, options, listeners(), m_cancel.token());

    co_await feed(stream, dispatcher);
    const rest::Totals totals = co_await dispatcher.finish();
    writeLines();
    clearProgress();
    co_return conclude(totals, stream);
}

QCoro::Task<void> SendRun::feed(EventStream &stream, rest::Dispatcher &dispatcher)
{
    while (!stream.hasEnded()) {
        std::optional<Batch> batch = co_await stream.next(Quiet);
        if (!batch && !stream.hasEnded()) {
            co_await dispatcher.flush();
            writeLines();
            batch = co_await stream.next(EventStream::Forever);
        }
        if (batch)
            co_await addAll(std::move(*batch), dispatcher);
        // Nobody reads what becomes of the events: to go on sending would be sending blindly.
        if (m_output.state() != Output::State::Open)
            cancel(stream);
    }
}

QCoro::Task<void> SendRun::addAll(Batch batch, rest::Dispatcher &dispatcher)
{
    for (const Item &item : batch.items()) {
        if (m_cancel.isCancelled())
            co_return;
        co_await addRepeated(batch, item, dispatcher);
        if (m_lines.size() >= EnoughLines)
            writeLines();
    }
    writeLines();
}

QCoro::Task<void> SendRun::addRepeated(const Batch &batch, const Item &item, rest::Dispatcher &dispatcher)
{
    if (item.isError()) {
        // Not made within the call: GCC 12 copies temporaries of an awaited expression byte by byte.
        Error error{std::string(batch.errorOf(item).code), batch.errorOf(item).message, {}};
        co_await dispatcher.addUnreadable(m_next++, std::move(error));
        co_return;
    }
    for (std::uint32_t time = 0; time < m_options.repeat; ++time) {
        if (m_next > 0)
            co_await waitBetween(dispatcher);
        if (m_cancel.isCancelled())
            co_return;
        const std::size_t index = m_next++;
        // Drawn anew for each send.
        segment::Expansion expansion;
        if (m_variables)
            expansion = m_variables->expand(batch.textOf(item), index);
        if (segment::hasErrors(expansion.problems())) {
            Error error = errorOf(expansion);
            co_await dispatcher.addUnreadable(index, std::move(error));
            continue;
        }
        const std::string_view text = m_variables ? std::string_view(expansion.text()) : batch.textOf(item);
        const destination::Prepared *prepared = co_await prepare(text, item.origin, dispatcher);
        if (prepared->verdict() == destination::Verdict::Refused)
            m_refusedLines.emplace_back(index, item.origin.line);
        m_shortfall.add(*prepared);
        if (m_history)
            m_history->remember(index, *prepared);
        co_await dispatcher.add(index, *prepared);
    }
}

destination::Destination SendRun::destinationNow() const
{
    return {m_chosen.settings, m_chosen.preset, m_fields.known()};
}

QCoro::Task<const destination::Prepared *> SendRun::prepare(std::string_view text, segment::Origin origin,
                                                            rest::Dispatcher &dispatcher)
{
    const destination::Stamp stamp = destination::makeStamp();
    const destination::Prepared *prepared = &m_preparer.prepare(text, stamp, origin);
    std::vector<std::string> missing = m_fields.missing(*prepared);
    if (missing.empty())
        co_return prepared;
    co_await m_fields.read(std::move(missing), dispatcher, m_cancel.token());
    m_preparer = destination::Preparer(destinationNow());
    co_return &m_preparer.prepare(text, stamp, origin);
}

QCoro::Task<void> SendRun::waitBetween(rest::Dispatcher &dispatcher)
{
    if (m_options.delayMs == 0)
        co_return;
    // What stands before the wait goes out before it.
    co_await dispatcher.flush();
    writeLines();
    const std::chrono::milliseconds wait(m_options.delayMs);
    auto waiting = net::pause(std::make_shared<net::SystemClock>(), wait, m_cancel.token());
    co_await waiting;
}

rest::Dispatcher::Listeners SendRun::listeners()
{
    rest::Dispatcher::Listeners listeners;
    listeners.event = [this](const rest::EventOutcome &outcome) {
        const bool isDiscarded = outcome.verdict == rest::EventVerdict::Discarded;
        if (isDiscarded && kindOfDiscard(outcome.code) == DiscardKind::Refused)
            ++m_refused;
        m_wasKeptOut = m_wasKeptOut || outcome.code == rest::nameOf(rest::Verdict::NotLetIn);
        rest::EventOutcome shown = rest::redacted(outcome, m_redactor); // Quotes values of the event.
        if (!m_refusedLines.empty() && m_refusedLines.front().first == outcome.event) {
            shown.line = m_refusedLines.front().second;
            m_refusedLines.pop_front();
        }
        m_lines += rest::toJson(shown);
        m_lines += '\n';
        if (m_history)
            m_history->forgetBefore(outcome.event + 1);
    };
    listeners.sent = [this](const rest::Batch &batch, const rest::Sent &sent) {
        if (m_history)
            m_history->keep(batch, sent);
    };
    listeners.progress = [this](const rest::Totals &totals) { showProgress(totals); };
    return listeners;
}

void SendRun::cancel(EventStream &stream)
{
    m_cancel.cancel();
    stream.stop();
}

void SendRun::writeLines()
{
    m_output.write(m_lines);
    m_lines.clear();
}

void SendRun::showProgress(const rest::Totals &totals)
{
    const auto now = std::chrono::steady_clock::now();
    if (now - m_lastProgress < BetweenProgress)
        return;
    m_lastProgress = now;
    writeLines();
    if (!m_showsProgress)
        return;
    std::fprintf(stderr, "\r\033[K%s", summaryOf(totals).c_str());
    std::fflush(stderr);
}

void SendRun::clearProgress()
{
    if (m_showsProgress && m_lastProgress != std::chrono::steady_clock::time_point())
        std::fputs("\r\033[K", stderr);
}

std::string SendRun::expiryNote() const
{
    const std::optional<QDate> &lastDay = m_chosen.profile.keyExpires;
    if (!m_wasKeptOut || !lastDay || *lastDay >= QDate::currentDate())
        return {};
    return "Profile '" + m_chosen.profile.name + "' says that its key was good until " +
           lastDay->toString(Qt::ISODate).toStdString() + ": it has expired. Make a new one in SMC.";
}

ExitCode SendRun::conclude(const rest::Totals &totals, const EventStream &stream)
{
    say(summaryOf(totals) + '.');
    for (const std::string &sentence : {m_shortfall.sentence(), expiryNote()}) {
        if (!sentence.empty())
            say(sentence);
    }
    if (m_output.state() == Output::State::Closed)
        return giveUp(ExitCode::SomeFailed, "Nobody reads the results any more, so nothing more was sent.");
    if (m_output.state() == Output::State::Failed)
        return giveUp(ExitCode::Usage, "Can't write the results: " + m_output.reason() + ". Nothing more was sent.");
    if (const auto error = stream.error())
        return giveUp(ExitCode::Usage, *error);
    if (m_cancel.isCancelled())
        return giveUp(ExitCode::SomeFailed, "Cancelled. Events without a line above were not read and not sent.");
    // What was not sent although nobody cancelled it found SMC down, busy or closed, and can be sent again.
    if (totals.couldNotReach || totals.notSent > 0)
        return ExitCode::Unreachable;
    return totals.isGood() && m_refused == 0 && m_shortfall.deliveries() == 0 ? ExitCode::Done : ExitCode::SomeFailed;
}

} // namespace smc::cli
