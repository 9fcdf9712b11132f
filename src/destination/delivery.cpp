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

} // namespace smc::destination
