#include "request_json.h"

#include <json/writer.h>
#include <rest/client.h>

namespace smc::cli {

namespace {

rest::Batch batchOf(const destination::Delivery &delivery)
{
    rest::Batch batch{delivery.operation, delivery.list, delivery.segment, delivery.keyFields, delivery.columns, {}};
    rest::Row &row = batch.rows.emplace_back();
    for (const destination::Cell &cell : delivery.row)
        row.cells.push_back({std::string(cell.json), cell.origin.kind, {}});
    return batch;
}

void appendRequest(std::string &out, const net::HttpRequest &request)
{
    out += "{\"method\":";
    json::appendQuoted(out, request.method);
    out += ",\"url\":";
    json::appendQuoted(out, request.url.toString(QUrl::FullyEncoded).toStdString());
    out += ",\"headers\":{\"X-ApiKey\":\"$SMC_API_KEY:$SMC_API_SECRET\"";
    for (const net::Header &header : request.headers) {
        out += ',';
        json::appendQuoted(out, header.name);
        out += ':';
        json::appendQuoted(out, header.value);
    }
    out += "},\"body\":";
    out += request.body;
    out += '}';
}

} // namespace

void appendRequests(std::string &out, const destination::Prepared &prepared, const rest::Address &address)
{
    if (prepared.verdict() != destination::Verdict::Ready)
        return;
    out += ",\"requests\":[";
    bool isFirst = true;
    for (const destination::Delivery &delivery : prepared.deliveries()) {
        if (!isFirst)
            out += ',';
        isFirst = false;
        appendRequest(out, rest::toRequest(address, batchOf(delivery)));
    }
    out += ']';
}

} // namespace smc::cli
