// Exchanges as an HTTP Archive, for browsers' developer tools and support desks.
#pragma once

#include "exchange.h"

#include <span>
#include <string>

namespace smc::net {

/// HAR 1.2 (http://www.softwareishard.com/blog/har-12-spec/). Each attempt is an entry, in the order of time; only an
/// exchange's last attempt has the answer's body. Bodies that are not UTF-8 text are base64. A status of 0 marks an
/// attempt without an answer; its "comment" says why.
std::string toHar(std::span<const Exchange> exchanges);

} // namespace smc::net
