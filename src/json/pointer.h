// JSON pointers (RFC 6901): how problems and origins name a place in an event.
#pragma once

#include "document.h"

#include <string>
#include <string_view>

namespace smc::json {

/// "/traits/address/0"; empty for the root.
std::string pointerTo(Value value);

/// The value at `pointer`, or none.
Value resolve(Value root, std::string_view pointer);

/// A token of a pointer (what stands between two slashes) as the key that it means.
std::string unescapedToken(std::string_view token);

/// Appends "/" and `name` with '~' and '/' escaped.
void appendToken(std::string &pointer, std::string_view name);

} // namespace smc::json
