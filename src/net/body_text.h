// Bodies as text where they are text, and as base64 where they are not. Internal to this room.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace smc::net {

/// Well-formed UTF-8 (RFC 3629): no overlong forms, no surrogates.
bool isUtf8(std::string_view bytes);

std::string toBase64(std::string_view bytes);
/// None where `text` is not base64.
std::optional<std::string> fromBase64(std::string_view text);

} // namespace smc::net
