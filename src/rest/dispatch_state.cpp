#include "dispatch_state.h"

#include "asked_wait.h"
#include "sentences.h"
#include "settled.h"

#include <net/retry.h>
#include <net/sentences.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace smc::rest {

namespace {

/// The path that rights are given by.
std::string pathOf(const Batch &batch)
{
    return std::to_string(static_cast<int>(batch.operation)) + '/' + lowered(batch.list) + '/' + lowered(batch.segment);
}

} // namespace

Dispatcher::State::Pending &Dispatcher::State::append(std::size_t event)
{
    Pending &entry = pending.emplace_back();
    entry.outcome.event = event;
    return entry;
}

void Dispatcher::State::take(std::size_t event, const json::Document &document,
                             std::span<const destination::Delivery> deliveries)
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
        oldest = std::chrono::steady_clock::now();
}

std::vector<Batch> Dispatcher::State::dueBatches()
{
    const bool hasLingered = oldest && std::chrono::steady_clock::now() - *oldest >= options.linger;
    const bool isAll = hasLingered || pending.size() >= options.waitingEvents || cancel.isCancelled();
    std::vector<Batch> batches = isAll ? batcher.takeAll() : batcher.takeFull();
    if (batcher.waitingRows() == 0)
        oldest.reset();
    return batches;
}

std::optional<std::string> Dispatcher::State::reasonNotToSend(const Batch &batch) const
{
    if (cancel.isCancelled())
        return "Cancelled before it was sent, so SMC has not got it.";
    if (!haltedBy.empty())
        return "Not sent, because an earlier request did not get through. " + haltedBy;
    const auto found = closed.find(pathOf(batch));
    if (found != closed.end())
        return "Not sent, because an earlier request of this kind was not let in. " + found->second;
    return std::nullopt;
}

net::Policy Dispatcher::State::policyFor(const Batch &batch) const
{
    net::Policy policy = client.connection().policy;
    const auto busy = busyLists.find(batch.list);
    // A stream may come back to the list an hour later.
    if (busy != busyLists.end() && policy.busyPatience &&
        std::chrono::steady_clock::now() - busy->second < *policy.busyPatience)
        policy.busyPatience = std::chrono::milliseconds(0);
    return policy;
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

namespace {

std::string plannedFor(const Batch &batch)
{
    switch (batch.operation) {
    case destination::Operation::Load:
        return "Would be sent to " + targetOf(batch) + ".";
    case destination::Operation::SegmentLoad:
        return "Would be put into " + targetOf(batch) + ".";
    case destination::Operation::Delete:
        return "Would be deleted from " + targetOf(batch) + ".";
    case destination::Operation::SegmentDelete:
        return "Would be taken out of " + targetOf(batch) + ".";
    }
    return {};
}

} // namespace

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
            delivery->row.sentence = plannedFor(batch);
            delivery->columns = batch.columns;
            for (const BatchCell &cell : row.cells)
                delivery->cells.push_back(cell.json);
            close(row.source);
        }
    }
    if (listeners.planned)
        listeners.planned(batch, request);
}

void Dispatcher::State::notSent(const Job &job, const std::string &reason)
{
    const bool isCancelled = cancel.isCancelled();
    const Verdict verdict = isCancelled ? Verdict::Cancelled : haltedBy.empty() ? Verdict::NotLetIn : haltedVerdict;
    for (const Row &row : job.batch.rows) {
        DeliveryOutcome *delivery = deliveryAt(row.source);
        if (!delivery)
            continue;
        if (!job.isAgain) { // else what is known of the first time stands
            delivery->row.status = RowStatus::NotSent;
            delivery->row.sentence = reason;
            delivery->request = verdict;
            delivery->advice = isCancelled ? std::string(SendAgainIfWanted) : haltedAdvice;
        }
        close(row.source);
    }
}

