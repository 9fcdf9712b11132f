// Paths such as `$.traits.address['city']` and `properties.products[0].sku`, split once.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::mapping {

struct Step
{
    std::string name;
    std::optional<std::size_t> index; ///< Where the name is an array index as JavaScript writes it ("0", "12").
};

using Path = std::vector<Step>; ///< Empty for the whole payload.

/// Splits as mapping-kit's get() does. `text` is as it stands behind @path, `$.` included.
Path splitPath(std::string_view text);

/// Splits the inside of a {{placeholder}}, where `$.` has no meaning.
Path splitPlaceholder(std::string_view text);

/// Splits a property path as destination-subscriptions does.
Path splitProperty(std::string_view text);

} // namespace smc::mapping
