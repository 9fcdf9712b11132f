#include "profile_store.h"

#include "files.h"
#include "mapping_file.h"

#include <json/document.h>
#include <json/text.h>

#include <QCollator>
#include <QDir>

#include <algorithm>
#include <filesystem>

namespace smc::workspace {

namespace {

constexpr std::size_t MostBytes = 4 << 20;

tl::unexpected<Error> notFound(const std::string &what)
{
    return fail("profile_not_found", "There is no profile " + what + ".", what);
}

/// The error of one file, with the file as its place.
Error inFile(Error error, const std::string &file)
{
    error.where = file;
    return error;
}

} // namespace

Result<Profile> ProfileList::find(const std::string &name) const
{
    std::vector<Profile> found = profiles;
    const auto byId = std::find_if(found.begin(), found.end(), [&](const Profile &each) { return each.id == name; });
    if (byId != found.end())
        return std::move(*byId);
    std::erase_if(found, [&](const Profile &each) { return !sameName(each.name, name); });
    if (found.empty())
        return notFound(name);
    if (found.size() == 1)
        return std::move(found.front());
    // A copied file: which of them is meant can't be guessed, and one may be production.
    std::string message = "Several profiles are named " + name + ". Give the id of one instead:";
    for (const Profile &each : found)
        message += " " + each.id + " (" + std::string(nameOf(each.environment)) + ")";
    return fail("profile_ambiguous", message + ".", "/name");
}

ProfileStore::ProfileStore(std::string directory)
    : m_directory(std::move(directory) + "/profiles")
{
}

std::string ProfileStore::fileOf(const std::string &id) const
{
    return m_directory + "/" + id + ".json";
}

ProfileList ProfileStore::list() const
{
    return list(Damaged::SetAside);
}

ProfileList ProfileStore::list(Damaged damaged) const
{
    ProfileList result;
    const QDir folder(QString::fromStdString(m_directory));
    for (const QString &name : folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        const std::string file = folder.filePath(name).toStdString();
        auto profile = damaged == Damaged::SetAside ? readOrSetAside(file) : read(file);
        if (profile)
            result.profiles.push_back(std::move(*profile));
        else if (profile.error().code != "profile_not_found")
            result.problems.push_back(std::move(profile.error()));
    }
    // The C locale, which scripts run in, sorts by bytes.
    QCollator collator(QLocale().language() == QLocale::C ? QLocale(QLocale::English) : QLocale());
    collator.setNumericMode(true);
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    std::stable_sort(result.profiles.begin(), result.profiles.end(), [&](const Profile &left, const Profile &right) {
        return collator.compare(QString::fromStdString(left.name), QString::fromStdString(right.name)) < 0;
    });
    return result;
}

/// The file's own name is its profile's id: a copy made by hand under another name is another profile.
/// What is wrong with the content is profile_damaged.
Result<Profile> ProfileStore::read(const std::string &file) const
{
    const auto bytes = readFile(file, MostBytes);
    if (!bytes)
        return tl::make_unexpected(bytes.error());
    if (!*bytes)
        return notFound(file);
    auto profile = parseProfile(**bytes);
    if (!profile && profile.error().code == "profile_newer")
        return tl::make_unexpected(inFile(profile.error(), file));
    if (!profile)
        return fail("profile_damaged", profile.error().message, file);
    profile->id = QFileInfo(QString::fromStdString(file)).completeBaseName().toStdString();
    if (const auto checked = check(*profile); !checked)
        return tl::make_unexpected(inFile(checked.error(), file));
    return profile;
}

Result<Profile> ProfileStore::readOrSetAside(const std::string &file) const
{
    const auto first = read(file);
    if (first || first.error().code != "profile_damaged")
        return first;
    const auto lock = lockDirectory(m_directory);
    if (!lock)
        return tl::make_unexpected(lock.error());
    // Another program may have replaced it before the lock was ours.
    const auto second = read(file);
    if (second || second.error().code != "profile_damaged")
        return second;
    const auto aside = setAside(file);
    if (!aside)
        return tl::make_unexpected(aside.error());
    return fail("profile_damaged",
                "The profile's file " + file + " can't be used and was set aside as " + *aside + ". " +
                    second.error().message,
                file);
}

Result<Profile> ProfileStore::load(const std::string &id) const
{
    Profile wanted;
    wanted.id = id;
    wanted.name = "any";
    if (id.empty() || !check(wanted))
        return notFound(id);
    auto profile = readOrSetAside(fileOf(id));
    if (!profile && profile.error().code == "profile_not_found")
        return notFound(id);
    return profile;
}

Result<Profile> ProfileStore::save(Profile profile)
{
    if (const auto checked = check(profile); !checked)
        return tl::make_unexpected(checked.error());
    if (profile.id.empty())
        profile.id = newProfileId(profile.name);
    const std::string file = fileOf(profile.id);
    if (const auto present = readOrSetAside(file); !present && present.error().code != "profile_not_found")
        return tl::make_unexpected(present.error());

    const auto lock = lockDirectory(m_directory);
    if (!lock)
        return tl::make_unexpected(lock.error());
    return write(std::move(profile));
}

Result<Profile> ProfileStore::write(Profile profile) const
{
    for (const Profile &other : list(Damaged::Leave).profiles) {
        if (other.id != profile.id && sameName(other.name, profile.name))
            return fail("profile_name_taken",
                        "There is a profile named " + other.name + " already. Choose another name.", "/name");
    }
    json::Document settings;
    if (settings.parse(profile.settingsJson))
        profile.settingsJson = json::compact(settings.root());
    if (const auto written = writeAtomically(fileOf(profile.id), profileText(profile)); !written)
        return tl::make_unexpected(written.error());
    removeLeftovers(m_directory);
    return profile;
}

Result<Profile> ProfileStore::update(const std::string &id, const Change &change)
{
    if (const auto present = load(id); !present) // Sets it aside where it is damaged, which takes the lock too.
        return present;
    const auto lock = lockDirectory(m_directory);
    if (!lock)
        return tl::make_unexpected(lock.error());
    const Result<Profile> before = read(fileOf(id));
    if (!before)
        return before;
    Profile profile = *before;
    if (const auto changed = change(profile); !changed)
        return tl::make_unexpected(changed.error());
    profile.id = id;
    if (profile == *before)
        return profile;
    if (const auto checked = check(profile); !checked)
        return tl::make_unexpected(checked.error());
    return write(std::move(profile));
}

Result<Profile> ProfileStore::rename(const std::string &id, const std::string &name)
{
    return update(id, [&](Profile &profile) -> Result<void> {
        profile.name = name;
        return {};
    });
}

Result<void> ProfileStore::remove(const std::string &id)
{
    const auto profile = load(id);
    if (!profile)
        return tl::make_unexpected(profile.error());
    const auto lock = lockDirectory(m_directory);
    if (!lock)
        return tl::make_unexpected(lock.error());
    // Its own mapping goes with it; a file elsewhere is the person's.
    const std::string workspace = std::filesystem::path(m_directory).parent_path().string();
    return removeFile(fileOf(id))
        .and_then([&] { return removeFile(workspace + '/' + ownMappingFile(id)); })
        .and_then([&] { return removeFile(workspace + '/' + nextMappingFile(id)); })
        .and_then([&] { return removeFile(workspace + '/' + nextMappingNote(id)); });
}

} // namespace smc::workspace
