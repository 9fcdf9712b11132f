// Files that are whole or not there: written atomically, readable by their owner only, set aside where they are
// damaged.
#pragma once

#include <base/error.h>

#include <QLockFile>

#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace smc::workspace {

/// Makes the folder and its parents, readable by their owner only. Code: workspace_not_writable.
Result<void> makeDirectory(const std::string &directory);

/// Puts `bytes` in the place of the file, on disk and in one step: a crash leaves the old content or the new. Mode
/// 0600. Codes: file_not_written; the message names the file and what the system said.
Result<void> writeAtomically(const std::string &file, std::string_view bytes);

/// The same without waiting for the disk, which may take seconds: a program that is killed leaves the old content or
/// the new, a power failure before syncFile() perhaps neither. Code: file_not_written.
Result<void> writeUnsynced(const std::string &file, std::string_view bytes);

/// Waits until the file's content and name are on the disk. One that is not there is no error.
void syncFile(const std::string &file);

/// The file's bytes; none where there is no such file. Codes: file_not_read, file_too_large.
Result<std::optional<std::string>> readFile(const std::string &file, std::size_t mostBytes);

/// Removes a file; one that is not there is no error. Code: file_not_removed.
Result<void> removeFile(const std::string &file);

/// Renames a file to FILE.damaged-YYYYMMDDTHHMMSSZ, or with -2, -3, … behind it, and returns that path. `sidecars` are
/// endings of files that belong to it (such as "-wal") and go with it. Code: file_not_set_aside.
Result<std::string> setAside(const std::string &file, std::initializer_list<const char *> sidecars = {});

/// Writes a copy of a file of at most `mostBytes` under such a name, which it returns; the file stays as it is. Empty
/// where there is no such file. Codes: those of readFile() and writeAtomically().
Result<std::string> copyAside(const std::string &file, std::size_t mostBytes);

/// Holds the folder's lock (`.lock`) against other writers, in this process or another, for up to five seconds.
/// Code: workspace_locked, workspace_not_writable.
Result<std::unique_ptr<QLockFile>> lockDirectory(const std::string &directory);

/// Deletes what writeAtomically() left of `file` in a process that was killed, where it is older than an hour.
void removeLeftovers(const std::string &directory);

} // namespace smc::workspace
