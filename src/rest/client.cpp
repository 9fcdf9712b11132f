#include "client.h"

#include <net/sender.h>

#include <utility>

namespace smc::rest {

struct Client::State
{
    State(Connection given, std::shared_ptr<net::Clock> clock)
        : connection(std::move(given))
        , sender(connection.transport, std::move(clock))
    {
    }

    Connection connection;
    net::Sender sender;
};

net::HttpRequest Connection::authorized(net::HttpRequest request) const
{
    if (apiKey.isEmpty() && apiSecret.isEmpty())
        return request;
    std::string value;
    value.reserve(apiKey.reveal().size() + apiSecret.reveal().size() + 1); // no copy is left behind by growing
    value.append(apiKey.reveal()).append(":").append(apiSecret.reveal());
    request.secret = net::SecretHeader{"X-ApiKey", SecretString(value), "$SMC_API_KEY:$SMC_API_SECRET"};
    wipe(value);
    return request;
}

net::Redactor Connection::redactor() const
{
    net::Redactor redactor;
    if (const net::HttpRequest request = authorized({}); request.secret)
        redactor.add(request.secret->value);
    redactor.add(SecretString(transport.proxyUrl.password(QUrl::FullyDecoded).toStdString()));
    return redactor;
}

net::Transport transportFor(const destination::Settings &settings)
{
    net::Transport transport;
    transport.caFile = settings.caFile;
    if (!settings.proxyUrl.empty()) {
        transport.proxy = net::ProxyUse::Explicit;
        transport.proxyUrl = QUrl(QString::fromStdString(settings.proxyUrl));
    }
    return transport;
}

namespace {

/// Fills a reading's outcome and value from its exchange.
template <typename T>
Reading<T> readingOf(net::Exchange exchange, const Subject &subject, Result<T> (*read)(std::string_view))
{
    Reading<T> reading;
    reading.outcome = outcomeOf(exchange, subject);
    reading.exchange = std::move(exchange);
    if (!reading.outcome.isGood()) {
        const std::string &advice = reading.outcome.advice;
        reading.value = fail(std::string(nameOf(reading.outcome.verdict)),
                             reading.outcome.sentence + (advice.empty() ? std::string() : " " + advice));
        return reading;
    }
    reading.value = read(reading.exchange.answer->body);
    if (!reading.value) {
        reading.outcome.verdict = Verdict::Unreadable;
        reading.outcome.side = Side::Smc;
        reading.outcome.sentence = reading.value.error().message;
    }
    return reading;
}

template <typename T>
QCoro::Task<Reading<T>> ask(Client client, net::HttpRequest request, Subject subject,
                            Result<T> (*read)(std::string_view), net::CancelToken cancel)
{
    net::Exchange exchange = co_await client.exchange(std::move(request), std::move(cancel));
    co_return readingOf<T>(std::move(exchange), subject, read);
}

QCoro::Task<Sent> sendBatch(Client client, Batch batch, net::CancelToken cancel)
{
    net::HttpRequest request = client.requestFor(batch);
    Sent sent;
    sent.exchange = co_await client.exchange(std::move(request), std::move(cancel));
    sent.outcome = outcomeOf(sent.exchange, batch, client.connection().address.organization);
    co_return sent;
}

/// Keeps what the sender lives in until the exchange is over.
template <typename State>
QCoro::Task<net::Exchange> exchangeWith(std::shared_ptr<State> state, net::HttpRequest request, net::Policy policy,
                                        net::CancelToken cancel)
{
    if (request.method == "GET")
        policy.busyPatience.reset(); // Bulk operations alone find a list busy.
    co_return co_await state->sender.send(std::move(request), policy, std::move(cancel));
}

} // namespace

Client::Client(Connection connection)
    : Client(std::move(connection), std::make_shared<net::SystemClock>())
{
}

Client::Client(Connection connection, std::shared_ptr<net::Clock> clock)
    : m_state(std::make_shared<State>(std::move(connection), std::move(clock)))
{
}

const Connection &Client::connection() const
{
    return m_state->connection;
}

net::HttpRequest Client::requestFor(const Batch &batch) const
{
    const Connection &c = m_state->connection;
    return c.authorized(toRequest(c.address, batch, c.options));
}

QCoro::Task<Sent> Client::send(Batch batch, net::CancelToken cancel)
{
    return sendBatch(*this, std::move(batch), std::move(cancel));
}

QCoro::Task<net::Exchange> Client::exchange(net::HttpRequest request, net::CancelToken cancel)
{
    return exchangeWith(m_state, std::move(request), m_state->connection.policy, std::move(cancel));
}

QCoro::Task<net::Exchange> Client::exchange(net::HttpRequest request, net::Policy policy, net::CancelToken cancel)
{
    return exchangeWith(m_state, std::move(request), std::move(policy), std::move(cancel));
}

QCoro::Task<Reading<Organization>> Client::organization(net::CancelToken cancel)
{
    const Connection &c = connection();
    return ask<Organization>(*this, c.authorized(organizationRequest(c.address)), {c.address.organization},
                             readOrganization, std::move(cancel));
}

QCoro::Task<Reading<std::vector<ListInfo>>> Client::lists(Query query, net::CancelToken cancel)
{
    const Connection &c = connection();
    return ask<std::vector<ListInfo>>(*this, c.authorized(listsRequest(c.address, query)), {c.address.organization},
                                      readLists, std::move(cancel));
}

QCoro::Task<Reading<ListInfo>> Client::list(std::string list, net::CancelToken cancel)
{
    const Connection &c = connection();
    return ask<ListInfo>(*this, c.authorized(listRequest(c.address, list)), {c.address.organization, list}, readList,
                         std::move(cancel));
}

QCoro::Task<Reading<std::vector<FieldInfo>>> Client::fields(std::string list, net::CancelToken cancel)
{
    const Connection &c = connection();
    return ask<std::vector<FieldInfo>>(*this, c.authorized(fieldsRequest(c.address, list)),
                                       {c.address.organization, list}, readFields, std::move(cancel));
}

QCoro::Task<Reading<std::int64_t>> Client::recordCount(std::string list, net::CancelToken cancel)
{
    const Connection &c = connection();
    return ask<std::int64_t>(*this, c.authorized(recordCountRequest(c.address, list)), {c.address.organization, list},
                             readRecordCount, std::move(cancel));
}

QCoro::Task<Reading<std::vector<SegmentInfo>>> Client::segments(std::string list, Query query, net::CancelToken cancel)
{
    const Connection &c = connection();
    return ask<std::vector<SegmentInfo>>(*this, c.authorized(segmentsRequest(c.address, list, query)),
                                         {c.address.organization, list}, readSegments, std::move(cancel));
}

QCoro::Task<Reading<SegmentInfo>> Client::segment(std::string list, std::string segment, net::CancelToken cancel)
{
    const Connection &c = connection();
    return ask<SegmentInfo>(*this, c.authorized(segmentRequest(c.address, list, segment)),
                            {c.address.organization, list, segment}, readSegment, std::move(cancel));
}

} // namespace smc::rest
