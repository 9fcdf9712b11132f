#include "dispatcher.h"

#include "sentences.h"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <utility>

namespace smc::rest {

namespace {

using SteadyClock = std::chrono::steady_clock;

/// The path that rights are given by.
std::string pathOf(const Batch &batch)
{
    return std::to_string(static_cast<int>(batch.operation)) + '/' + lowered(batch.list) + '/' + lowered(batch.segment);
}

/// The worst comes first.
constexpr RowStatus BySeverity[] = {RowStatus::Refused, RowStatus::NotFound, RowStatus::Unknown, RowStatus::NotSent};

EventVerdict verdictFor(RowStatus status)
{
    switch (status) {
    case RowStatus::Delivered:
        return EventVerdict::Delivered;
    case RowStatus::Refused:
        return EventVerdict::Refused;
    case RowStatus::NotFound:
        return EventVerdict::NotFound;
    case RowStatus::Unknown:
        return EventVerdict::Unknown;
    case RowStatus::NotSent:
        return EventVerdict::NotSent;
    }
    return EventVerdict::Unknown;
}

std::string joinedSentences(const std::vector<DeliveryOutcome> &deliveries)
{
    std::string text;
    for (const DeliveryOutcome &delivery : deliveries)
        text += (text.empty() ? "" : " ") + delivery.row.sentence;
    return text;
}

/// Makes the event's verdict and sentence of what became of its rows.
void settle(EventOutcome &outcome)
{
    for (const RowStatus status : BySeverity) {
        const auto found = std::find_if(outcome.deliveries.begin(), outcome.deliveries.end(),
                                        [status](const DeliveryOutcome &d) { return d.row.status == status; });
        if (found == outcome.deliveries.end())
            continue;
        outcome.verdict = verdictFor(status);
        outcome.sentence = found->row.sentence;
        outcome.advice = found->advice;
        if (outcome.code.empty())
            outcome.code = nameOf(found->request);
        return;
    }
    outcome.verdict = EventVerdict::Delivered;
    outcome.sentence = joinedSentences(outcome.deliveries);
}

std::size_t &totalFor(Totals &totals, EventVerdict verdict)
{
    switch (verdict) {
    case EventVerdict::Delivered:
        return totals.delivered;
    case EventVerdict::Refused:
        return totals.refused;
    case EventVerdict::NotFound:
        return totals.notFound;
    case EventVerdict::Unknown:
        return totals.unknown;
    case EventVerdict::NotSent:
        return totals.notSent;
    case EventVerdict::Discarded:
        return totals.discarded;
    case EventVerdict::Invalid:
        return totals.invalid;
    case EventVerdict::Planned:
        return totals.planned;
    }
    return totals.unknown;
}

} // namespace

struct Dispatcher::State
{
    /// An event whose outcome is not told yet.
    struct Pending
    {
        EventOutcome outcome;
        std::size_t open = 0; ///< Deliveries of which nothing is known yet.
        bool isSettled = false;
    };

    State(Client givenClient, Options givenOptions, Listeners givenListeners)
        : client(std::move(givenClient))
        , options(givenOptions)
        , listeners(std::move(givenListeners))
        , batcher(givenOptions.limits)
    {
    }

    Pending &append(std::size_t event);
    void take(std::size_t event, const json::Document &document, const std::vector<destination::Delivery> &deliveries);
    std::vector<Batch> dueBatches();
    std::optional<std::string> reasonNotToSend(const Batch &batch) const;
    void planned(const Batch &batch);
    void notSent(const Batch &batch, const std::string &reason);
    void sent(const Batch &batch, const Sent &result);
    void remember(const Batch &batch, const Outcome &outcome);
    DeliveryOutcome *deliveryAt(RowSource source);
    void close(RowSource source);
    void report();

