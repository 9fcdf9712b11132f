// Long waits, told: whoever has no progress line would take them for a standstill.
#pragma once

#include <net/clock.h>

#include <memory>

namespace smc::cli {

/// The computer's clock; says on standard error when it waits long before a request is sent again (net::TellingClock).
std::shared_ptr<net::Clock> spokenClock();

} // namespace smc::cli
