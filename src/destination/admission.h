// Whether the destination takes a good event.
#pragma once

#include "prepare.h"

#include <segment/event.h>

#include <optional>

namespace smc::destination {

/// The reason why `event`, a valid event, is not sent on, or nothing.
std::optional<Discard> admit(const segment::Event &event, const Destination &destination);

} // namespace smc::destination
