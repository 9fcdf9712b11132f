// A change of a profile that is worked when its turn comes, on what stands on disk then.
#pragma once

#include <functional>

namespace smc::destination {
struct Settings;
} // namespace smc::destination
namespace smc::workspace {
struct Profile;
} // namespace smc::workspace

namespace smc::gui {

/// Replaces the parts that it is about, and leaves the others as it finds them. `settings` are the profile's, which
/// are written into it afterwards. It is worked in another thread, so that it may hold values only.
using ProfileChange = std::function<void(workspace::Profile &profile, destination::Settings &settings)>;

} // namespace smc::gui
