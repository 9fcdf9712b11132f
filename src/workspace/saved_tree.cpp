// Looking at what is saved: the tree, and the search in names and texts.
#include "files.h"
#include "saved_disk.h"

#include <QCollator>
#include <QDirIterator>
#include <QLocale>

#include <algorithm>
#include <set>

namespace smc::workspace {

using saved::Kind;
using saved::pathOf;

namespace {

constexpr QLatin1String Ending(".json");
constexpr std::size_t MostProblems = 20;

class Walk
{
public:
    explicit Walk(const std::string &root)
        : m_root(root)
        , m_collator(QLocale().language() == QLocale::C ? QLocale(QLocale::English) : QLocale())
    {
        m_collator.setNumericMode(true);
        m_collator.setCaseSensitivity(Qt::CaseInsensitive);
    }

    void look(const SavedPath &folder);
    SavedTree take() { return std::move(m_tree); }

private:
    struct Found
    {
        SavedEntry entry;
        QCollatorSortKey key;
    };
    std::vector<Found> read(const SavedPath &folder);
    std::optional<SavedEntry> entryOf(const SavedPath &folder, const QFileInfo &info);
    void complain(std::string code, std::string message, std::string where);

    const std::string &m_root;
    QCollator m_collator;
    SavedTree m_tree;
    std::size_t m_looked = 0;
};

void Walk::complain(std::string code, std::string message, std::string where)
{
    if (m_tree.problems.size() < MostProblems)
        m_tree.problems.push_back({std::move(code), std::move(message), std::move(where)});
}

std::optional<SavedEntry> Walk::entryOf(const SavedPath &folder, const QFileInfo &info)
{
    QString name = info.fileName();
    const bool isEvent = name.endsWith(Ending) && !info.isDir();
    if (!isEvent && !info.isDir())
        return std::nullopt;
    const std::string shown = folder.under(name.toStdString()).text();
    if (info.isSymLink()) {
        complain("saved_link", "“" + shown + "” is a link, and links are not followed.", shown);
        return std::nullopt;
    }
    if (isEvent)
        name.chop(Ending.size());
    if (!SavedPath::canHold(name.toStdString())) {
        complain("saved_name_unusable", "“" + shown + "” has a name that can't be used here. Rename it.", shown);
        return std::nullopt;
    }
    SavedEntry entry;
    entry.kind = isEvent ? Kind::Event : Kind::Folder;
    entry.path = folder.under(name.toStdString());
    entry.bytes = isEvent ? info.size() : 0;
    if (entry.kind == Kind::Folder && entry.path.depth() > SavedPath::MostDepth) {
        complain("saved_too_deep",
                 "“" + shown + "” is deeper than " + std::to_string(SavedPath::MostDepth) +
                     " folders, so that what is in it is not shown.",
                 shown);
        return std::nullopt;
    }
    return entry;
}

std::vector<Walk::Found> Walk::read(const SavedPath &folder)
{
    std::vector<Found> found;
    QDirIterator it(pathOf(m_root, folder, Kind::Folder), QDir::Dirs | QDir::Files | QDir::NoDotAndDotDot);
    while (it.hasNext()) {
        if (++m_looked > SavedEvents::MostEntries) {
            if (m_looked == SavedEvents::MostEntries + 1)
                complain("saved_too_many",
                         "There are more than " + std::to_string(SavedEvents::MostEntries) +
                             " files and folders; the rest is not shown.",
                         m_root);
            break;
        }
        it.next();
        if (auto entry = entryOf(folder, it.fileInfo())) {
            QCollatorSortKey key = m_collator.sortKey(saved::toQString(entry->path.name()));
            found.push_back({std::move(*entry), std::move(key)});
        }
    }
    std::sort(found.begin(), found.end(), [](const Found &left, const Found &right) {
        if (left.entry.kind != right.entry.kind)
            return left.entry.kind == Kind::Folder;
        const int order = left.key.compare(right.key);
        return order != 0 ? order < 0 : left.entry.path < right.entry.path;
    });
    return found;
}

void Walk::look(const SavedPath &folder)
{
    const QFileInfo info(pathOf(m_root, folder, Kind::Folder));
    if (info.exists() && !info.isReadable()) {
        complain("saved_folder_not_read", "The folder “" + folder.text() + "” can't be read.", folder.text());
        return;
    }
    for (Found &found : read(folder)) {
        const SavedEntry entry = found.entry;
        m_tree.entries.push_back(std::move(found.entry));
        if (entry.kind == Kind::Folder)
            look(entry.path);
    }
}

} // namespace

const SavedEntry *SavedTree::find(const SavedPath &path, SavedEntry::Kind kind) const
{
    const auto found = std::find_if(entries.begin(), entries.end(),
                                    [&](const SavedEntry &entry) { return entry.path == path && entry.kind == kind; });
    return found == entries.end() ? nullptr : &*found;
}

SavedTree SavedEvents::list() const
{
    Walk walk(m_root);
    walk.look({});
    return walk.take();
}

SavedEvents::Found SavedEvents::search(std::string_view needle, const std::stop_token &stop) const
{
    Found found;
    const QString wanted = saved::toQString(needle);
    std::size_t searched = 0;
    for (const SavedEntry &entry : list().entries) {
        if (stop.stop_requested()) {
            found.isCutShort = true;
            break;
        }
        if (entry.kind != Kind::Event)
            continue;
        if (saved::toQString(entry.path.text()).contains(wanted, Qt::CaseInsensitive)) {
            found.events.push_back(entry.path);
            continue;
        }
        const std::size_t size = static_cast<std::size_t>(entry.bytes);
        if (size > MostBytes || searched + size > MostSearched) {
            found.isCutShort = true;
            continue;
        }
        searched += size;
        const auto text = readFile(fileOf(entry.path), MostBytes);
        if (text && *text && saved::toQString(**text).contains(wanted, Qt::CaseInsensitive))
            found.events.push_back(entry.path);
    }
    return found;
}

std::vector<SavedPath> SavedEvents::eventsIn(const std::vector<SavedEntry> &entries) const
{
    std::set<SavedPath> events;
    std::set<SavedPath> folders;
    for (const SavedEntry &entry : entries)
        (entry.kind == Kind::Event ? events : folders).insert(entry.path);
    const auto isInFolder = [&folders](SavedPath path) {
        while (!path.isTop()) {
            path = path.parent();
            if (folders.count(path) > 0)
                return true;
        }
        return false;
    };
    std::vector<SavedPath> found;
    for (const SavedEntry &entry : list().entries) {
        if (entry.kind == Kind::Event && (events.count(entry.path) > 0 || isInFolder(entry.path)))
            found.push_back(entry.path);
    }
    return found;
}

} // namespace smc::workspace
