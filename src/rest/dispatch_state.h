// What a sending run keeps between its calls. Inside of the room only.
#pragma once

#include "dispatcher.h"

#include <destination/api_name.h>

#include <chrono>
#include <deque>
#include <map>
#include <optional>
#include <span>

namespace smc::rest {

struct Dispatcher::State
{
    /// An event whose outcome is not told yet.
    struct Pending
    {
        EventOutcome outcome;
        std::size_t open = 0; ///< Deliveries of which nothing is known yet.
        bool isSettled = false;
    };

    /// A request to send.
    struct Job
    {
        Batch batch;
        bool isAgain = false; ///< Its rows were sent before, and it is not known what became of them.
    };

    State(Client givenClient, Options givenOptions, Listeners givenListeners)
        : client(std::move(givenClient))
        , options(givenOptions)
        , listeners(std::move(givenListeners))
        , batcher(givenOptions.limits)
    {
    }

    Pending &append(std::size_t event);
    void take(std::size_t event, const json::Document &document, std::span<const destination::Delivery> deliveries);
    std::vector<Batch> dueBatches();
    std::optional<std::string> reasonNotToSend(const Batch &batch) const;
    /// The connection's, without patience for a list on which the run has spent it.
    net::Policy policyFor(const Batch &batch) const;
    void planned(const Batch &batch);
    void notSent(const Job &job, const std::string &reason);
    /// Takes in what became of a job, and returns what must be asked again to know what became of each row.
    std::vector<Job> sent(const Job &job, const Sent &result);
    std::vector<Job> jobsAgain(const Batch &batch, const Outcome &outcome);
    void remember(const Batch &batch, const Sent &result);
    void rememberBusy(const Batch &batch, const net::Exchange &exchange);
    bool heed(const net::Exchange &exchange, const Outcome &outcome);
    void halt(const net::Exchange &exchange, const Outcome &outcome);
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
    std::optional<std::chrono::steady_clock::time_point> oldest;
    std::string haltedBy; ///< Why nothing more is sent at all.
    std::string haltedAdvice;
    Verdict haltedVerdict = Verdict::Unreachable;
    std::map<std::string, std::string> closed; ///< Paths that the key may not use, and why.
    /// Lists that were busy for longer than the policy's patience, and not free since: when last.
    std::map<std::string, std::chrono::steady_clock::time_point, destination::ApiNameOrder> busyLists;
    std::size_t askedAgain = 0; ///< Requests that were made again for the batch at work.
    Totals totals;
    bool isAbandoned = false;
};

} // namespace smc::rest
