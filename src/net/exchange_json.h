// An exchange as one line of JSON, for the history, and back.
#pragma once

#include "exchange.h"

#include <base/error.h>

#include <string>
#include <string_view>

namespace smc::net {

/// Bodies are text where they are UTF-8, else base64 beside "encoding":"base64".
std::string exchangeToJson(const Exchange &exchange);

/// Errors: "exchange_not_json" (with the place), "exchange_malformed" (a missing or wrong member, `where` is its
/// pointer).
Result<Exchange> exchangeFromJson(std::string_view text);

} // namespace smc::net
