// The files and folders behind SavedEvents, for its own translation units.
#pragma once

#include "saved_events.h"

#include <QFileInfo>
#include <QLockFile>
#include <QString>

#include <map>
#include <memory>
#include <optional>

namespace smc::workspace::saved {

using Kind = SavedEntry::Kind;

inline QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// "Welcome.json" for an event, "Newsletter" for a folder.
std::string diskName(std::string_view name, Kind kind);

/// The absolute path of an event's file or of a folder.
QString pathOf(const std::string &root, const SavedPath &path, Kind kind);

/// Where the bin and the lock are.
QString housekeeping(const std::string &root);

/// Makes the top folder where it is not there, and keeps other writers out.
Result<std::unique_ptr<QLockFile>> lock(const std::string &root);

/// Refuses a path that leads over a link: saved_link. What is not there is no error.
Result<void> checkLinks(const std::string &root, const SavedPath &path, Kind kind);

/// An entry that is there and is what it says: saved_not_found, saved_link.
Result<void> checkThere(const std::string &root, const SavedPath &path, Kind kind);

/// The names in a folder, as nameKey() has them, to find out what is taken.
class TakenNames
{
public:
    explicit TakenNames(const QString &folder);
    bool holds(std::string_view name, Kind kind) const { return holder(name, kind).has_value(); }
    /// The name, as it is spelt on disk, of what is in the way; without an event's ending.
    std::optional<std::string> holder(std::string_view name, Kind kind) const;
    /// For a name that is about to go.
    void forget(std::string_view name, Kind kind);
    /// For one that has come.
    void add(std::string_view name, Kind kind);

private:
    std::map<std::string, std::string> m_names; ///< By key.
};

/// Where something new goes: `folder` with the spelling of folders that are there already, and a name that is free.
enum class IfTaken { Refuse, Number };
/// Codes: saved_name_empty, saved_name_taken, saved_too_deep, saved_path_too_long, saved_link. Makes nothing.
Result<SavedPath> placeFor(const std::string &root, const SavedPath &folder, std::string_view name, Kind kind,
                           IfTaken ifTaken);
/// The same in a folder whose names are known, and which asOnDisk() gave.
Result<SavedPath> placeAmong(const TakenNames &taken, const SavedPath &in, std::string_view name, Kind kind,
                             IfTaken ifTaken);
/// `folder` as it is spelt on disk: "newsletter" for a folder "Newsletter".
SavedPath asOnDisk(const std::string &root, const SavedPath &folder);

/// The depth and length of what stands in a folder, counted from it.
struct Extent
{
    int depth = 0;
    std::size_t length = 0;
};
Extent extentOf(const QString &folder);
/// Codes: saved_too_deep, saved_path_too_long.
Result<void> checkRoom(const SavedPath &path, Kind kind, Extent inside = {});

/// Code: saved_too_large.
Result<void> checkSize(std::string_view text);

Error notFound(const SavedPath &path, Kind kind);

} // namespace smc::workspace::saved
