// The profiles that the console makes by itself.
#pragma once

#include <workspace/profile.h>

#include <string>
#include <vector>

namespace smc::gui {

/// "Sandbox", for a first start: no address, so that the embedded sandbox is meant; organization DEMO; every kind of
/// call switched on; the example events allowed.
workspace::Profile startingProfile();

/// `name`, or `name` with a number where a profile has it already.
std::string freeName(const std::string &name, const std::vector<workspace::Profile> &profiles);

} // namespace smc::gui
