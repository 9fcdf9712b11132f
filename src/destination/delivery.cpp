#include "delivery.h"

namespace smc::destination {

std::string_view nameOf(Operation operation)
{
    switch (operation) {
    case Operation::Load:
        return "load";
    case Operation::Delete:
        return "delete";
    case Operation::SegmentLoad:
        return "segment_load";
    case Operation::SegmentDelete:
        return "segment_delete";
    }
    return "";
}

mapping::Origin Delivery::nameOrigin(std::size_t column) const
{
    for (const ColumnOrigin &entry : columnOrigins) {
        if (entry.column == column)
            return entry.origin;
    }
    return {};
}

const Conversion *Delivery::conversionOf(std::size_t column) const
{
    for (const Conversion &conversion : conversions) {
        if (conversion.column == column)
            return &conversion;
    }
    return nullptr;
}

} // namespace smc::destination
