// The profiles of a workspace, one JSON file each under `profiles/`.
#pragma once

#include "profile.h"

#include <functional>
#include <string>
#include <vector>

namespace smc::workspace {

/// What list() found.
struct ProfileList
{
    std::vector<Profile> profiles; ///< By name, as people sort.
    /// A file each that is no profile (`where` is its path): profile_damaged (the sentence says what was wrong and
    /// where it was set aside), profile_newer (left alone), file_not_read, file_not_set_aside.
    std::vector<Error> problems;

    /// By its id, or by its name without regard to case. Codes: profile_not_found, profile_ambiguous (several have the
    /// name).
    Result<Profile> find(const std::string &name) const;
};

/// Several programs may work on one workspace at once: files are replaced in one step, and writers wait for each other.
///
/// A damaged file is renamed to NAME.damaged-TIME when it is met, and never overwritten. A file of a newer version of
/// this program is neither changed nor removed.
class ProfileStore
{
public:
    /// `directory` is the workspace's (see workspaceDirectory()). Nothing is read or made yet.
    explicit ProfileStore(std::string directory);

    ProfileList list() const;
    /// What becomes of a damaged file: somebody may be at it just now.
    enum class Damaged { SetAside, Leave };
    ProfileList list(Damaged damaged) const;

    /// Codes: profile_not_found, profile_damaged, profile_newer, file_not_read.
    Result<Profile> load(const std::string &id) const;

    /// Stores `profile` and returns it as stored: with an id, if it had none, and with its settings on one line.
    /// Codes: those of check(), profile_name_taken, profile_newer, profile_damaged (the file that would have been
    /// replaced is set aside now; save again), file_not_written, workspace_locked, workspace_not_writable.
    Result<Profile> save(Profile profile);

    /// Changes the stored profile under the folder's lock, as it stands on disk then: a change that another program has
    /// made meanwhile is not lost. Where `change` leaves it as it is, nothing is written. Codes: those of load() and
    /// save(), and of `change`.
    using Change = std::function<Result<void>(Profile &)>;
    Result<Profile> update(const std::string &id, const Change &change);

    /// Gives the profile another name; its id, and so its place in the keychain, stays. Codes: those of load() and
    /// save().
    Result<Profile> rename(const std::string &id, const std::string &name);

    /// Removes the profile's file. Its secrets are the vault's to forget. Codes: profile_not_found, profile_newer,
    /// file_not_removed, workspace_locked.
    Result<void> remove(const std::string &id);

    /// The folder of the files.
    const std::string &directory() const { return m_directory; }

private:
    std::string fileOf(const std::string &id) const;
    Result<Profile> read(const std::string &file) const;
    Result<Profile> readOrSetAside(const std::string &file) const;
    /// Under the lock.
    Result<Profile> write(Profile profile) const;

    std::string m_directory;
};

} // namespace smc::workspace
