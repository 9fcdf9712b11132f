// Whatever the text of an event, the one door has a verdict, and what it delivers is JSON.
#include "require.h"

#include <destination/prepare.h>

using namespace smc;
using fuzz::require;

namespace {

destination::Destination openDestination()
{
    destination::Destination destination;
    destination.settings.allowedEvents = {"Order Completed", "Signed Up", "E"};
    destination.settings.sendAliasEvents = true;
    destination.settings.sendGroupEvents = true;
    destination.settings.sendPageEvents = true;
    destination.settings.sendScreenEvents = true;
    return destination;
}

/// The same where the fields of the events list are known, one of each type.
destination::Destination typedDestination()
{
    using destination::DataType;
    destination::Destination destination = openDestination();
    destination.fields = std::make_shared<const destination::KnownFields>(
        destination::KnownFields{{"segment_events",
                                  {{"MESSAGE_ID", DataType::Long, {}, false},
                                   {"TYPE", DataType::Text, 6},
                                   {"EVENT", DataType::Boolean},
                                   {"USER_ID", DataType::Numeric},
                                   {"ANONYMOUS_ID", DataType::Float},
                                   {"TRAITS", DataType::Json},
                                   {"TIMESTAMP", DataType::DateTime},
                                   {"SENT_AT", DataType::Date}}}});
    return destination;
}

void check(const destination::Delivery &delivery)
{
    require(!delivery.list.empty(), "a delivery has a list");
    require(delivery.row.size() == delivery.columns.size(), "a row has a value for each column");
    for (const destination::Cell &cell : delivery.row) {
        json::Document value;
        require(value.parse(std::string(cell.json)).has_value(), "a value is JSON");
        require(cell.json.find('\n') == std::string::npos, "a value stands on one line");
    }
}

void checkTyped(std::string_view text, destination::Verdict plain)
{
    static destination::Preparer preparer(typedDestination());
    const destination::Prepared &prepared = preparer.prepare(text);
    const bool isRefused = prepared.verdict() == destination::Verdict::Refused;
    require((isRefused ? destination::Verdict::Ready : prepared.verdict()) == plain, "types change nothing before");
    require(isRefused == !prepared.refusals().empty(), "a refused event has a refusal");
    for (const destination::Delivery &delivery : prepared.deliveries())
        check(delivery);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static destination::Preparer preparer(openDestination());
    const std::string_view text(reinterpret_cast<const char *>(data), size);
    const destination::Prepared &prepared = preparer.prepare(text);
    switch (prepared.verdict()) {
    case destination::Verdict::Invalid:
        require(segment::hasErrors(prepared.problems()), "an invalid event has an error");
        break;
    case destination::Verdict::Discarded:
        require(prepared.discard() && !prepared.discard()->reason.empty(), "a discarded event has a reason");
        break;
    case destination::Verdict::Refused:
        require(false, "nothing is refused where no fields are known");
        break;
    case destination::Verdict::Ready:
        require(!prepared.deliveries().empty(), "a ready event is delivered");
        for (const destination::Delivery &delivery : prepared.deliveries())
            check(delivery);
        break;
    }
    checkTyped(text, prepared.verdict());
    return 0;
}
