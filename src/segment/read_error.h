// Errors with their place in the whole input.
#pragma once

#include "event_reader.h"

#include <string_view>

namespace smc::segment {

/// "Line 3, column 5: `what`."
ReadError errorAt(const Origin &place, std::string_view what);

/// The same with the code event_too_large.
ReadError tooLarge(const Origin &place, std::string_view what);

} // namespace smc::segment
