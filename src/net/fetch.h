// A request as JavaScript.
#pragma once

#include "http_request.h"

#include <string>

namespace smc::net {

/// A call of `fetch` that sends what the Sender sent and prints the answer; it runs in Node.js 18 and, where the server
/// allows it, in a browser's console. The secret is not in it: it comes from process.env.SMC_API_KEY and
/// SMC_API_SECRET. Redirects are not followed, because the key must not go elsewhere. fetch() itself refuses a body
/// with GET or HEAD.
std::string toFetch(const HttpRequest &request);

} // namespace smc::net
