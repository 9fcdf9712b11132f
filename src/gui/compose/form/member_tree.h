// The members of an object and what is within them, as a tree that a model can ask in constant time.
#pragma once

#include <json/document.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace smc::gui {

class MemberTree
{
public:
    struct Entry
    {
        json::Value value{};   ///< Nothing for a row that is not in the text yet.
        int parent = 0;        ///< Of entries; 0 is the object whose members are the top rows.
        int row = 0;           ///< Among the rows that are shown.
        std::size_t index = 0; ///< Among all siblings in the text.
        int firstChild = 0;    ///< Children stand side by side.
        int childCount = 0;
    };

    /// A row to be: in the object `parent` (nothing: the tree's own), behind `after` (nothing: at the end).
    struct NewRow
    {
        json::Value parent{};
        json::Value after{};
    };

    MemberTree() = default;
    /// `hidden` are keys of `container` that are left out.
    MemberTree(json::Value container, const std::vector<std::string> &hidden, const std::optional<NewRow> &newRow);

    const Entry &at(int entry) const { return m_entries[static_cast<std::size_t>(entry)]; }
    int size() const { return static_cast<int>(m_entries.size()); }

    /// True where both have the same rows at the same places, whatever they hold.
    bool hasShapeOf(const MemberTree &other) const;

private:
    void addChildren(int parent, const std::vector<std::string> &hidden, const std::optional<NewRow> &newRow);

    std::vector<Entry> m_entries = std::vector<Entry>(1);
};

} // namespace smc::gui
