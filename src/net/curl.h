// A request as a command for a POSIX shell.
#pragma once

#include "exchange.h"
#include "http_request.h"

#include <string>

namespace smc::net {

/// A curl command that sends what the Sender sent. The secret is not in it: "X-ApiKey: $SMC_API_KEY:$SMC_API_SECRET"
/// stands in double quotes, and the shell fills it in from its environment. Everything else is quoted so that the shell
/// changes nothing. A body with NUL bytes goes through printf and a pipe.
std::string toCurl(const HttpRequest &request);
std::string toCurl(const Exchange &exchange);

} // namespace smc::net
