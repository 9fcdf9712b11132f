// A slow disk, on Linux: whoever links slow_disk.cpp has a say in how long a wait for the disk takes.
#pragma once

#include <chrono>

namespace smc::gui {

/// From now on, in this process.
void slowDown(std::chrono::milliseconds eachWait);

} // namespace smc::gui
