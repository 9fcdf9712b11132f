// What the files of ProfileDisk share.
#pragma once

#include <base/error.h>
#include <destination/settings.h>
#include <workspace/profile.h>

#include <string>

namespace smc::gui {

/// Of a stored profile. Error: settings_unreadable.
Result<destination::Settings> settingsOf(const workspace::Profile &profile);

/// Gives the profile this mapping file and these filters. Errors: those of settingsOf().
Result<void> nameMapping(workspace::Profile &profile, const std::string &mappingFile,
                         const destination::Filters &filters);

} // namespace smc::gui
