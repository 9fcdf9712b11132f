// Texts that a person has begun and not saved: one file a key under `drafts/`.
#pragma once

#include <base/error.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::workspace {

/// Several programs may work on one workspace at once; the last to save a key wins, whole.
class Drafts
{
public:
    /// `directory` is the workspace's. Nothing is read or made yet.
    explicit Drafts(std::string directory);

    /// Keeps `text`, any bytes, under `key`, such as "compose" or "compose/group": any text of 1 to 60 bytes, which
    /// never becomes a path. Does not wait for the disk, so that a program killed right after it has lost nothing; a
    /// power failure may take it until confirm(). Codes: draft_key_invalid, file_not_written, workspace_not_writable.
    Result<void> save(std::string_view key, std::string_view text);

    /// Waits until what was saved under `key` is on the disk. Code: draft_key_invalid.
    Result<void> confirm(std::string_view key) const;

    /// The text kept under `key`, or none. Codes: draft_key_invalid, file_not_read, file_too_large (beyond 256 MB).
    Result<std::optional<std::string>> load(std::string_view key) const;

    /// One that is not there is no error. Codes: draft_key_invalid, file_not_removed.
    Result<void> remove(std::string_view key);

    /// The keys of all drafts, sorted by their bytes.
    std::vector<std::string> keys() const;

private:
    Result<std::string> fileOf(std::string_view key) const;

    std::string m_directory;
};

} // namespace smc::workspace
