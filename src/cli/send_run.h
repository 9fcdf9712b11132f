// One `smcctl send`: events go in, requests go out, one outcome line per event comes out in the order of the input.
#pragma once

#include "event_stream.h"
#include "event_variables.h"
#include "exit_code.h"
#include "list_fields.h"
#include "options.h"
#include "output.h"
#include "profile_choice.h"
#include "send_history.h"
#include "shortfall.h"

#include <destination/prepare.h>
#include <net/cancel.h>
#include <net/redaction.h>
#include <rest/client.h>
#include <rest/dispatcher.h>

#include <QCoroTask>

#include <chrono>
#include <deque>
#include <optional>
#include <string>
#include <utility>

namespace smc::cli {

class SendRun
{
public:
    /// With `variables`, each event is sent with its variables replaced. What SMC would refuse by the types of `fields`
    /// is not sent.
    SendRun(GlobalOptions global, ChosenProfile chosen, rest::Connection connection, SendOptions options,
            std::optional<EventVariables> variables, ListFieldsSource fields);
    ~SendRun();
    SendRun(const SendRun &) = delete;
    SendRun &operator=(const SendRun &) = delete;

    /// Sends everything. Call it once.
    QCoro::Task<ExitCode> run();

private:
    QCoro::Task<void> feed(EventStream &stream, rest::Dispatcher &dispatcher);
    QCoro::Task<void> addAll(Batch batch, rest::Dispatcher &dispatcher);
    /// One item, as often as it is to be sent, with the wait between.
    QCoro::Task<void> addRepeated(const Batch &batch, const Item &item, rest::Dispatcher &dispatcher);
    /// What becomes of the event in `text`, by the types of its lists' fields: those are read first where need be.
    /// Lives until the next call.
    QCoro::Task<const destination::Prepared *> prepare(std::string_view text, segment::Origin origin,
                                                       rest::Dispatcher &dispatcher);
    destination::Destination destinationNow() const;
    QCoro::Task<void> waitBetween(rest::Dispatcher &dispatcher);
    rest::Dispatcher::Listeners listeners();
    void cancel(EventStream &stream);
    void writeLines();
    void showProgress(const rest::Totals &totals);
    void clearProgress();
    /// Where SMC did not let the key in after its last day, as the profile keeps it: that. Else empty.
    std::string expiryNote() const;
    ExitCode conclude(const rest::Totals &totals, const EventStream &stream);

    ChosenProfile m_chosen;
    SendOptions m_options;
    std::optional<EventVariables> m_variables;
    rest::Client m_client;
    ListFieldsReader m_fields;
    destination::Preparer m_preparer;
    net::Redactor m_redactor; ///< Knows the run's key and secret.
    net::CancelSource m_cancel;
    std::optional<SendHistory> m_history;
    Output m_output;
    std::string m_lines; ///< Outcomes on their way to m_output.
    std::chrono::steady_clock::time_point m_lastProgress{};
    bool m_showsProgress = false;
    std::deque<std::pair<std::size_t, std::size_t>> m_refusedLines; ///< Index and line of what was refused unsent.
    std::size_t m_next = 0;                                         ///< The index of the next send.
    std::size_t m_refused = 0; ///< Events among the discarded ones that should have gone (DiscardKind::Refused).
    bool m_wasKeptOut = false; ///< SMC did not let the key in.
    Shortfall m_shortfall;
};

} // namespace smc::cli
