// Two kinds of events that go nowhere.
#pragma once

#include <cstdint>
#include <string_view>

namespace smc::cli {

enum class DiscardKind : std::uint8_t {
    KeptBack, ///< The settings, or the event itself by its integrations object, say that it should not go. No failure.
    Refused,  ///< It should go, but lacks something that SMC needs (a matchkey, a list's name). Exit code 1.
};

DiscardKind kindOfDiscard(std::string_view code);

} // namespace smc::cli
