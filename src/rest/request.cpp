#include "request.h"

#include <QByteArray>
#include <QUrl>

namespace smc::rest {

namespace {

/// Everything but RFC 3986's unreserved characters as %XX, so that a name with a slash stays one part of the path.
std::string encoded(std::string_view text)
{
    static constexpr char Hex[] = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                           c == '.' || c == '_' || c == '~';
        if (plain) {
            out += c;
        } else {
            out += '%';
            out += Hex[byte >> 4U];
            out += Hex[byte & 0x0FU];
        }
    }
    return out;
}

std::string organizationPath(const Address &address)
{
    return address.url.apiBase() + "/organizations/" + encoded(address.organization);
}

std::string listPath(const Address &address, std::string_view list)
{
    return organizationPath(address) + "/lists/" + encoded(list);
}

class QueryText
{
public:
    void add(std::string_view name, std::string_view value)
    {
        if (!value.empty())
            append(name, encoded(value));
    }
    /// Names with commas between them, which stand as they are.
    void add(std::string_view name, const std::vector<std::string> &values)
    {
        std::string joined;
        for (const std::string &value : values) {
            if (!joined.empty())
                joined += ',';
            joined += encoded(value);
        }
        append(name, joined);
    }
    void add(std::string_view name, const std::optional<int> &value)
    {
        if (value)
            append(name, std::to_string(*value));
    }
    std::string on(std::string path) const { return m_text.empty() ? path : path.append("?").append(m_text); }

private:
    void append(std::string_view name, std::string_view value)
    {
        if (!m_text.empty())
            m_text += '&';
        m_text.append(name).append("=").append(value);
    }

    std::string m_text;
};

net::HttpRequest requestTo(std::string method, const std::string &url)
{
    net::HttpRequest request;
    request.method = std::move(method);
    request.url = QUrl::fromEncoded(QByteArray::fromStdString(url), QUrl::StrictMode);
    request.headers.push_back({"Accept", "application/json"});
    return request;
}

net::HttpRequest get(const std::string &url)
{
    return requestTo("GET", url);
}

std::string bulkPath(const Address &address, const Batch &batch)
{
    std::string path = listPath(address, batch.list);
    if (batch.isSegment())
        path += "/segments/" + encoded(batch.segment);
    return path + "/data";
}

QueryText listingQuery(const Query &query)
{
    QueryText text;
    text.add("filter", query.filter);
    text.add("search", query.search);
    text.add("skip", query.skip);
    text.add("take", query.take);
    return text;
}

} // namespace

net::HttpRequest toRequest(const Address &address, const Batch &batch, const BulkOptions &options)
{
    const bool isLoad =
        batch.operation == destination::Operation::Load || batch.operation == destination::Operation::SegmentLoad;
    QueryText query;
    query.add("keyFields", batch.keyFields);
    query.add("fields", batch.columns);
    query.add("mode", options.mode);
    if (isLoad)
        query.add("deduplication", options.deduplication);
    if (batch.operation == destination::Operation::Load)
        query.add("data_import_option", options.dataImportOption);
    query.add("errorHandling", options.errorHandling);

    const std::string path = bulkPath(address, batch) + (isLoad ? "/load" : "");
    net::HttpRequest request = requestTo(isLoad ? "POST" : "DELETE", query.on(path));
    request.headers.push_back({"Content-Type", "application/json"});
    request.body = batch.body();
    return request;
}

net::HttpRequest statusRequest(const Address &address)
{
    return get(address.url.apiBase() + "/status");
}

net::HttpRequest organizationRequest(const Address &address)
{
    return get(organizationPath(address));
}

net::HttpRequest listsRequest(const Address &address, const Query &query)
{
    return get(listingQuery(query).on(organizationPath(address) + "/lists"));
}

net::HttpRequest listRequest(const Address &address, std::string_view list)
{
    return get(listPath(address, list));
}

net::HttpRequest fieldsRequest(const Address &address, std::string_view list)
{
    return get(listPath(address, list) + "/fields");
}

net::HttpRequest recordCountRequest(const Address &address, std::string_view list)
{
    return get(listPath(address, list) + "/records");
}

net::HttpRequest segmentsRequest(const Address &address, std::string_view list, const Query &query)
{
    return get(listingQuery(query).on(listPath(address, list) + "/segments"));
}

net::HttpRequest segmentRequest(const Address &address, std::string_view list, std::string_view segment)
{
    return get(listPath(address, list) + "/segments/" + encoded(segment));
}

} // namespace smc::rest
