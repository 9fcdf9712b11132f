// The bin: what was removed and can come back.
#include "files.h"
#include "saved_disk.h"

#include <QDateTime>
#include <QDir>
#include <QFile>

namespace smc::workspace {

using saved::Kind;
using saved::pathOf;

namespace {

constexpr int MostDays = 30;

QString binOf(const std::string &root)
{
    return saved::housekeeping(root) + QStringLiteral("/bin");
}

/// Names begin with the time, so that their order is their age.
QString newId(const QDir &bin)
{
    const QString time = QDateTime::currentDateTimeUtc().toString(QStringLiteral("yyyyMMdd'T'HHmmsszzz'Z'"));
    QString id = time;
    for (int number = 2; bin.exists(id); ++number)
        id = QStringLiteral("%1-%2").arg(time).arg(number, 5, 10, QLatin1Char('0'));
    return id;
}

void dropOldest(const QDir &bin)
{
    const QString oldest =
        QDateTime::currentDateTimeUtc().addDays(-MostDays).toString(QStringLiteral("yyyyMMdd'T'HHmmsszzz'Z'"));
    const QStringList ids = bin.entryList(QDir::Dirs | QDir::NoDotAndDotDot | QDir::NoSymLinks, QDir::Name);
    for (qsizetype at = 0; at < ids.size(); ++at) {
        if (ids.size() - at > SavedEvents::MostRemoved || ids[at] < oldest)
            QDir(bin.filePath(ids[at])).removeRecursively(); // Removes links, not what they lead to.
    }
}

bool renamePath(const QString &from, const QString &to, Kind kind)
{
    return kind == Kind::Folder ? QDir().rename(from, to) : QFile::rename(from, to);
}

} // namespace

Result<RemovedEvent> SavedEvents::remove(const SavedEntry &entry)
{
    const auto held = saved::lock(m_root);
    if (!held)
        return tl::make_unexpected(held.error());
    if (auto there = saved::checkThere(m_root, entry.path, entry.kind); !there || entry.path.isTop())
        return tl::make_unexpected(there ? saved::notFound(entry.path, entry.kind) : there.error());
    const QDir bin(binOf(m_root));
    const QString id = newId(bin);
    if (auto made = makeDirectory(bin.filePath(id).toStdString()); !made)
        return tl::make_unexpected(made.error());
    const QString target =
        bin.filePath(id) + QLatin1Char('/') + saved::toQString(saved::diskName(entry.path.name(), entry.kind));
    if (!renamePath(pathOf(m_root, entry.path, entry.kind), target, entry.kind))
        return fail("file_not_removed",
                    "“" + entry.path.text() +
                        "” could not be removed. Check that you may write in its folder and that no other program "
                        "uses it.",
                    entry.path.text());
    dropOldest(bin);
    return RemovedEvent{id.toStdString(), entry};
}

Result<SavedPath> SavedEvents::restore(const RemovedEvent &removed)
{
    const auto held = saved::lock(m_root);
    if (!held)
        return tl::make_unexpected(held.error());
    const SavedEntry &entry = removed.entry;
    const QString source = binOf(m_root) + QLatin1Char('/') + saved::toQString(removed.id) + QLatin1Char('/') +
                           saved::toQString(saved::diskName(entry.path.name(), entry.kind));
    if (!SavedPath::canHold(removed.id) || !QFileInfo::exists(source))
        return fail("saved_not_found", "“" + entry.path.text() + "” is not in the bin any more.", entry.path.text());
    // Its own name stands, whatever a new one may be called.
    SavedPath place = entry.path;
    if (saved::TakenNames(pathOf(m_root, place.parent(), Kind::Folder)).holds(place.name(), entry.kind)) {
        const auto free = saved::placeFor(m_root, place.parent(), place.name(), entry.kind, saved::IfTaken::Number);
        if (!free)
            return free;
        place = *free;
    }
    if (auto sound = saved::checkLinks(m_root, place.parent(), Kind::Folder); !sound)
        return tl::make_unexpected(sound.error());
    if (auto made = makeDirectory(folderOf(place.parent())); !made)
        return tl::make_unexpected(made.error());
    if (!renamePath(source, pathOf(m_root, place, entry.kind), entry.kind))
        return fail("file_not_written",
                    "“" + place.text() + "” could not be put back. It is still in the bin, " + source.toStdString() +
                        ".",
                    place.text());
    QDir().rmdir(QFileInfo(source).path());
    return place;
}

} // namespace smc::workspace
