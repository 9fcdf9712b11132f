// Which branches of the saved events and examples stand open.
#include "../text.h"
#include "event_library.h"
#include "set_aside.h"

#include <QTreeView>

namespace smc::gui {

using Kind = LibraryItem::Kind;
using workspace::SavedEntry;
using workspace::SavedPath;

namespace {

bool standsOpenByItself(const LibraryItem &item)
{
    return item.kind != Kind::Folder;
}

} // namespace

void EventLibrary::expandAsRemembered()
{
    m_isBuilding = true;
    std::vector<QModelIndex> open{QModelIndex()};
    while (!open.empty()) {
        const QModelIndex at = open.back();
        open.pop_back();
        for (int row = 0; row < m_model->rowCount(at); ++row) {
            const QModelIndex child = m_model->index(row, 0, at);
            if (m_model->rowCount(child) == 0)
                continue;
            const LibraryItem &item = m_model->item(child);
            const QString id = LibraryModel::idOf(item);
            const bool isOpen =
                m_model->isFiltered() || (standsOpenByItself(item) ? !m_collapsed.count(id) : m_expanded.count(id) > 0);
            m_tree->setExpanded(child, isOpen);
            open.push_back(child);
        }
    }
    m_isBuilding = false;
}

void EventLibrary::rememberExpansion(const QModelIndex &index, bool isExpanded)
{
    if (m_isBuilding || m_model->isFiltered())
        return;
    const LibraryItem &item = m_model->item(index);
    std::set<QString> &exceptions = standsOpenByItself(item) ? m_collapsed : m_expanded;
    if (isExpanded != standsOpenByItself(item))
        exceptions.insert(LibraryModel::idOf(item));
    else
        exceptions.erase(LibraryModel::idOf(item));
}

std::string EventLibrary::expansion() const
{
    QStringList ids(m_collapsed.begin(), m_collapsed.end());
    ids.append(QStringList(m_expanded.begin(), m_expanded.end()));
    return toUtf8(ids.join(QLatin1Char('\n')));
}

void EventLibrary::restoreExpansion(const std::string &state)
{
    for (const QString &id : fromUtf8(state).split(QLatin1Char('\n'), Qt::SkipEmptyParts))
        (id.startsWith(QLatin1String("folder:")) ? m_expanded : m_collapsed).insert(id);
    expandAsRemembered();
}

void EventLibrary::followMove(const SavedEntry &from, const SavedPath &to)
{
    if (from.kind != SavedEntry::Kind::Folder || to.isTop())
        return;
    std::set<QString> expanded;
    for (const QString &id : m_expanded) {
        LibraryItem folder;
        folder.kind = Kind::Folder;
        folder.key = toUtf8(id.section(QLatin1Char(':'), 1));
        if (const auto path = SavedPath::parse(folder.key)) {
            if (const auto moved = *path == from.path ? std::optional(to) : movedPath(*path, from, to))
                folder.key = moved->text();
        }
        expanded.insert(LibraryModel::idOf(folder));
    }
    m_expanded = std::move(expanded);
}

} // namespace smc::gui
