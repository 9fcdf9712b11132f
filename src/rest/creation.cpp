#include "creation.h"

#include <json/writer.h>

#include <utility>

namespace smc::rest {

namespace {

net::HttpRequest post(net::HttpRequest question, std::string_view path, std::string body)
{
    // The same resource that the question asks for, but for the end of its path.
    net::HttpRequest request = std::move(question);
    request.method = "POST";
    QUrl url = request.url;
    url.setPath(url.path(QUrl::FullyEncoded) + QString::fromUtf8(path.data(), static_cast<qsizetype>(path.size())),
                QUrl::TolerantMode);
    url.setQuery(QString());
    request.url = url;
    request.headers.push_back({"Content-Type", "application/json"});
    request.body = std::move(body);
    return request;
}

} // namespace

net::HttpRequest createListRequest(const Address &address, const NewList &list)
{
    json::Writer writer;
    writer.object([&] {
        writer.member("api_name", std::string_view(list.apiName));
        writer.member("name", std::string_view(list.name));
        writer.member("type", std::string_view(list.type));
    });
    return post(listsRequest(address), {}, writer.take());
}

net::HttpRequest createFieldRequest(const Address &address, std::string_view list, const NewField &field)
{
    json::Writer writer;
    writer.object([&] {
        writer.key("fields").array([&] {
            writer.object([&] {
                writer.member("name", std::string_view(field.name));
                writer.member("data_type", std::string_view(field.dataType));
                if (field.length)
                    writer.member("length", *field.length);
            });
        });
    });
    return post(fieldsRequest(address, list), {}, writer.take());
}

net::HttpRequest createSegmentRequest(const Address &address, std::string_view list, const NewSegment &segment)
{
    json::Writer writer;
    writer.object([&] {
        writer.member("api_name", std::string_view(segment.apiName));
        writer.member("name", std::string_view(segment.name));
    });
    return post(segmentsRequest(address, list), "/static", writer.take());
}

QCoro::Task<Result<void>> create(Client client, net::HttpRequest request, std::string list)
{
    const Connection &connection = client.connection();
    Subject subject{connection.address.organization, std::move(list)};
    net::HttpRequest authorized = connection.authorized(std::move(request));
    const net::Exchange exchange = co_await client.exchange(std::move(authorized));
    const Outcome outcome = outcomeOf(exchange, subject);
    if (outcome.isGood())
        co_return Result<void>();
    // SMC's own reason says it; what the outcome advises then is for rows.
    const bool isSaid = outcome.verdict == Verdict::Refused && !outcome.words.empty();
    const std::string advice = outcome.advice.empty() || isSaid ? std::string() : " " + outcome.advice;
    co_return fail(std::string(nameOf(outcome.verdict)), outcome.sentence + advice);
}

} // namespace smc::rest
