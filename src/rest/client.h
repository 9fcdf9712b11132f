// SMC's REST API, spoken: sending batches, asking what is there, testing a connection.
//
//     Client client({.address = {*AdminUrl::parse("acme.slgnt.us"), "ACME"}, .apiKey = key, .apiSecret = secret});
//     const Sent sent = co_await client.send(batch, cancel.token());
#pragma once

#include "answer.h"
#include "catalog.h"
#include "request.h"

#include <base/secret_string.h>
#include <destination/settings.h>
#include <net/cancel.h>
#include <net/clock.h>
#include <net/policy.h>
#include <net/redaction.h>

#include <QCoro/QCoroTask>

#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace smc::rest {

/// How long a bulk operation waits for the other one of which a list bears one at a time (SMC API, changelog): its end
/// is not announced, and loads of some thousand rows take a minute.
inline constexpr std::chrono::seconds ListBusyPatience{75};

struct Connection
{
    Address address{};
    SecretString apiKey{};
    SecretString apiSecret{};
    net::Transport transport{};
    net::Policy policy{.busyPatience = ListBusyPatience};
    BulkOptions options{};

    /// Adds X-ApiKey: key:secret, shown as $SMC_API_KEY:$SMC_API_SECRET. Without key and secret nothing is added.
    net::HttpRequest authorized(net::HttpRequest request) const;
    /// Finds key and secret, together and each alone, in what is kept or shown besides the exchange.
    net::Redactor redactor() const;
};

/// The way to SMC that the settings name: CA file and proxy.
net::Transport transportFor(const destination::Settings &settings);

struct Sent
{
    net::Exchange exchange;
    Outcome outcome;
};

/// An answer to a question. `value` is an error (its code is the verdict's name, its message the sentence and the
/// advice) where the outcome is not Accepted.
template <typename T>
struct Reading
{
    net::Exchange exchange;
    Outcome outcome;
    Result<T> value = fail("not_asked", "Nothing was asked yet.");
};

struct ConnectionStep
{
    enum class State : std::uint8_t { Ok, Failed, Skipped };

    std::string id; ///< "address", "access", "events_list".
    std::string title;
    State state = State::Skipped;
    std::string sentence;
    std::string advice;
    std::optional<net::Exchange> exchange; ///< None where nothing was asked.
};
/// "ok", "failed", "skipped".
std::string_view nameOf(ConnectionStep::State state);

struct ConnectionReport
{
    std::vector<ConnectionStep> steps; ///< Always all of them, in order.
    std::optional<Organization> organization;
    std::vector<FieldInfo> eventsListFields; ///< Empty where they could not be read.

    bool isGood() const; ///< Every step is Ok.
};
std::string toJson(const ConnectionReport &report);

/// Lives in a thread with an event loop. Copies share the connections. Tasks may outlive it.
class Client
{
public:
    explicit Client(Connection connection);
    Client(Connection connection, std::shared_ptr<net::Clock> clock);

    const Connection &connection() const;

    /// The request that send() sends, authorized.
    net::HttpRequest requestFor(const Batch &batch) const;

    QCoro::Task<Sent> send(Batch batch, net::CancelToken cancel = {});

    /// Sends any request to the SMC as it is, with the connection's policy.
    QCoro::Task<net::Exchange> exchange(net::HttpRequest request, net::CancelToken cancel = {});
    /// The same with a policy of its own.
    QCoro::Task<net::Exchange> exchange(net::HttpRequest request, net::Policy policy, net::CancelToken cancel);

    /// Steps: the address answers (GET /status); key and organization are accepted (GET O); the events data list can be
    /// read with its fields (GET L/fields). A step is skipped where an earlier one makes it pointless.
    /// `ended`, where given, is told each step as it ends.
    QCoro::Task<ConnectionReport> testConnection(std::string eventsList, net::CancelToken cancel = {},
                                                 std::function<void(const ConnectionStep &)> ended = {});

    QCoro::Task<Reading<Organization>> organization(net::CancelToken cancel = {});
    QCoro::Task<Reading<std::vector<ListInfo>>> lists(Query query = {}, net::CancelToken cancel = {});
    QCoro::Task<Reading<ListInfo>> list(std::string list, net::CancelToken cancel = {});
    QCoro::Task<Reading<std::vector<FieldInfo>>> fields(std::string list, net::CancelToken cancel = {});
    QCoro::Task<Reading<std::int64_t>> recordCount(std::string list, net::CancelToken cancel = {});
    QCoro::Task<Reading<std::vector<SegmentInfo>>> segments(std::string list, Query query = {},
                                                            net::CancelToken cancel = {});
    QCoro::Task<Reading<SegmentInfo>> segment(std::string list, std::string segment, net::CancelToken cancel = {});

private:
    struct State;
    std::shared_ptr<State> m_state;
};

} // namespace smc::rest
