// The requests that one prepared event travels as, before anything is sent.
#pragma once

#include "batch.h"
#include "request.h"

#include <destination/prepare.h>

#include <vector>

namespace smc::rest {

struct PlannedRequest
{
    net::HttpRequest request;    ///< Without the key.
    std::vector<RowSource> rows; ///< Which delivery each row of its body is, in order.
};

/// In the order in which they are sent; none for an event that is not ready. Errors: those of Batcher::add().
Result<std::vector<PlannedRequest>> plan(const Address &address, const destination::Prepared &prepared);

} // namespace smc::rest
