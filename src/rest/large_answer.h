// What to say of an answer that is too large to be read. Inside of the room only.
#pragma once

#include "finding.h"

#include <net/exchange.h>

namespace smc::rest {

/// Of an answer that came whole or was cut by us: one that broke off is net's trouble. `lead` is "(status 200)".
Finding tooLarge(const net::Answer &answer, const std::string &lead);

} // namespace smc::rest
