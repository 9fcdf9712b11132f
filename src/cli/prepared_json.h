// What becomes of an event, as members of its line.
#pragma once

#include <destination/prepare.h>

#include <cstdint>
#include <string>

namespace smc::cli {

enum class DeliveryDetail : std::uint8_t {
    Plain,
    WithOrigins, ///< Each value's origin beside the row.
};

/// `"deliveries":[…]`, `"discarded":{…}` or `"invalid":[…]`, without the braces around.
void appendPrepared(std::string &out, const destination::Prepared &prepared, DeliveryDetail detail);

} // namespace smc::cli
