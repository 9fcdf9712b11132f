// What SMC's API leaves open or may change, in one place.
#pragma once

#include <cstddef>

namespace smc::rest {

/// The `record_index` of a request's first row. SMC's documents don't tell; 0 is an assumption. Answers whose indices
/// can only be counted from the other base are read by that one.
inline constexpr int RecordIndexBase = 0;

/// Rows a bulk request may carry, and bytes its body may have (as other connectors to SMC flush; SMC publishes none).
inline constexpr std::size_t MaxRowsPerRequest = 2500;
inline constexpr std::size_t MaxBodyBytes = 20UL * 1000 * 1000;

} // namespace smc::rest
