#include "discard_kind.h"

#include <algorithm>
#include <array>

namespace smc::cli {

DiscardKind kindOfDiscard(std::string_view code)
{
    static constexpr std::array<std::string_view, 9> KeptBack{
        "EVENT_NOT_ALLOWED",      "GROUP_EVENTS_OFF",    "PAGE_EVENTS_OFF",
        "SCREEN_EVENTS_OFF",      "ALIAS_EVENTS_OFF",    "FILTERED_BY_INTEGRATIONS_OBJECT",
        "UNSUPPORTED_EVENT_TYPE", "NO_MATCHING_MAPPING", "FILTERED_BY_RULES",
    };
    const bool isKeptBack = std::find(KeptBack.begin(), KeptBack.end(), code) != KeptBack.end();
    return isKeptBack ? DiscardKind::KeptBack : DiscardKind::Refused;
}

} // namespace smc::cli
