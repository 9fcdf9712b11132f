// What is said of an exchange. Inside of the room only.
#pragma once

#include "outcome.h"

#include <string>

namespace smc::rest {

struct Finding
{
    Verdict verdict = Verdict::Accepted;
    Side side = Side::None;
    std::string sentence;
    std::string advice;
};

} // namespace smc::rest
