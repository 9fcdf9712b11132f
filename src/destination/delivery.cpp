#include "delivery.h"

#include <algorithm>

namespace smc::destination {

namespace {

/// The entry of `column`, or the first one behind it, among entries by column.
template <typename Entries>
auto atColumn(Entries &entries, std::size_t column)
{
    return std::lower_bound(entries.begin(), entries.end(), column,
                            [](const auto &entry, std::size_t wanted) { return entry.column < wanted; });
}

} // namespace

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
    const auto found = atColumn(columnOrigins, column);
    return found != columnOrigins.end() && found->column == column ? found->origin : mapping::Origin();
}

void Delivery::setNameOrigin(std::size_t column, const mapping::Origin &origin)
{
    const auto found = atColumn(columnOrigins, column);
    if (found != columnOrigins.end() && found->column == column)
        found->origin = origin;
    else
        columnOrigins.insert(found, {column, origin});
}

const Conversion *Delivery::conversionOf(std::size_t column) const
{
    const auto found = atColumn(conversions, column);
    return found != conversions.end() && found->column == column ? &*found : nullptr;
}

} // namespace smc::destination
