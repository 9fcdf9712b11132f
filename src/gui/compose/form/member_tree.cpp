#include "member_tree.h"

#include <algorithm>

namespace smc::gui {

namespace {

bool isSame(json::Value a, json::Value b)
{
    return a.exists() && b.exists() && a.node() == b.node();
}

} // namespace

MemberTree::MemberTree(json::Value container, const std::vector<std::string> &hidden,
                       const std::optional<NewRow> &newRow)
{
    m_entries.front().value = container;
    // Level by level, so that children stand side by side.
    for (int entry = 0; entry < size(); ++entry)
        addChildren(entry, entry == 0 ? hidden : std::vector<std::string>(), newRow);
}

void MemberTree::addChildren(int parent, const std::vector<std::string> &hidden, const std::optional<NewRow> &newRow)
{
    const json::Value container = at(parent).value;
    const bool takesNew = newRow && (newRow->parent ? isSame(newRow->parent, container) : parent == 0);
    const int first = size();
    const auto add = [&](json::Value value, std::size_t index) {
        Entry entry;
        entry.value = value;
        entry.parent = parent;
        entry.row = size() - first;
        entry.index = index;
        m_entries.push_back(entry);
    };
    std::size_t index = 0;
    bool isPlaced = false;
    for (const json::Value child : container) {
        if (hidden.empty() || std::find(hidden.begin(), hidden.end(), child.key()) == hidden.end())
            add(child, index);
        ++index;
        if (takesNew && isSame(child, newRow->after)) {
            add({}, index);
            isPlaced = true;
        }
    }
    if (takesNew && !isPlaced)
        add({}, index);
    Entry &entry = m_entries[static_cast<std::size_t>(parent)];
    entry.firstChild = first;
    entry.childCount = size() - first;
}

bool MemberTree::hasShapeOf(const MemberTree &other) const
{
    return std::equal(m_entries.begin(), m_entries.end(), other.m_entries.begin(), other.m_entries.end(),
                      [](const Entry &a, const Entry &b) {
                          return a.parent == b.parent && a.row == b.row && a.childCount == b.childCount;
                      });
}

} // namespace smc::gui
