#include "profile_disk.h"

#include "starting_profile.h"

#include <destination/settings.h>
#include <json/document.h>
#include <json/edit.h>
#include <json/quote.h>
#include <workspace/files.h>
#include <workspace/mapping_file.h>

#include <algorithm>
#include <filesystem>
#include <optional>

namespace smc::gui {

namespace {

constexpr std::size_t MostProfileBytes = 64UL * 1024 * 1024;

Result<destination::Settings> settingsOf(const std::string &json)
{
    return destination::Settings::fromJson(std::string_view(json));
}

/// Copies the file to FILE.damaged-TIME; that path.
Result<std::string> copyAside(const std::string &file)
{
    const Result<std::optional<std::string>> bytes = workspace::readFile(file, MostProfileBytes);
    if (!bytes)
        return tl::make_unexpected(bytes.error());
    if (!*bytes)
        return std::string();
    const Result<std::string> aside = workspace::setAside(file);
    if (!aside)
        return aside;
    if (const Result<void> back = workspace::writeAtomically(file, **bytes); !back)
        return tl::make_unexpected(back.error());
    return aside;
}

/// Puts back what stood in a file before, or takes the file away where there was none.
void putBack(const std::string &file, const std::optional<std::string> &before)
{
    if (before)
        static_cast<void>(workspace::writeAtomically(file, *before));
    else
        static_cast<void>(workspace::removeFile(file));
}

} // namespace

ProfileDisk::ProfileDisk(std::string workspaceFolder)
    : m_folder(std::move(workspaceFolder))
    , m_store(m_folder)
{
}

std::string ProfileDisk::fileOf(const std::string &profileId) const
{
    return m_store.directory() + '/' + profileId + ".json";
}

workspace::ProfileList ProfileDisk::read()
{
    workspace::ProfileList found = m_store.list();
    if (!found.profiles.empty())
        return found;
    const Result<workspace::Profile> first = m_store.save(startingProfile());
    if (!first)
        found.problems.push_back(first.error());
    found.profiles.push_back(first ? *first : startingProfile());
    return found;
}

MappingOnDisk ProfileDisk::mapping(const std::string &settingsJson) const
{
    const Result<destination::Settings> settings = settingsOf(settingsJson);
    const std::string file = settings ? workspace::mappingPath(m_folder, settings->presetFile) : std::string();
    return {destination::Preset::read(file), destination::Preset::load(file)};
}

KeptProfile ProfileDisk::kept(Result<workspace::Profile> profile) const
{
    MappingOnDisk stored = mapping(profile ? profile->settingsJson : std::string());
    return {std::move(profile), m_store.list().profiles, std::move(stored), {}};
}

/// A file whose settings could not be read is copied aside before others take their place.
Result<std::string> ProfileDisk::keepUnreadable(const workspace::Profile &profile) const
{
    if (profile.id.empty())
        return std::string();
    const Result<workspace::Profile> before = m_store.load(profile.id);
    if (!before || before->settingsJson == profile.settingsJson || settingsOf(before->settingsJson))
        return std::string();
    return copyAside(fileOf(profile.id));
}

KeptProfile ProfileDisk::save(workspace::Profile profile)
{
    const Result<std::string> aside = keepUnreadable(profile);
    if (!aside)
        return kept(tl::make_unexpected(aside.error()));
    KeptProfile result = kept(m_store.save(std::move(profile)));
    result.setAside = *aside;
    return result;
}

KeptProfile ProfileDisk::save(workspace::Profile profile, const std::string &mapping)
{
    if (const auto compiled = destination::Preset::compile(mapping); !compiled)
        return kept(tl::make_unexpected(compiled.error()));
    const Result<destination::Settings> settings = settingsOf(profile.settingsJson);
    const std::string file = settings ? workspace::mappingPath(m_folder, settings->presetFile) : std::string();
    const std::string own = workspace::mappingPath(m_folder, workspace::ownMappingFile(profile.id));
    if (file.empty()) {
        KeptProfile result = save(std::move(profile));
        // Nothing names it any more: left behind, it would do no harm.
        if (result.profile)
            static_cast<void>(workspace::removeFile(own));
        return result;
    }
    // The mapping first: a profile must never name a file that is not there.
    const auto before = workspace::readFile(file, destination::Preset::MaxFileSize);
    if (!before)
        return kept(tl::make_unexpected(before.error()));
    if (file == own) {
        const std::string folder = std::filesystem::path(own).parent_path().string();
        if (const Result<void> made = workspace::makeDirectory(folder); !made)
            return kept(tl::make_unexpected(made.error()));
    }
    if (const Result<void> written = workspace::writeAtomically(file, mapping); !written)
        return kept(tl::make_unexpected(written.error()));
    KeptProfile result = save(std::move(profile));
    if (!result.profile)
        putBack(file, *before);
    return result;
}

KeptProfile ProfileDisk::copy(workspace::Profile copy, const std::string &from)
{
    const Result<workspace::Profile> stored = m_store.save(std::move(copy));
    if (!stored)
        return kept(stored);
    Result<workspace::Profile> whole = withOwnMapping(*stored, from);
    if (!whole)
        static_cast<void>(m_store.remove(stored->id));
    return kept(std::move(whole));
}

Result<workspace::Profile> ProfileDisk::withOwnMapping(workspace::Profile copy, const std::string &from)
{
    const std::string own = workspace::ownMappingFile(from);
    json::Document settings;
    if (!settings.parse(copy.settingsJson) || settings.root().find("presetFile").text() != own)
        return copy;
    const Result<std::string> text = destination::Preset::read(workspace::mappingPath(m_folder, own));
    if (!text)
        return tl::make_unexpected(text.error());
    const std::string file = workspace::ownMappingFile(copy.id);
    if (const auto written = workspace::writeAtomically(workspace::mappingPath(m_folder, file), *text); !written)
        return tl::make_unexpected(written.error());
    auto changed = json::withMembers(copy.settingsJson, {{"presetFile", json::quoted(file)}});
    if (!changed)
        return tl::make_unexpected(changed.error());
    copy.settingsJson = *std::move(changed);
    return m_store.save(std::move(copy));
}

} // namespace smc::gui
