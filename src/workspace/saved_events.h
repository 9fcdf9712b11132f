// Events that a person keeps: plain JSON files in folders under `events/`, so that a team can keep them in git.
#pragma once

#include "saved_path.h"

#include <base/error.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace smc::workspace {

/// A folder or an event, as list() finds it.
struct SavedEntry
{
    enum class Kind : std::uint8_t { Folder, Event };
    Kind kind = Kind::Event;
    SavedPath path;
    std::int64_t bytes = 0; ///< Of an event's text.

    bool operator==(const SavedEntry &) const = default;
};

struct SavedTree
{
    /// Each folder before what stands in it; in a folder first its folders, then its events, both as people sort names.
    std::vector<SavedEntry> entries;
    /// What was left out, in a sentence each: saved_link, saved_too_deep, saved_name_unusable, saved_too_many,
    /// saved_folder_not_read.
    std::vector<Error> problems;

    /// Nothing where it is not there. A folder and an event may have one path.
    const SavedEntry *find(const SavedPath &path, SavedEntry::Kind kind) const;
};

/// What was removed, for as long as it can come back.
struct RemovedEvent
{
    std::string id; ///< Of its folder in the bin.
    SavedEntry entry;
};

/// A file holds an event's text byte for byte, with its variables and its layout, and nothing else. What is not a file
/// called NAME.json, what is hidden or a link, and what has a name that is no UTF-8, is left alone; links are never
/// followed.
///
/// Several programs and git may work on the folder at once: files are replaced in one step, writers of this program
/// wait for each other. The folder `.console` beside the events holds the bin and the lock, and keeps itself out of
/// git.
///
/// Each operation reads the disk anew; copies of this object stand for the same folder, in any thread. Besides the
/// codes named below all of them give workspace_not_writable, workspace_locked, file_not_written, file_not_read, and
/// saved_link where a link stands in a path.
class SavedEvents
{
public:
    static constexpr std::size_t MostBytes = 16U << 20U; ///< Of one event's file: what the editor takes.
    static constexpr std::size_t MostEntries = 20'000;   ///< That list() looks at.
    static constexpr std::size_t MostSearched = 64U << 20U;
    static constexpr int MostRemoved = 200; ///< Kept in the bin; older ones go for good, as does what is 30 days old.

    /// `directory` is the workspace's. Nothing is read or made yet.
    explicit SavedEvents(std::string directory);

    /// The top folder, an absolute path. It need not be there yet.
    const std::string &root() const { return m_root; }
    std::string fileOf(const SavedPath &event) const;
    std::string folderOf(const SavedPath &folder) const;

    SavedTree list() const;

    /// The events whose path or text holds `needle`, without regard to case, in list()'s order.
    struct Found
    {
        std::vector<SavedPath> events;
        bool isCutShort =
            false; ///< Texts beyond MostSearched bytes in all were not looked at, or `stop` was asked for.
    };
    Found search(std::string_view needle, const std::stop_token &stop = {}) const;

    /// Codes: saved_not_found, file_too_large.
    Result<std::string> read(const SavedPath &event) const;

    /// A new event in `folder`, which is made where it is not there, called safeFileName(`name`). Codes:
    /// saved_name_empty, saved_name_taken (`where` is the path that is in the way), saved_too_large, saved_too_deep,
    /// saved_path_too_long.
    Result<SavedPath> add(const SavedPath &folder, std::string_view name, std::string_view text);
    /// The same with a number behind the name where it is taken.
    Result<SavedPath> addBeside(const SavedPath &folder, std::string_view name, std::string_view text);

    /// Replaces an event's text, or brings back one whose file is gone. With `basedOn`, only while the file still holds
    /// just that. Codes: saved_changed, saved_too_large, saved_name_taken.
    Result<void> write(const SavedPath &event, std::string_view text,
                       const std::optional<std::string> &basedOn = std::nullopt);

    Result<SavedPath> makeFolder(const SavedPath &in, std::string_view name); ///< Codes: those of add().
    /// "New folder", "New folder 2" …
    Result<SavedPath> makeFolderBeside(const SavedPath &in, std::string_view name);

    /// Codes of these three: saved_not_found and those of add(). They return the new path.
    Result<SavedPath> rename(const SavedEntry &entry, std::string_view name);
    /// Also saved_into_itself. To where it is already is no error.
    Result<SavedPath> move(const SavedEntry &entry, const SavedPath &folder);
    /// A copy beside it, called `name`, with a number behind it where that is taken.
    Result<SavedPath> duplicate(const SavedEntry &entry, std::string_view name);

    /// Into the bin. Code: saved_not_found.
    Result<RemovedEvent> remove(const SavedEntry &entry);
    /// Back to where it was; with a number behind its name where that is taken by now. Code: saved_not_found.
    Result<SavedPath> restore(const RemovedEvent &removed);

    /// The events that `entries` stand for, folders (the top too) with all that is in them, each once, in list()'s
    /// order.
    std::vector<SavedPath> eventsIn(const std::vector<SavedEntry> &entries) const;

private:
    std::string m_root;
};

} // namespace smc::workspace
