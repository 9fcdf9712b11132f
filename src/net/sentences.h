// Failures in words for people who don't read stack traces: what happened, and what to do.
#pragma once

#include "exchange.h"

#include <string>
#include <string_view>

namespace smc::net {

/// What happened, in one or two sentences. `host` is the server's name (the proxy's for Proxy and ProxyLogin); `detail`
/// is the system's own words or a number of seconds, a file, a URL, where the trouble has such a thing; it may be
/// empty.
std::string sentenceFor(Trouble trouble, std::string_view host, std::string_view detail = {});

/// What to do about it; empty where there is nothing to be done.
std::string adviceFor(Trouble trouble);

} // namespace smc::net
