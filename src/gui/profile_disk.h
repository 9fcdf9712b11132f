// A workspace's profiles and their mappings on disk: what the console does there beside the main thread, as a home
// folder may lie across a network, and writers wait for each other.
#pragma once

#include <base/error.h>
#include <destination/preset.h>
#include <workspace/profile_store.h>

#include <memory>
#include <string>
#include <vector>

namespace smc::gui {

/// A profile's mapping as it was read.
struct MappingOnDisk
{
    Result<std::string> text; ///< Also where it can't be used. Errors: preset_unreadable, preset_too_large.
    Result<std::shared_ptr<const destination::Preset>> preset; ///< Errors: those of `text`, preset_invalid.
};

/// What came of writing a profile.
struct KeptProfile
{
    Result<workspace::Profile> profile;       ///< As stored. Errors: those of ProfileStore::save() and of files.
    std::vector<workspace::Profile> profiles; ///< All, as they are now; with an error, as they are still.
    MappingOnDisk mapping;                    ///< The profile's.
    std::string setAside; ///< Where a file is kept whose settings could not be read; empty without one.
};

/// Any thread may work on a copy; one works at a time.
class ProfileDisk
{
public:
    /// `workspaceFolder` is absolute.
    explicit ProfileDisk(std::string workspaceFolder);

    const workspace::ProfileStore &store() const { return m_store; }
    std::string fileOf(const std::string &profileId) const;

    /// All profiles; a first one is made where there is none. At least one is there, also where it can't be written.
    workspace::ProfileList read();
    /// Of a profile with these settings, as JSON; the preset that comes with the program where they can't be read.
    MappingOnDisk mapping(const std::string &settingsJson) const;

    /// Where the stored one's settings can't be read and others take their place, its file is copied aside first.
    KeptProfile save(workspace::Profile profile);
    /// The profile and its mapping: both, or neither. `profile` names the mapping's file in its settings, or no file
    /// for the preset that comes with the program.
    KeptProfile save(workspace::Profile profile, const std::string &mapping);
    /// A new profile, with a copy of the mapping of its own that `from`, whose settings it has, may have.
    KeptProfile copy(workspace::Profile copy, const std::string &from);

    Result<void> remove(const std::string &profileId) { return m_store.remove(profileId); }

private:
    KeptProfile kept(Result<workspace::Profile> profile) const;
    Result<std::string> keepUnreadable(const workspace::Profile &profile) const;
    Result<workspace::Profile> withOwnMapping(workspace::Profile copy, const std::string &from);

    std::string m_folder;
    workspace::ProfileStore m_store;
};

} // namespace smc::gui
