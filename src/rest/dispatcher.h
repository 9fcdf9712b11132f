// A sending run: events go in one by one, one outcome per event comes out, in the same order.
//
//     Dispatcher run(client, {.mode = Dispatcher::Mode::Send}, {.event = printLine}, cancel.token());
//     for (…)
//         co_await run.add(index, preparer.prepare(text));
//     const Totals totals = co_await run.finish();
#pragma once

#include "client.h"

#include <destination/prepare.h>

#include <chrono>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace smc::rest {

enum class EventVerdict : std::uint8_t {
    Delivered, ///< SMC has all of it.
    Duplicate, ///< SMC kept other rows of the same requests in the place of all of its own.
    Refused,   ///< SMC said no to at least one of its rows, or would by the types of its fields, and nothing was sent;
               ///< or a row could not be made into a request.
    NotFound,  ///< SMC knows no record for at least one of its rows.
    Unknown,   ///< SMC may have it or not.
    NotSent,   ///< Cancelled, not let in, unreachable, busy: SMC did not take it, and it can be sent again.
    Discarded, ///< The destination does not take such events.
    Invalid,   ///< Segment would refuse it.
    Planned,   ///< Dry run: it would be sent.
};
/// "delivered", "duplicate", "refused", "not_found", "unknown", "not_sent", "discarded", "invalid", "planned".
std::string_view nameOf(EventVerdict verdict);

/// What became of one row of an event.
struct DeliveryOutcome
{
    destination::Operation operation = destination::Operation::Load;
    std::string list;
    std::string segment;
    RowOutcome row;
    Verdict request = Verdict::Cancelled; ///< Of the whole request; Cancelled where it was not sent.
    std::string advice;
    std::string exchangeId; ///< Net's Exchange::id; empty where nothing was sent.
    /// Dry run: the row that would be sent, a JSON value for each column. Else empty.
    std::vector<std::string> columns{};
    std::vector<std::string> cells{};
};

struct EventOutcome
{
    std::size_t event = 0;
    EventVerdict verdict = EventVerdict::NotSent;
    /// The discard's or first problem's code; "record_not_found" or SMC's validation code for a row; else the request's
    /// verdict: "not_let_in", "not_found" for a list or segment that SMC does not know.
    std::string code;
    std::string sentence; ///< What happened, for a person.
    std::string advice;   ///< What to do; may be empty.
    std::vector<segment::Problem> problems;
    std::vector<destination::Omission> omissions{}; ///< What its rows lack, or rules could not send of it.
    std::vector<DeliveryOutcome> deliveries;
    std::optional<std::size_t> line{}; ///< Where the event stands in its input; for those who know it to fill in.
};

/// {"index":0,"outcome":"refused","code":…,"message":…,"advice":…,"deliveries":[…]} on one line.
std::string toJson(const EventOutcome &outcome);

/// Events by verdict, and what it took.
struct Totals
{
    std::size_t events = 0;
    std::size_t delivered = 0;
    std::size_t duplicate = 0;
    std::size_t refused = 0;
    std::size_t notFound = 0;
    std::size_t unknown = 0;
    std::size_t notSent = 0;
    std::size_t discarded = 0;
    std::size_t invalid = 0;
    std::size_t planned = 0;
    std::size_t requests = 0;   ///< Sent, or planned in a dry run.
    std::size_t rows = 0;       ///< In those requests.
    bool couldNotReach = false; ///< At least one request was not let in or found no way to SMC.

    /// Nothing failed or was refused. Discards and duplicates are no failures.
    bool isGood() const { return refused + notFound + unknown + notSent + invalid == 0; }
};

/// One run. Requests go one after another. Await each call before the next; going away ends the run, and tasks that are
/// awaited still finish.
///
/// After a request that found no way to SMC, or of which SMC asks to wait longer than Policy::maxRetryWait, nothing
/// more is sent; after one that was not let in, nothing more for the same operation, list and segment (rights are given
/// by path): those events are NotSent and say why.
///
/// A list that is busy with another bulk operation is waited for with Policy::busyPatience once, not once for each
/// request: when it is spent, further requests to that list are tried once each, until one finds it free.
class Dispatcher
{
public:
    enum class Mode : std::uint8_t { Send, DryRun };

    struct Options
    {
        Mode mode = Mode::Send;
        Batcher::Limits limits{};
        /// Rows wait at most this long for company; looked at when the next event comes.
        std::chrono::milliseconds linger = std::chrono::seconds(5);
        /// Most events whose outcome waits for earlier ones; reached, all waiting rows are sent.
        std::size_t waitingEvents = 10000;
        /// Where SMC lost rows of a load and does not say which, halves of it are sent again until each row's fate is
        /// known, with at most this many more requests for a batch. 0 never asks again.
        std::size_t askAgain = 64;
    };

    /// Called from within add() and finish().
    struct Listeners
    {
        std::function<void(const EventOutcome &)> event{};                      ///< In the order of the events.
        std::function<void(const Batch &, const Sent &)> sent{};                ///< After each request.
        std::function<void(const Batch &, const net::HttpRequest &)> planned{}; ///< Dry run: each request, redacted.
        std::function<void(const Totals &)> progress{};
    };

    Dispatcher(Client &client, Options options, Listeners listeners, net::CancelToken cancel = {});
    ~Dispatcher();
    Dispatcher(Dispatcher &&) noexcept;
    Dispatcher &operator=(Dispatcher &&) noexcept;

    /// Takes an event; its index must be higher than the last one's. Comes back when there is room for another:
    /// requests that are due have been answered by then. `prepared` is not used after the first suspension.
    QCoro::Task<void> add(std::size_t event, const destination::Prepared &prepared);
    /// The same with a prepared event taken apart: its document and its deliveries.
    QCoro::Task<void> add(std::size_t event, const json::Document &document,
                          std::span<const destination::Delivery> deliveries);
    /// An event that could not be read at all: reported as Invalid in its place.
    QCoro::Task<void> addUnreadable(std::size_t event, Error error);
    /// Takes in the answer to a question that was asked besides the run's own requests. Where SMC asks by it to wait
    /// longer than Policy::maxRetryWait, nothing more is sent, as after a request of the run, and the result is true.
    bool heed(const net::Exchange &exchange, const Outcome &outcome);
    /// Sends what waits.
    QCoro::Task<void> flush();
    /// Sends what waits and reports every event.
    QCoro::Task<Totals> finish();

    const Totals &totals() const;

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace smc::rest
