// Mappings, and what the pieces of their values came from.
#pragma once

#include <vector>

namespace smc::test {

extern const char *const PartsEvent;

struct PartsCase
{
    const char *name;
    const char *mapping;
    const char *expected; ///< Piece by piece: kind, directive, sources, text.
};

std::vector<PartsCase> partsCases();

} // namespace smc::test