    Client client;
    Options options;
    Listeners listeners;
    Batcher batcher;
    net::CancelSource cancel;
    net::CancelToken::Registration link;
    std::deque<Pending> pending; ///< In the order of the events.
    std::optional<SteadyClock::time_point> oldest;
    std::string haltedBy; ///< Why nothing more is sent at all.
    Verdict haltedVerdict = Verdict::Unreachable;
    std::map<std::string, std::string> closed; ///< Paths that the key may not use, and why.
    Totals totals;
    bool isAbandoned = false;
};

Dispatcher::State::Pending &Dispatcher::State::append(std::size_t event)
{
    Pending &entry = pending.emplace_back();
    entry.outcome.event = event;
    return entry;
}

void Dispatcher::State::take(std::size_t event, const json::Document &document,
                             const std::vector<destination::Delivery> &deliveries)
{
    Pending &entry = append(event);
    for (std::size_t i = 0; i < deliveries.size(); ++i) {
        const destination::Delivery &delivery = deliveries[i];
        DeliveryOutcome &outcome = entry.outcome.deliveries.emplace_back();
        outcome.operation = delivery.operation;
        outcome.list = delivery.list;
        outcome.segment = delivery.segment;
        outcome.row.source = {event, i};
        outcome.row.status = RowStatus::NotSent;
        if (const Result<void> added = batcher.add({event, i}, delivery, document); !added) {
            outcome.row.status = RowStatus::Refused;
            outcome.row.sentence = added.error().message;
            outcome.request = Verdict::Refused;
            entry.outcome.code = added.error().code;
            continue;
        }
        ++entry.open;
    }
    if (deliveries.empty()) {
        entry.outcome.verdict = EventVerdict::Discarded;
        entry.outcome.code = "NO_MATCHING_MAPPING";
        entry.outcome.sentence = "No mapping makes a row of this event.";
        entry.isSettled = true;
    }
    if (!oldest && batcher.waitingRows() > 0)
        oldest = SteadyClock::now();
}

std::vector<Batch> Dispatcher::State::dueBatches()
{
    const bool hasLingered = oldest && SteadyClock::now() - *oldest >= options.linger;
    const bool isAll = hasLingered || pending.size() >= options.waitingEvents || cancel.isCancelled();
    std::vector<Batch> batches = isAll ? batcher.takeAll() : batcher.takeFull();
    if (batcher.waitingRows() == 0)
        oldest.reset();
    return batches;
}

std::optional<std::string> Dispatcher::State::reasonNotToSend(const Batch &batch) const
{
    if (cancel.isCancelled())
        return "Cancelled before it was sent.";
    if (!haltedBy.empty())
        return "Not sent, because an earlier request did not get through. " + haltedBy;
    const auto found = closed.find(pathOf(batch));
    if (found != closed.end())
        return "Not sent, because an earlier request of this kind was not let in. " + found->second;
    return std::nullopt;
}

DeliveryOutcome *Dispatcher::State::deliveryAt(RowSource source)
{
    const auto entry =
        std::lower_bound(pending.begin(), pending.end(), source.event,
                         [](const Pending &candidate, std::size_t event) { return candidate.outcome.event < event; });
    if (entry == pending.end() || entry->outcome.event != source.event ||
        source.delivery >= entry->outcome.deliveries.size())
        return nullptr;
    return &entry->outcome.deliveries[source.delivery];
}

void Dispatcher::State::close(RowSource source)
{
    const auto entry =
        std::lower_bound(pending.begin(), pending.end(), source.event,
                         [](const Pending &candidate, std::size_t event) { return candidate.outcome.event < event; });
    if (entry != pending.end() && entry->open > 0)
        --entry->open;
}

void Dispatcher::State::planned(const Batch &batch)
{
    net::HttpRequest request = client.requestFor(batch);
    if (request.secret)
        request.secret->value = SecretString();
    ++totals.requests;
    totals.rows += batch.rows.size();
    for (const Row &row : batch.rows) {
        if (DeliveryOutcome *delivery = deliveryAt(row.source)) {
            delivery->row.status = RowStatus::Delivered; // as far as a dry run goes; report() makes Planned of it
            delivery->request = Verdict::Accepted;
            delivery->row.sentence = "Would be sent to " + targetOf(batch) + ".";
            close(row.source);
        }
    }
    if (listeners.planned)
        listeners.planned(batch, request);
}

void Dispatcher::State::notSent(const Batch &batch, const std::string &reason)
{
    const bool isCancelled = cancel.isCancelled();
    const Verdict verdict = isCancelled ? Verdict::Cancelled : haltedBy.empty() ? Verdict::NotLetIn : haltedVerdict;
    for (const Row &row : batch.rows) {
        if (DeliveryOutcome *delivery = deliveryAt(row.source)) {
            delivery->row.status = RowStatus::NotSent;
            delivery->row.sentence = reason;
            delivery->request = verdict;
            close(row.source);
        }
    }
}

void Dispatcher::State::remember(const Batch &batch, const Outcome &outcome)
{
    totals.couldNotReach |= outcome.verdict == Verdict::Unreachable || outcome.verdict == Verdict::NotLetIn;
    if (outcome.verdict == Verdict::Unreachable) {
        haltedBy = outcome.sentence;
        haltedVerdict = outcome.verdict;
    } else if (outcome.verdict == Verdict::NotLetIn) {
        constexpr std::size_t MaxClosed = 1000; // events can name any number of lists
        if (closed.size() < MaxClosed)
            closed.emplace(pathOf(batch), outcome.sentence);
    }
}

void Dispatcher::State::sent(const Batch &batch, const Sent &result)
{
    const Outcome &outcome = result.outcome;
    ++totals.requests;
    totals.rows += batch.rows.size();
    remember(batch, outcome);
    for (std::size_t i = 0; i < batch.rows.size() && i < outcome.rows.size(); ++i) {
        const RowSource source = batch.rows[i].source;
        if (DeliveryOutcome *delivery = deliveryAt(source)) {
            delivery->row = outcome.rows[i];
            delivery->request = outcome.verdict;
            delivery->exchangeId = result.exchange.id;
            if (outcome.rows[i].status != RowStatus::Delivered)
                delivery->advice = outcome.advice;
            close(source);
        }
    }
    if (listeners.sent)
        listeners.sent(batch, result);
}

void Dispatcher::State::report()
{
    while (!pending.empty() && pending.front().open == 0) {
        Pending entry = std::move(pending.front());
        pending.pop_front();
        EventOutcome &outcome = entry.outcome;
        if (!entry.isSettled) {
            settle(outcome);
            if (options.mode == Mode::DryRun && outcome.verdict == EventVerdict::Delivered)
                outcome.verdict = EventVerdict::Planned;
        }
        ++totals.events;
        ++totalFor(totals, outcome.verdict);
        if (listeners.event && !isAbandoned)
            listeners.event(outcome);
    }
    if (listeners.progress && !isAbandoned)
        listeners.progress(totals);
}

namespace {

/// Sends `batches` one after another.
template <typename State>
QCoro::Task<void> sendAll(std::shared_ptr<State> state, std::vector<Batch> batches)
{
    for (Batch &batch : batches) {
        if (const std::optional<std::string> reason = state->reasonNotToSend(batch)) {
            state->notSent(batch, *reason);
        } else if (state->options.mode == Dispatcher::Mode::DryRun) {
            state->planned(batch);
        } else {
            net::HttpRequest request = state->client.requestFor(batch);
            Sent result;
            result.exchange = co_await state->client.exchange(std::move(request), state->cancel.token());
            result.outcome = outcomeOf(result.exchange, batch, state->client.connection().address.organization);
            state->sent(batch, result);
            state->report();
        }
        batch = Batch(); // its memory is not needed while the others are sent
    }
    state->report();
}

template <typename State>
QCoro::Task<Totals> finishRun(std::shared_ptr<State> state)
{
    state->oldest.reset();
    std::vector<Batch> batches = state->batcher.takeAll();
    co_await sendAll(state, std::move(batches));
    co_return state->totals;
}

} // namespace

Dispatcher::Dispatcher(Client &client, Options options, Listeners listeners, net::CancelToken cancel)
    : m_state(std::make_shared<State>(client, options, std::move(listeners)))
{
    m_state->link = cancel.onCancel([weak = std::weak_ptr<State>(m_state)] {
        if (const auto state = weak.lock())
            state->cancel.cancel();
    });
}

Dispatcher::~Dispatcher()
{
    if (!m_state)
        return;
    m_state->isAbandoned = true;
    m_state->listeners = {};
    m_state->cancel.cancel();
}

Dispatcher::Dispatcher(Dispatcher &&) noexcept = default;
Dispatcher &Dispatcher::operator=(Dispatcher &&) noexcept = default;

QCoro::Task<void> Dispatcher::add(std::size_t event, const json::Document &document,
                                  const std::vector<destination::Delivery> &deliveries)
{
    m_state->take(event, document, deliveries);
    return sendAll(m_state, m_state->dueBatches());
}

QCoro::Task<void> Dispatcher::add(std::size_t event, const destination::Prepared &prepared)
{
    if (prepared.verdict() == destination::Verdict::Ready) {
        m_state->take(event, prepared.event().document(), prepared.deliveries());
        m_state->pending.back().outcome.problems = prepared.problems();
        return sendAll(m_state, m_state->dueBatches());
    }
    State::Pending &entry = m_state->append(event);
    entry.isSettled = true;
    EventOutcome &outcome = entry.outcome;
    outcome.problems = prepared.problems();
    if (prepared.verdict() == destination::Verdict::Discarded && prepared.discard()) {
        outcome.verdict = EventVerdict::Discarded;
        outcome.code = prepared.discard()->code;
        outcome.sentence = prepared.discard()->reason;
        outcome.advice = prepared.discard()->suggestion;
    } else {
        outcome.verdict = EventVerdict::Invalid;
        const auto error = std::find_if(outcome.problems.begin(), outcome.problems.end(), [](const auto &problem) {
            return problem.severity == segment::Severity::Error;
        });
        outcome.code = error == outcome.problems.end() ? std::string_view("invalid") : error->code;
        outcome.sentence = error == outcome.problems.end() ? "The event is not valid." : error->message;
    }
    return sendAll(m_state, m_state->dueBatches());
}

QCoro::Task<void> Dispatcher::addUnreadable(std::size_t event, Error error)
{
    State::Pending &entry = m_state->append(event);
    entry.isSettled = true;
    entry.outcome.verdict = EventVerdict::Invalid;
    entry.outcome.code = std::move(error.code);
    entry.outcome.sentence = std::move(error.message);
    return sendAll(m_state, m_state->dueBatches());
}

QCoro::Task<void> Dispatcher::flush()
{
    m_state->oldest.reset();
    return sendAll(m_state, m_state->batcher.takeAll());
}

QCoro::Task<Totals> Dispatcher::finish()
{
    return finishRun(m_state);
}

const Totals &Dispatcher::totals() const
{
    return m_state->totals;
}

} // namespace smc::rest
