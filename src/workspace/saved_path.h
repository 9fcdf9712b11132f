// Where a saved event or a folder of them stands.
#pragma once

#include <base/error.h>

#include <compare>
#include <string>
#include <string_view>

namespace smc::workspace {

/// Names from the top folder down, joined by '/', an event's without ".json": "Newsletter/Welcome". It never leads out
/// of the top folder. The empty path is the top folder itself.
class SavedPath
{
public:
    /// Deepest folder; events stand one further down.
    static constexpr int MostDepth = 8;
    /// Longest path in UTF-16 units, so that the file can be reached on Windows (260) wherever a team keeps it.
    static constexpr std::size_t MostLength = 180;

    SavedPath() = default;
    /// A path as text() gives it, with names as they stand on disk. Code: saved_path_invalid.
    static Result<SavedPath> parse(std::string_view text);
    /// The path that a person means: each name made safe (see safeFileName()), empty ones left out; '\' parts names
    /// too. Codes: saved_too_deep, saved_path_too_long.
    static Result<SavedPath> made(std::string_view written);
    /// True where `name` can stand in a path: on disk there may be names that can't.
    static bool canHold(std::string_view name);

    bool isTop() const { return m_text.empty(); }
    const std::string &text() const { return m_text; }
    std::string_view name() const; ///< The last name; empty for the top.
    SavedPath parent() const;      ///< The top's is the top.
    int depth() const;             ///< Names in it; 0 for the top.
    /// `name` must pass canHold().
    SavedPath under(std::string_view name) const;
    /// True where this stands in `folder`, at any depth, or is it.
    bool isWithin(const SavedPath &folder) const;

    bool operator==(const SavedPath &) const = default;
    auto operator<=>(const SavedPath &) const = default;

private:
    std::string m_text;
};

} // namespace smc::workspace
