// Templates: text with {{placeholders}}.
#pragma once

#include "path_table.h"

#include <string>
#include <string_view>
#include <vector>

namespace smc::mapping {

/// A piece of a template: text, or the value at a path.
struct Piece
{
    bool isText = true;
    std::string text{};
    Lookup lookup{};
    std::size_t size = 0; ///< Bytes of the template that it takes.
};

/// Splits `text` at {{…}} or, for three braces, at {{{…}}} (mapping-kit, placeholders.ts: no braces inside).
std::vector<Piece> splitTemplate(std::string_view text, std::size_t braces);

} // namespace smc::mapping
