#include "request_text.h"

#include "../text.h"

#include <json/text.h>

#include <QUrlQuery>

#include <algorithm>

namespace smc::gui {

namespace {

using Part = RequestPlace::Part;

/// Bodies beyond this are shown without places: looking them through would keep the window waiting.
constexpr std::size_t MaxTracedBody = 1U << 20U;

class Writer
{
public:
    explicit Writer(std::span<const destination::Delivery> deliveries)
        : m_deliveries(deliveries)
    {
    }

    void add(const net::HttpRequest &request, std::span<const rest::RowSource> rows)
    {
        const bool isTraced = !rows.empty() && rows.front().delivery < m_deliveries.size();
        m_delivery = isTraced ? rows.front().delivery : m_deliveries.size();
        if (!m_result.text.empty())
            m_result.text += "\n\n";
        addFirstLine(request);
        addQuery(request.url);
        for (const net::Header &header : request.headers)
            m_result.text += header.name + ": " + header.value + '\n';
        if (request.secret)
            m_result.text += request.secret->name + ": " + request.secret->display + '\n';
        m_result.text += '\n';
        addBody(request.body, rows);
    }

    RequestText take() { return std::move(m_result); }

private:
    const destination::Delivery *delivery() const
    {
        return m_delivery < m_deliveries.size() ? &m_deliveries[m_delivery] : nullptr;
    }

    void mark(json::Span text, Part part, const mapping::Origin &origin, std::size_t column = RequestPlace::NoColumn)
    {
        if (origin.sources.empty())
            return;
        m_result.places.push_back({text, part, {origin.sources.begin(), origin.sources.end()}, m_delivery, column});
    }

    json::Span spanAt(std::size_t begin, std::size_t size) const
    {
        return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + size)};
    }

    void addFirstLine(const net::HttpRequest &request)
    {
        const std::size_t start = m_result.text.size();
        m_result.text +=
            request.method + ' ' + toUtf8(request.url.toString(QUrl::FullyEncoded | QUrl::RemoveQuery)) + '\n';
        if (!delivery())
            return;
        mark(spanAt(start, request.method.size()), Part::Operation, delivery()->operationOrigin);
        // API names hold nothing that an address would encode.
        markStep("/lists/", delivery()->list, delivery()->listOrigin, start);
        if (delivery()->isSegment())
            markStep("/segments/", delivery()->segment, delivery()->segmentOrigin, start);
    }

    void markStep(std::string_view before, const std::string &name, const mapping::Origin &origin, std::size_t from)
    {
        const std::size_t at = m_result.text.find(std::string(before) + name, from);
        if (at != std::string::npos)
            mark(spanAt(at + before.size(), name.size()), Part::Name, origin);
    }

    void addQuery(const QUrl &url)
    {
        char lead = '?';
        for (const auto &[name, value] : QUrlQuery(url).queryItems(QUrl::PrettyDecoded)) {
            m_result.text += std::string("    ") + lead + toUtf8(name) + '=';
            const std::size_t at = m_result.text.size();
            m_result.text += toUtf8(value) + '\n';
            if (name.compare(QLatin1String("keyFields"), Qt::CaseInsensitive) == 0 || name == QLatin1String("fields"))
                markColumns(at, toUtf8(value));
            lead = '&';
        }
    }

    void markColumns(std::size_t at, const std::string &names)
    {
        if (!delivery())
            return;
        for (std::size_t begin = 0; begin <= names.size();) {
            const std::size_t end = std::min(names.find(',', begin), names.size());
            const std::string name = names.substr(begin, end - begin);
            const auto &columns = delivery()->columns;
            const auto found = std::find(columns.begin(), columns.end(), name);
            if (found != columns.end()) {
                const auto column = static_cast<std::size_t>(found - columns.begin());
                mark(spanAt(at + begin, name.size()), Part::Name, delivery()->nameOrigin(column), column);
            }
            begin = end + 1;
        }
    }

    void addBody(const std::string &body, std::span<const rest::RowSource> rows)
    {
        const std::string pretty = json::pretty(body);
        const std::size_t at = m_result.text.size();
        m_result.text += pretty;
        json::Document document;
        if (!delivery() || pretty.size() > MaxTracedBody || !document.parse(pretty))
            return;
        std::size_t row = 0;
        for (const json::Value cells : document.root()) {
            if (row >= rows.size())
                return;
            m_delivery = rows[row++].delivery;
            markCells(cells, at);
        }
    }

    void markCells(json::Value cells, std::size_t at)
    {
        std::size_t column = 0;
        for (const json::Value cell : cells) {
            if (!delivery() || column >= delivery()->row.size())
                return;
            mark(spanAt(at + cell.span().begin, cell.span().size()), Part::Cell, delivery()->row[column].origin,
                 column);
            ++column;
        }
    }

    std::span<const destination::Delivery> m_deliveries;
    std::size_t m_delivery = 0;
    RequestText m_result;
};

} // namespace

RequestText requestText(const net::HttpRequest &request)
{
    Writer writer({});
    writer.add(request, {});
    return writer.take();
}

RequestText requestText(std::span<const rest::PlannedRequest> requests,
                        std::span<const destination::Delivery> deliveries)
{
    Writer writer(deliveries);
    for (const rest::PlannedRequest &planned : requests)
        writer.add(planned.request, planned.rows);
    return writer.take();
}

} // namespace smc::gui
