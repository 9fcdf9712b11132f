#include "dispatch_state.h"
#include "refused_before.h"

#include <destination/advice.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace smc::rest {

namespace {

/// Sends `batches` one after another.
template <typename State>
QCoro::Task<void> sendAll(std::shared_ptr<State> state, std::vector<Batch> batches)
{
    std::deque<typename State::Job> jobs;
    for (Batch &batch : batches)
        jobs.push_back({std::move(batch)});
    batches.clear();
    while (!jobs.empty()) {
        const typename State::Job job = std::move(jobs.front());
        jobs.pop_front();
        if (const std::optional<std::string> reason = state->reasonNotToSend(job.batch)) {
            state->notSent(job, *reason);
            continue;
        }
        if (state->options.mode == Dispatcher::Mode::DryRun) {
            state->planned(job.batch);
            continue;
        }
        net::HttpRequest request = state->client.requestFor(job.batch);
        net::Policy policy = state->policyFor(job.batch);
        Sent result;
        result.exchange = co_await state->client.exchange(std::move(request), std::move(policy), state->cancel.token());
        result.outcome = outcomeOf(result.exchange, job.batch, state->client.connection().address.organization);
        std::vector<typename State::Job> again = state->sent(job, result);
        jobs.insert(jobs.begin(), std::make_move_iterator(again.begin()), std::make_move_iterator(again.end()));
        state->report();
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
                                  std::span<const destination::Delivery> deliveries)
{
    m_state->take(event, document, deliveries);
    return sendAll(m_state, m_state->dueBatches());
}

QCoro::Task<void> Dispatcher::add(std::size_t event, const destination::Prepared &prepared)
{
    if (prepared.verdict() == destination::Verdict::Ready) {
        m_state->take(event, prepared.event().document(), prepared.deliveries());
        m_state->pending.back().outcome.problems = prepared.problems();
        m_state->pending.back().outcome.omissions = prepared.omissions();
        return sendAll(m_state, m_state->dueBatches());
    }
    State::Pending &entry = m_state->append(event);
    entry.isSettled = true;
    EventOutcome &outcome = entry.outcome;
    outcome.problems = prepared.problems();
    outcome.omissions = prepared.omissions();
    if (prepared.verdict() == destination::Verdict::Refused) {
        refuseBeforeSending(outcome, prepared);
    } else if (prepared.verdict() == destination::Verdict::Discarded && prepared.discard()) {
        outcome.verdict = EventVerdict::Discarded;
        outcome.code = prepared.discard()->code;
        outcome.sentence = prepared.discard()->reason;
        outcome.advice = destination::adviceFor(*prepared.discard());
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

bool Dispatcher::heed(const net::Exchange &exchange, const Outcome &outcome)
{
    return m_state->heed(exchange, outcome);
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
