// What must hold for every input: libFuzzer keeps the input for which it does not.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace smc::fuzz {

inline void require(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "This does not hold: %s\n", what);
    std::abort();
}

} // namespace smc::fuzz
