// Which destination `--profile` means.
#pragma once

#include "options.h"

#include <base/error.h>
#include <destination/preset.h>
#include <destination/settings.h>
#include <workspace/profile.h>

#include <cstdint>
#include <memory>
#include <string>

namespace smc::cli {

struct ChosenProfile
{
    enum class Kind : std::uint8_t {
        Stored, ///< In the workspace; its key and secret may be in the keychain.
        File,   ///< A file's: nothing of the keychain is ever given to it, since the file decides where a key would go.
    };

    Kind kind = Kind::Stored;
    workspace::Profile profile;
    destination::Settings settings;
    std::shared_ptr<const destination::Preset> preset; ///< The one that the settings name.
};

/// A text with a '/' in it or ".json" at its end is a file. Anything else is a stored profile's name, or, where there
/// is none of that name, a file.
///
/// Errors: profile_missing (no `--profile`), profile_not_found (with the names that there are), profile_damaged,
/// input_unreadable, and those of parseProfile(), Settings::fromJson() and Preset::load(), each naming the profile or
/// the file.
Result<ChosenProfile> chooseProfile(const GlobalOptions &global);

/// The settings in good order for sending, or every reason why not (settings_incomplete).
Result<void> checkForSending(const ChosenProfile &chosen);

/// The same for mapping alone, which needs neither address nor organization.
Result<void> checkForMapping(const ChosenProfile &chosen);

/// "'Acme' (production, organization ACME)": how sentences name it.
std::string describe(const ChosenProfile &chosen);

} // namespace smc::cli
