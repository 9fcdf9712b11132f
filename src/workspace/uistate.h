// What the console remembers of itself: window layout, last page, last profile. `ui_state.json` in the workspace.
#pragma once

#include <base/error.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace smc::workspace {

/// Texts under keys, held in memory; save() writes them. Binary values (a window's geometry) go in as Base64.
class UiState
{
public:
    /// Reads what there is. A file that can't be used leaves the state empty, and problem() says so.
    explicit UiState(std::string directory);

    std::optional<std::string> value(std::string_view key) const;
    std::string value(std::string_view key, std::string_view otherwise) const;
    void set(std::string_view key, std::string_view value);
    void remove(std::string_view key);

    /// Writes what was set or removed since the last save, atomically, and leaves other keys as another program may
    /// have written them meanwhile. Does nothing where nothing changed. Codes: ui_state_newer (a newer version of this
    /// program wrote it; it is left alone), file_not_written, workspace_locked, workspace_not_writable.
    Result<void> save();

    /// `copy` was made of this one, and saved, perhaps in another thread: what is still the same here counts as saved.
    void markSaved(const UiState &copy);

    /// Why the file could not be read: ui_state_damaged (set aside, the sentence says where), ui_state_newer,
    /// file_not_read.
    const std::optional<Error> &problem() const { return m_problem; }

private:
    using Values = std::map<std::string, std::string, std::less<>>;
    static Result<Values> parse(const std::string &text);
    Result<Values> readFromDisk() const;
    Result<Values> readOrSetAside() const;

    std::string m_directory;
    std::string m_file;
    Values m_values;
    std::set<std::string, std::less<>> m_changed;
    std::optional<Error> m_problem;
};

} // namespace smc::workspace
