#include "saved_adder.h"

#include "files.h"

#include <utility>

namespace smc::workspace::saved {

Adder::Adder(std::string root)
    : m_root(std::move(root))
{
}

void Adder::pause()
{
    m_folders.clear();
    m_lock.reset();
    m_added = 0;
}

Result<void> Adder::hold()
{
    if (m_added >= MostHeld)
        pause();
    if (m_lock)
        return {};
    auto lock = saved::lock(m_root);
    if (!lock)
        return tl::make_unexpected(lock.error());
    m_lock = std::move(*lock);
    return {};
}

Result<Adder::Folder *> Adder::look(const SavedPath &folder)
{
    // Under the spelling that counts: "Week" and "week" are one folder.
    const SavedPath in = asOnDisk(m_root, folder);
    if (const auto known = m_folders.find(in); known != m_folders.end())
        return &known->second;
    if (auto sound = checkLinks(m_root, in, Kind::Folder); !sound)
        return tl::make_unexpected(sound.error());
    const auto [place, isNew] = m_folders.try_emplace(in, Folder{in, TakenNames(pathOf(m_root, in, Kind::Folder))});
    return &place->second;
}

Result<SavedPath> Adder::add(const SavedPath &folder, std::string_view name, std::string_view text)
{
    if (auto fits = checkSize(text); !fits)
        return tl::make_unexpected(fits.error());
    if (auto held = hold(); !held)
        return tl::make_unexpected(held.error());
    const auto in = look(folder);
    if (!in)
        return tl::make_unexpected(in.error());
    auto place = placeAmong((*in)->taken, (*in)->path, name, Kind::Event, IfTaken::Number);
    if (!place)
        return place;
    if (auto made = makeRoomFor(*place); !made)
        return tl::make_unexpected(made.error());
    if (auto written = writeAtomically(pathOf(m_root, *place, Kind::Event).toStdString(), text); !written)
        return tl::make_unexpected(written.error());
    (*in)->taken.add(place->name(), Kind::Event);
    ++m_added;
    return place;
}

Result<void> Adder::makeRoomFor(const SavedPath &event)
{
    const QString folder = pathOf(m_root, event.parent(), Kind::Folder);
    if (QFileInfo(folder).isDir())
        return {};
    // Its name is news to the folders around it.
    for (SavedPath around = event.parent(); !around.isTop(); around = around.parent())
        m_folders.erase(around.parent());
    return makeDirectory(folder.toStdString());
}

Result<SavedPath> Adder::makeFolder(const SavedPath &in, std::string_view name)
{
    if (auto held = hold(); !held)
        return tl::make_unexpected(held.error());
    const auto around = look(in);
    if (!around)
        return tl::make_unexpected(around.error());
    auto place = placeAmong((*around)->taken, (*around)->path, name, Kind::Folder, IfTaken::Number);
    if (!place)
        return place;
    if (auto made = makeDirectory(pathOf(m_root, *place, Kind::Folder).toStdString()); !made)
        return tl::make_unexpected(made.error());
    (*around)->taken.add(place->name(), Kind::Folder);
    return place;
}

} // namespace smc::workspace::saved