/// Where SMC lost some rows and does not say which, each half of them is asked for itself. Only what does no harm when
/// it is done twice and then answers as the first time: a record that is deleted already would not be found.
std::vector<Dispatcher::State::Job> Dispatcher::State::jobsAgain(const Batch &batch, const Outcome &outcome)
{
    const bool isLoad =
        batch.operation == destination::Operation::Load || batch.operation == destination::Operation::SegmentLoad;
    const bool isLoss = outcome.counts.notFound.value_or(0) > 0 || outcome.counts.failed.value_or(0) > 0;
    const bool isTold = outcome.verdict == Verdict::PartlyAccepted || outcome.verdict == Verdict::Unclear;
    if (!isLoad || !isLoss || !isTold || batch.rows.size() < 2 || askedAgain + 2 > options.askAgain)
        return {};
    Batch shape = batch;
    shape.rows.clear();
    Batch unclear = shape;
    for (std::size_t i = 0; i < batch.rows.size() && i < outcome.rows.size(); ++i) {
        if (outcome.rows[i].status == RowStatus::Unknown)
            unclear.rows.push_back(batch.rows[i]);
    }
    if (unclear.rows.empty())
        return {};
    std::vector<Job> jobs;
    const auto middle = unclear.rows.begin() + static_cast<std::ptrdiff_t>(unclear.rows.size() / 2);
    for (const auto &[begin, end] : {std::pair(unclear.rows.begin(), middle), std::pair(middle, unclear.rows.end())}) {
        if (begin == end)
            continue;
        Job &job = jobs.emplace_back();
        job.batch = shape;
        job.batch.rows.assign(std::make_move_iterator(begin), std::make_move_iterator(end));
        job.isAgain = true;
    }
    askedAgain += jobs.size();
    return jobs;
}

void Dispatcher::State::rememberBusy(const Batch &batch, const net::Exchange &exchange)
{
    if (exchange.state != net::State::Done || !exchange.answer)
        return;
    if (net::isBusy(exchange.answer->status, exchange.answer->headers))
        busyLists[batch.list] = std::chrono::steady_clock::now();
    else
        busyLists.erase(batch.list);
}

void Dispatcher::State::remember(const Batch &batch, const Sent &result)
{
    const Outcome &outcome = result.outcome;
    rememberBusy(batch, result.exchange);
    totals.couldNotReach |= outcome.verdict == Verdict::Unreachable || outcome.verdict == Verdict::NotLetIn;
    if (heed(result.exchange, outcome))
        return;
    if (outcome.verdict == Verdict::Unreachable) {
        halt(result.exchange, outcome);
    } else if (outcome.verdict == Verdict::NotLetIn) {
        constexpr std::size_t MaxClosed = 1000; // events can name any number of lists
        if (closed.size() < MaxClosed)
            closed.emplace(pathOf(batch), outcome.sentence);
    }
}

bool Dispatcher::State::heed(const net::Exchange &exchange, const Outcome &outcome)
{
    if (!longWaitAfter(exchange))
        return false;
    // Where SMC asks not to be asked for an hour, what comes next would only be refused as well.
    halt(exchange, outcome);
    return true;
}

void Dispatcher::State::halt(const net::Exchange &exchange, const Outcome &outcome)
{
    haltedBy = outcome.sentence;
    // Of what is not sent there is nothing to be looked for in the list.
    haltedAdvice = exchange.state == net::State::Done ? outcome.advice : net::adviceFor(exchange.trouble);
    haltedVerdict = outcome.verdict;
}

std::vector<Dispatcher::State::Job> Dispatcher::State::sent(const Job &job, const Sent &result)
{
    const Batch &batch = job.batch;
    const Outcome &outcome = result.outcome;
    ++totals.requests;
    if (!job.isAgain) {
        totals.rows += batch.rows.size();
        askedAgain = 0;
    }
    remember(batch, result);
    std::vector<Job> again = jobsAgain(batch, outcome);
    for (std::size_t i = 0; i < batch.rows.size() && i < outcome.rows.size(); ++i) {
        const RowSource source = batch.rows[i].source;
        DeliveryOutcome *delivery = deliveryAt(source);
        if (!delivery)
            continue;
        const bool isNews = !job.isAgain || outcome.rows[i].status != RowStatus::NotSent;
        if (isNews) {
            delivery->row = outcome.rows[i];
            delivery->request = outcome.verdict;
            delivery->exchangeId = result.exchange.id;
            const bool isFine =
                outcome.rows[i].status == RowStatus::Delivered || outcome.rows[i].status == RowStatus::Duplicate;
            delivery->advice = isFine ? std::string() : outcome.advice;
        }
        if (again.empty() || outcome.rows[i].status != RowStatus::Unknown)
            close(source);
    }
    if (listeners.sent)
        listeners.sent(batch, result);
    return again;
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
        count(totals, outcome.verdict);
        if (listeners.event && !isAbandoned)
            listeners.event(outcome);
    }
    if (listeners.progress && !isAbandoned)
        listeners.progress(totals);
}

} // namespace smc::rest
