// The HTTP requests that an event would become, without a secret in them.
#pragma once

#include <base/error.h>
#include <destination/prepare.h>
#include <rest/request.h>

#include <string>

namespace smc::cli {

/// `,"requests":[{"method":…,"url":…,"headers":{…},"body":[[…]]}]` for a ready event, each of its deliveries by itself;
/// nothing for others. X-ApiKey is shown as `$SMC_API_KEY:$SMC_API_SECRET`.
void appendRequests(std::string &out, const destination::Prepared &prepared, const rest::Address &address);

} // namespace smc::cli
