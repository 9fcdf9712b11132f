// When Segment received an event, as it writes it down.
#pragma once

#include <chrono>
#include <string>

namespace smc::destination {

/// `when` as a Stamp's receivedAt: "2026-03-01T12:00:00.000Z".
std::string receiptTime(std::chrono::sys_time<std::chrono::milliseconds> when);

} // namespace smc::destination
