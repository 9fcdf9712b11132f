#include "shortfall.h"

#include <algorithm>

namespace smc::cli {

bool lacksDelivery(const destination::Prepared &prepared)
{
    const auto &omissions = prepared.omissions();
    return std::any_of(omissions.begin(), omissions.end(), [](const destination::Omission &omission) {
        return omission.extent == destination::Omission::Extent::Delivery;
    });
}

void Shortfall::add(const destination::Prepared &prepared)
{
    if (prepared.omissions().empty())
        return;
    ++(lacksDelivery(prepared) ? deliveries : members);
}

std::string Shortfall::sentence() const
{
    const auto events = [](std::size_t count) { return std::to_string(count) + (count == 1 ? " event" : " events"); };
    std::string text;
    if (deliveries > 0)
        text += "No row for the audience list: " + events(deliveries) + ".";
    if (members > 0)
        text += (text.empty() ? "" : " ") + std::string("A row for the audience list without some traits: ") +
                events(members) + ".";
    return text.empty() ? text : text + " \"omitted\" or \"problems\" of the results say why.";
}

} // namespace smc::cli
