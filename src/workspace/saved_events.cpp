#include "saved_events.h"

#include "file_name.h"
#include "files.h"
#include "saved_disk.h"

#include <QDir>
#include <QFile>

namespace smc::workspace {

using saved::IfTaken;
using saved::Kind;
using saved::pathOf;

namespace {

tl::unexpected<Error> again(const Error &error)
{
    return tl::make_unexpected(error);
}

Result<void> renameOnDisk(const QString &from, const QString &to, const SavedPath &path, Kind kind)
{
    QFile file(from);
    const bool isDone = kind == Kind::Folder ? QDir().rename(from, to) : file.rename(to);
    if (isDone)
        return {};
    const std::string why = kind == Kind::Event ? " " + file.errorString().toStdString() + "." : "";
    return fail("file_not_written",
                "“" + path.text() + "” could not be renamed or moved." + why +
                    " Check that you may write in its folder and that no other program uses it.",
                path.text());
}

/// An event, or a folder with the events in it.
Result<void> copyTree(const QString &from, const QString &to, Kind kind)
{
    if (kind == Kind::Event) {
        const auto text = readFile(from.toStdString(), SavedEvents::MostBytes);
        if (!text)
            return again(text.error());
        return writeAtomically(to.toStdString(), text->value_or(std::string()));
    }
    if (auto made = makeDirectory(to.toStdString()); !made)
        return made;
    const auto inside =
        QDir(from).entryInfoList(QDir::Dirs | QDir::Files | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name);
    for (const QFileInfo &info : inside) {
        const Kind its = info.isDir() ? Kind::Folder : Kind::Event;
        if (its == Kind::Event && !info.fileName().endsWith(QLatin1String(".json")))
            continue;
        const QString target = to + QLatin1Char('/') + info.fileName();
        if (auto copied = copyTree(info.filePath(), target, its); !copied)
            return copied;
    }
    return {};
}

Result<SavedPath> addAt(const std::string &root, const SavedPath &folder, std::string_view name, std::string_view text,
                        IfTaken ifTaken)
{
    if (auto fits = saved::checkSize(text); !fits)
        return again(fits.error());
    const auto held = saved::lock(root);
    if (!held)
        return again(held.error());
    const auto place = saved::placeFor(root, folder, name, Kind::Event, ifTaken);
    if (!place)
        return place;
    const std::string parent = pathOf(root, place->parent(), Kind::Folder).toStdString();
    if (auto made = makeDirectory(parent); !made)
        return again(made.error());
    removeLeftovers(parent);
    if (auto written = writeAtomically(pathOf(root, *place, Kind::Event).toStdString(), text); !written)
        return again(written.error());
    return place;
}

Result<SavedPath> makeFolderAt(const std::string &root, const SavedPath &in, std::string_view name, IfTaken ifTaken)
{
    const auto held = saved::lock(root);
    if (!held)
        return again(held.error());
    const auto place = saved::placeFor(root, in, name, Kind::Folder, ifTaken);
    if (!place)
        return place;
    if (auto made = makeDirectory(pathOf(root, *place, Kind::Folder).toStdString()); !made)
        return again(made.error());
    return place;
}

} // namespace

SavedEvents::SavedEvents(std::string directory)
    : m_root(std::move(directory) + "/events")
{
}

std::string SavedEvents::fileOf(const SavedPath &event) const
{
    return pathOf(m_root, event, Kind::Event).toStdString();
}

std::string SavedEvents::folderOf(const SavedPath &folder) const
{
    return pathOf(m_root, folder, Kind::Folder).toStdString();
}

Result<std::string> SavedEvents::read(const SavedPath &event) const
{
    if (auto there = saved::checkThere(m_root, event, Kind::Event); !there)
        return again(there.error());
    auto text = readFile(fileOf(event), MostBytes);
    if (!text)
        return again(text.error());
    if (!*text)
        return again(saved::notFound(event, Kind::Event));
    return std::move(**text);
}

Result<SavedPath> SavedEvents::add(const SavedPath &folder, std::string_view name, std::string_view text)
{
    return addAt(m_root, folder, name, text, IfTaken::Refuse);
}

Result<SavedPath> SavedEvents::addBeside(const SavedPath &folder, std::string_view name, std::string_view text)
{
    return addAt(m_root, folder, name, text, IfTaken::Number);
}

Result<void> SavedEvents::write(const SavedPath &event, std::string_view text,
                                const std::optional<std::string> &basedOn)
{
    if (event.isTop())
        return again(saved::notFound(event, Kind::Event));
    if (auto fits = saved::checkSize(text); !fits)
        return fits;
    const auto held = saved::lock(m_root);
    if (!held)
        return again(held.error());
    if (auto sound = saved::checkLinks(m_root, event, Kind::Event); !sound)
        return sound;
    if (QFileInfo(pathOf(m_root, event, Kind::Event)).isDir())
        return fail("saved_name_taken", "A folder stands where “" + event.text() + "” should be.", event.text());
    if (basedOn) {
        const auto present = readFile(fileOf(event), MostBytes);
        if (!present || *present != basedOn)
            return fail("saved_changed", "“" + event.text() + "” was changed outside of the console.", event.text());
    }
    if (auto made = makeDirectory(folderOf(event.parent())); !made)
        return made;
    return writeAtomically(fileOf(event), text);
}

Result<SavedPath> SavedEvents::makeFolder(const SavedPath &in, std::string_view name)
{
    return makeFolderAt(m_root, in, name, IfTaken::Refuse);
}

Result<SavedPath> SavedEvents::makeFolderBeside(const SavedPath &in, std::string_view name)
{
    return makeFolderAt(m_root, in, name, IfTaken::Number);
}

Result<SavedPath> SavedEvents::rename(const SavedEntry &entry, std::string_view name)
{
    const std::string safe = safeFileName(name);
    if (safe.empty())
        return fail("saved_name_empty", "The name needs at least one letter or digit.");
    const auto held = saved::lock(m_root);
    if (!held)
        return again(held.error());
    if (auto there = saved::checkThere(m_root, entry.path, entry.kind); !there || entry.path.isTop())
        return again(there ? saved::notFound(entry.path, entry.kind) : there.error());
    const SavedPath target = entry.path.parent().under(safe);
    if (target == entry.path)
        return target;
    saved::TakenNames taken(pathOf(m_root, entry.path.parent(), Kind::Folder));
    taken.forget(entry.path.name(), entry.kind); // Another spelling of its own name.
    if (taken.holds(safe, entry.kind))
        return fail("saved_name_taken", "“" + target.text() + "” is there already. Choose another name.",
                    target.text());
    const QString from = pathOf(m_root, entry.path, entry.kind);
    const auto inside = entry.kind == Kind::Folder ? saved::extentOf(from) : saved::Extent();
    if (auto room = saved::checkRoom(target, entry.kind, inside); !room)
        return again(room.error());
    if (auto done = renameOnDisk(from, pathOf(m_root, target, entry.kind), entry.path, entry.kind); !done)
        return again(done.error());
    return target;
}

Result<SavedPath> SavedEvents::move(const SavedEntry &entry, const SavedPath &folder)
{
    if (entry.path.parent() == folder)
        return entry.path;
    if (entry.kind == Kind::Folder && folder.isWithin(entry.path))
        return fail("saved_into_itself", "“" + entry.path.text() + "” can't be moved into itself.", folder.text());
    const auto held = saved::lock(m_root);
    if (!held)
        return again(held.error());
    if (auto there = saved::checkThere(m_root, entry.path, entry.kind); !there || entry.path.isTop())
        return again(there ? saved::notFound(entry.path, entry.kind) : there.error());
    if (auto sound = saved::checkLinks(m_root, folder, Kind::Folder); !sound)
        return again(sound.error());
    if (saved::TakenNames(pathOf(m_root, folder, Kind::Folder)).holds(entry.path.name(), entry.kind))
        return fail("saved_name_taken",
                    "“" + folder.under(entry.path.name()).text() + "” is there already. Rename one of the two first.",
                    folder.under(entry.path.name()).text());
    const SavedPath target = folder.under(entry.path.name());
    const QString from = pathOf(m_root, entry.path, entry.kind);
    const auto inside = entry.kind == Kind::Folder ? saved::extentOf(from) : saved::Extent();
    if (auto room = saved::checkRoom(target, entry.kind, inside); !room)
        return again(room.error());
    if (auto made = makeDirectory(folderOf(folder)); !made)
        return again(made.error());
    if (auto done = renameOnDisk(from, pathOf(m_root, target, entry.kind), entry.path, entry.kind); !done)
        return again(done.error());
    return target;
}

Result<SavedPath> SavedEvents::duplicate(const SavedEntry &entry, std::string_view name)
{
    const auto held = saved::lock(m_root);
    if (!held)
        return again(held.error());
    if (auto there = saved::checkThere(m_root, entry.path, entry.kind); !there || entry.path.isTop())
        return again(there ? saved::notFound(entry.path, entry.kind) : there.error());
    const auto place = saved::placeFor(m_root, entry.path.parent(), name, entry.kind, IfTaken::Number);
    if (!place)
        return place;
    const QString from = pathOf(m_root, entry.path, entry.kind);
    const auto inside = entry.kind == Kind::Folder ? saved::extentOf(from) : saved::Extent();
    if (auto room = saved::checkRoom(*place, entry.kind, inside); !room)
        return again(room.error());
    if (auto copied = copyTree(from, pathOf(m_root, *place, entry.kind), entry.kind); !copied)
        return again(copied.error());
    return place;
}

} // namespace smc::workspace
