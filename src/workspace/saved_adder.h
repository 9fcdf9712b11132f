// Adds many events, as an import does: without reading each folder anew for each of them.
#pragma once

#include "saved_disk.h"

#include <map>
#include <memory>
#include <string>
#include <string_view>

namespace smc::workspace::saved {

/// Holds the lock for a few dozen events at a time: others who write wait a moment, and what they write is seen.
class Adder
{
public:
    explicit Adder(std::string root);

    /// As SavedEvents::addBeside(), with its codes.
    Result<SavedPath> add(const SavedPath &folder, std::string_view name, std::string_view text);
    /// As SavedEvents::makeFolderBeside().
    Result<SavedPath> makeFolder(const SavedPath &in, std::string_view name);

    /// Lets others write: call it before what takes its time.
    void pause();

private:
    static constexpr int MostHeld = 64; ///< Events at a time.

    struct Folder
    {
        SavedPath path; ///< As it is spelt on disk.
        TakenNames taken;
    };

    Result<void> hold();
    /// Reads a folder that was not seen under this lock yet. Nothing is made.
    Result<Folder *> look(const SavedPath &folder);
    Result<void> makeRoomFor(const SavedPath &event);

    std::string m_root;
    std::unique_ptr<QLockFile> m_lock;
    std::map<SavedPath, Folder> m_folders; ///< As they are while the lock is held.
    int m_added = 0;                       ///< Since the lock was taken.
};

} // namespace smc::workspace::saved
