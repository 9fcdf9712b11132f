// A workspace's profiles and their mappings on disk: what the console does there beside the main thread, as a home
// folder may lie across a network, and writers wait for each other.
#pragma once

#include "profile_change.h"

#include <base/error.h>
#include <destination/preset.h>
#include <destination/settings.h>
#include <workspace/profile_store.h>

#include <memory>
#include <string>

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
    workspace::Profile profile; ///< As stored.
    MappingOnDisk mapping;      ///< The profile's.
    workspace::ProfileList all; ///< As they are now.
    std::string setAside;       ///< A copy of the file, where settings that could not be read stood in it; else empty.
};

/// What becomes of settings that can't be read: they make room for the usual ones with the change, or nothing changes.
enum class Unreadable { Replaced, Refused };

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

    /// Changes the profile as it stands on disk, or `known` where its file is gone. Settings that can't be read are
    /// copied aside before they are replaced. Errors: settings_unreadable, those of ProfileStore::update().
    Result<KeptProfile> change(const workspace::Profile &known, const ProfileChange &change, Unreadable unreadable);

    /// The profile's mapping and its filters: both, or neither. A program that is killed leaves both as they were or
    /// both as they are to be, never half a file, and never the name of none.
    ///
    /// They stand in a file of the profile's own, or in the one of the person's own that the settings name. Where a
    /// program was killed before it had written the latter, the next read() or saveMapping() does so, unless somebody
    /// has changed that file since; until then the profile names the file that the console keeps.
    ///
    /// The preset that comes with the program needs no file. Errors: preset_invalid, settings_unreadable, those of
    /// files.
    Result<KeptProfile> saveMapping(const workspace::Profile &known, const std::string &mapping,
                                    const destination::Filters &filters);

    /// Stores a new profile, with a copy of the mapping of its own that `from`, whose settings it has, may have.
    Result<KeptProfile> add(workspace::Profile profile, const std::string &from);

    Result<void> remove(const std::string &profileId) { return m_store.remove(profileId); }

private:
    using Stored = Result<workspace::Profile>;
    std::string pathOf(const std::string &mappingFile) const;
    Result<void> write(const std::string &mappingFile, const std::string &mapping) const;
    bool holds(const std::string &mappingFile, const std::string &mapping) const;
    Result<KeptProfile> kept(const Stored &profile) const;
    Stored stored(const workspace::Profile &known);
    Stored usePreset(const std::string &id, const destination::Filters &filters);
    Stored saveOwn(const std::string &id, const std::string &mapping, const destination::Filters &filters);
    Stored saveElsewhere(const std::string &id, const std::string &mapping, const destination::Filters &filters);
    bool isUnderWay(const workspace::Profile &profile) const;
    Stored finishMove(const std::string &id);
    void forgetNext(const std::string &id) const;

    std::string m_folder;
    workspace::ProfileStore m_store;
};

} // namespace smc::gui
