// What the listings have in common: pages and searches.
#pragma once

#include "http_message.h"
#include "routes.h"

#include <tl/expected.hpp>

#include <algorithm>
#include <cstddef>
#include <string_view>

namespace smc::sandbox {

/// The parameters `skip` and `take`.
struct Page
{
    std::size_t skip = 0;
    std::size_t take = 0; ///< 0: all.

    std::size_t first(std::size_t size) const { return std::min(skip, size); }
    std::size_t end(std::size_t size) const { return take == 0 ? size : std::min(first(size) + take, size); }
};

/// Error: the 400 to answer with.
tl::expected<Page, HttpAnswer> readPage(const Call &call);

bool containsIgnoringCase(std::string_view text, std::string_view part);

} // namespace smc::sandbox
