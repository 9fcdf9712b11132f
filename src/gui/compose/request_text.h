// Requests as people read them, and which part of that text came from where.
#pragma once

#include <destination/delivery.h>
#include <json/document.h>
#include <net/http_request.h>
#include <rest/plan.h>

#include <span>
#include <string>
#include <vector>

namespace smc::gui {

/// A part of the text that the event decided.
struct RequestPlace
{
    enum class Part : std::uint8_t {
        Operation, ///< POST or DELETE.
        Name,      ///< Of a list, a segment or a column.
        Cell,      ///< A value in the body.
    };
    static constexpr std::size_t NoColumn = static_cast<std::size_t>(-1);

    json::Span text;
    Part part = Part::Cell;
    std::vector<json::Value> sources; ///< Values of the event.
    std::size_t delivery = 0;
    std::size_t column = NoColumn; ///< Of a cell or a column's name.
};

struct RequestText
{
    std::string text; ///< UTF-8: method, address, query by lines, headers, body; without secrets.
    std::vector<RequestPlace> places{};
};

RequestText requestText(const net::HttpRequest &request);

/// All requests of an event, with an empty line between them. `places` point into the event that made `deliveries`.
RequestText requestText(std::span<const rest::PlannedRequest> requests,
                        std::span<const destination::Delivery> deliveries);

} // namespace smc::gui
