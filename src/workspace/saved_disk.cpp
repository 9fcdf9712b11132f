#include "saved_disk.h"

#include "file_name.h"
#include "files.h"

#include <QDir>
#include <QDirIterator>

#include <algorithm>

namespace smc::workspace::saved {

namespace {

constexpr std::string_view Ending = ".json";
constexpr int MostNumber = 9999;
constexpr std::size_t MostWalked = SavedEvents::MostEntries;

std::string quoted(const SavedPath &path)
{
    return "“" + path.text() + "”";
}

Error linkError(const SavedPath &path)
{
    return {"saved_link",
            quoted(path) + " is a link to another place. Links are not followed; keep the files themselves here.",
            path.text()};
}

/// "Welcome 2", cut where it would be too long.
std::string numbered(std::string_view name, int number)
{
    const std::string end = ' ' + std::to_string(number);
    std::string begin(name);
    if (begin.size() + end.size() > MostNameBytes)
        begin = safeFileName(begin.substr(0, MostNameBytes - end.size()));
    return begin + end;
}

} // namespace

std::string diskName(std::string_view name, Kind kind)
{
    std::string result(name);
    if (kind == Kind::Event)
        result += Ending;
    return result;
}

QString pathOf(const std::string &root, const SavedPath &path, Kind kind)
{
    return toQString(path.isTop() ? root : root + '/' + diskName(path.text(), kind));
}

QString housekeeping(const std::string &root)
{
    return toQString(root) + QStringLiteral("/.console");
}

Result<std::unique_ptr<QLockFile>> lock(const std::string &root)
{
    const QString folder = housekeeping(root);
    if (QFileInfo(folder).isSymLink())
        return fail("saved_link", folder.toStdString() + " is a link to another place. Remove it.",
                    folder.toStdString());
    auto lock = lockDirectory(folder.toStdString());
    const std::string ignore = (folder + QStringLiteral("/.gitignore")).toStdString();
    if (lock && !QFileInfo::exists(toQString(ignore)))
        (void)writeAtomically(ignore, "*\n"); // Without it git shows the bin: no reason to refuse.
    return lock;
}

Result<void> checkLinks(const std::string &root, const SavedPath &path, Kind kind)
{
    if (path.isTop())
        return {};
    if (QFileInfo(pathOf(root, path, kind)).isSymLink())
        return tl::make_unexpected(linkError(path));
    return checkLinks(root, path.parent(), Kind::Folder);
}

Result<void> checkThere(const std::string &root, const SavedPath &path, Kind kind)
{
    if (auto sound = checkLinks(root, path, kind); !sound)
        return sound;
    const QFileInfo info(pathOf(root, path, kind));
    if (kind == Kind::Folder ? info.isDir() : info.isFile())
        return {};
    return tl::make_unexpected(notFound(path, kind));
}

Error notFound(const SavedPath &path, Kind kind)
{
    return {"saved_not_found",
            (kind == Kind::Folder ? "The folder " : "The saved event ") + quoted(path) +
                " is not there any more. It was renamed, moved or removed outside of the console.",
            path.text()};
}

TakenNames::TakenNames(const QString &folder)
{
    QDirIterator it(folder, QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    while (it.hasNext()) {
        it.next();
        const std::string name = it.fileName().toStdString();
        m_names.emplace(nameKey(name), name);
    }
}

void TakenNames::add(std::string_view name, Kind kind)
{
    const std::string onDisk = diskName(name, kind);
    m_names.emplace(nameKey(onDisk), onDisk);
}

std::optional<std::string> TakenNames::holder(std::string_view name, Kind kind) const
{
    const auto found = m_names.find(nameKey(diskName(name, kind)));
    if (found == m_names.end())
        return std::nullopt;
    std::string holding = found->second;
    if (kind == Kind::Event && holding.ends_with(Ending))
        holding.resize(holding.size() - Ending.size());
    return holding;
}

void TakenNames::forget(std::string_view name, Kind kind)
{
    m_names.erase(nameKey(diskName(name, kind)));
}

SavedPath asOnDisk(const std::string &root, const SavedPath &folder)
{
    if (folder.isTop())
        return folder;
    const SavedPath parent = asOnDisk(root, folder.parent());
    if (QFileInfo(pathOf(root, parent.under(folder.name()), Kind::Folder)).isDir())
        return parent.under(folder.name());
    const std::string key = nameKey(folder.name());
    const QDir above(pathOf(root, parent, Kind::Folder));
    const QStringList names = above.entryList(QDir::Dirs | QDir::NoDotAndDotDot);
    const auto same = std::find_if(names.begin(), names.end(),
                                   [&](const QString &name) { return nameKey(name.toStdString()) == key; });
    return parent.under(same == names.end() ? std::string(folder.name()) : same->toStdString());
}

Result<SavedPath> placeFor(const std::string &root, const SavedPath &folder, std::string_view name, Kind kind,
                           IfTaken ifTaken)
{
    const SavedPath in = asOnDisk(root, folder);
    if (auto sound = checkLinks(root, in, Kind::Folder); !sound)
        return tl::make_unexpected(sound.error());
    return placeAmong(TakenNames(pathOf(root, in, Kind::Folder)), in, name, kind, ifTaken);
}

Result<SavedPath> placeAmong(const TakenNames &taken, const SavedPath &in, std::string_view name, Kind kind,
                             IfTaken ifTaken)
{
    const std::string safe = safeFileName(name);
    if (safe.empty())
        return fail("saved_name_empty", "The name needs at least one letter or digit.");
    std::string free = safe;
    for (int number = 2; taken.holds(free, kind); ++number) {
        if (ifTaken == IfTaken::Refuse || number > MostNumber) {
            const std::string holder = in.under(*taken.holder(free, kind)).text();
            return fail("saved_name_taken", "“" + holder + "” is there already. Choose another name.", holder);
        }
        free = numbered(safe, number);
    }
    const SavedPath place = in.under(free);
    if (auto room = checkRoom(place, kind); !room)
        return tl::make_unexpected(room.error());
    return place;
}

Extent extentOf(const QString &folder)
{
    Extent extent;
    std::size_t walked = 0;
    QDirIterator it(folder, QDir::AllEntries | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDirIterator::Subdirectories);
    while (it.hasNext() && ++walked <= MostWalked) {
        const QString inside = it.next().mid(folder.size());
        extent.length = std::max(extent.length, static_cast<std::size_t>(inside.size()));
        if (it.fileInfo().isDir())
            extent.depth = std::max(extent.depth, static_cast<int>(inside.count(QLatin1Char('/'))));
    }
    return extent;
}

Result<void> checkRoom(const SavedPath &path, Kind kind, Extent inside)
{
    const int folders = (kind == Kind::Folder ? path.depth() : path.depth() - 1) + inside.depth;
    if (folders > SavedPath::MostDepth)
        return fail("saved_too_deep",
                    "Folders go at most " + std::to_string(SavedPath::MostDepth) + " deep. Choose one further up.",
                    path.text());
    if (static_cast<std::size_t>(toQString(path.text()).size()) + inside.length > SavedPath::MostLength)
        return fail("saved_path_too_long",
                    "The folders' names and the event's are too long together: at most " +
                        std::to_string(SavedPath::MostLength) + " characters. Choose shorter ones.",
                    path.text());
    return {};
}

Result<void> checkSize(std::string_view text)
{
    if (text.size() <= SavedEvents::MostBytes)
        return {};
    return fail("saved_too_large", "The event has more than " + std::to_string(SavedEvents::MostBytes >> 20U) +
                                       " MB. That is more than the editor takes.");
}

} // namespace smc::workspace::saved
