#include "profile_disk.h"

#include "profile_disk_private.h"
#include "starting_profile.h"

#include <destination/settings.h>
#include <json/document.h>
#include <json/edit.h>
#include <json/quote.h>
#include <workspace/files.h>
#include <workspace/mapping_file.h>

#include <filesystem>

namespace smc::gui {

namespace {

constexpr std::size_t MostProfileBytes = 64UL * 1024 * 1024;

Result<destination::Settings> readSettings(const std::string &json)
{
    return destination::Settings::fromJson(std::string_view(json));
}

Error unreadable(const Error &why)
{
    return {"settings_unreadable", why.message, why.where};
}

} // namespace

Result<destination::Settings> settingsOf(const workspace::Profile &profile)
{
    return readSettings(profile.settingsJson).map_error(unreadable);
}

Result<void> nameMapping(workspace::Profile &profile, const std::string &mappingFile,
                         const destination::Filters &filters)
{
    Result<destination::Settings> settings = settingsOf(profile);
    if (!settings)
        return tl::make_unexpected(settings.error());
    if (settings->presetFile == mappingFile && settings->destinationFilters == filters)
        return {};
    settings->presetFile = mappingFile;
    settings->destinationFilters = filters;
    profile.settingsJson = settings->writeInto(profile.settingsJson);
    return {};
}

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
    for (workspace::Profile &profile : found.profiles) {
        if (isUnderWay(profile))
            profile = finishMove(profile.id).value_or(profile);
    }
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
    const Result<destination::Settings> settings = readSettings(settingsJson);
    const std::string file = settings ? pathOf(settings->presetFile) : std::string();
    return {destination::Preset::read(file), destination::Preset::load(file)};
}

std::string ProfileDisk::pathOf(const std::string &mappingFile) const
{
    return workspace::mappingPath(m_folder, mappingFile);
}

Result<void> ProfileDisk::write(const std::string &mappingFile, const std::string &mapping) const
{
    const std::string file = pathOf(mappingFile);
    return workspace::makeDirectory(std::filesystem::path(file).parent_path().string()).and_then([&] {
        return workspace::writeAtomically(file, mapping);
    });
}

bool ProfileDisk::holds(const std::string &mappingFile, const std::string &mapping) const
{
    const auto text = workspace::readFile(pathOf(mappingFile), destination::Preset::MaxFileSize);
    return text && *text == mapping;
}

Result<KeptProfile> ProfileDisk::kept(const Stored &profile) const
{
    if (!profile)
        return tl::make_unexpected(profile.error());
    return KeptProfile{*profile, mapping(profile->settingsJson), m_store.list(), {}};
}

/// As it stands on disk; `known` is written where it stands nowhere.
ProfileDisk::Stored ProfileDisk::stored(const workspace::Profile &known)
{
    Stored found = m_store.load(known.id);
    if (!found && found.error().code == "profile_not_found")
        return m_store.save(known);
    return found;
}

Result<KeptProfile> ProfileDisk::change(const workspace::Profile &known, const ProfileChange &change,
                                        Unreadable unreadableSettings)
{
    if (const Stored present = stored(known); !present)
        return tl::make_unexpected(present.error());
    std::string aside;
    const auto work = [&](workspace::Profile &profile) -> Result<void> {
        const Result<destination::Settings> before = readSettings(profile.settingsJson);
        if (!before && unreadableSettings == Unreadable::Refused)
            return tl::make_unexpected(unreadable(before.error()));
        destination::Settings settings = before.value_or(destination::Settings{});
        change(profile, settings);
        if (before && settings == *before)
            return {};
        profile.settingsJson = settings.writeInto(profile.settingsJson);
        if (before)
            return {};
        const Result<std::string> copy = workspace::copyAside(fileOf(profile.id), MostProfileBytes);
        if (!copy)
            return tl::make_unexpected(copy.error());
        aside = *copy;
        return {};
    };
    Result<KeptProfile> result = kept(m_store.update(known.id, work));
    if (result)
        result->setAside = aside;
    return result;
}

Result<KeptProfile> ProfileDisk::saveMapping(const workspace::Profile &known, const std::string &mapping,
                                             const destination::Filters &filters)
{
    if (const auto compiled = destination::Preset::compile(mapping); !compiled)
        return tl::make_unexpected(compiled.error());
    const bool usesPreset = mapping == destination::Preset::smcText();
    Stored before = stored(known);
    if (before && isUnderWay(*before) && !usesPreset)
        before = finishMove(known.id);
    if (!before)
        return tl::make_unexpected(before.error());
    const Result<destination::Settings> settings = settingsOf(*before);
    if (!settings)
        return tl::make_unexpected(settings.error());
    if (usesPreset)
        return kept(usePreset(known.id, filters));
    if (settings->presetFile.empty() || workspace::isOwnMapping(known.id, settings->presetFile))
        return kept(saveOwn(known.id, mapping, filters));
    return kept(saveElsewhere(known.id, mapping, filters));
}

ProfileDisk::Stored ProfileDisk::usePreset(const std::string &id, const destination::Filters &filters)
{
    Stored saved = m_store.update(id, [&](workspace::Profile &profile) { return nameMapping(profile, {}, filters); });
    // Nothing names them any more: left behind, they would do no harm.
    if (saved) {
        static_cast<void>(workspace::removeFile(pathOf(workspace::ownMappingFile(id))));
        forgetNext(id);
    }
    return saved;
}

/// The profile's file decides which mapping holds: what it names is never written over together with the filters.
ProfileDisk::Stored ProfileDisk::saveOwn(const std::string &id, const std::string &mapping,
                                         const destination::Filters &filters)
{
    const std::string own = workspace::ownMappingFile(id);
    const std::string next = workspace::nextMappingFile(id);
    enum class State { Before, OwnIsFree, IsKept } state = State::Before;
    // Mapping and filters take effect in one step: with the name of the file in which the new mapping stands already.
    const Stored begun = m_store.update(id, [&](workspace::Profile &profile) -> Result<void> {
        const Result<destination::Settings> before = settingsOf(profile);
        if (!before)
            return tl::make_unexpected(before.error());
        if (before->presetFile != own) {
            state = State::OwnIsFree;
            return {};
        }
        if (before->destinationFilters == filters || holds(own, mapping))
            return {}; // One of the two changes, and so one file.
        state = State::IsKept;
        return write(next, mapping).and_then([&] { return nameMapping(profile, next, filters); });
    });
    if (!begun && state == State::IsKept)
        static_cast<void>(workspace::removeFile(pathOf(next))); // Nothing names it.
    if (!begun)
        return begun;
    Stored saved = m_store.update(id, [&](workspace::Profile &profile) {
        return write(own, mapping).and_then([&] { return nameMapping(profile, own, filters); });
    });
    if (!saved && state == State::IsKept)
        return begun; // Under the other name: the next save moves it.
    if (!saved && state == State::OwnIsFree)
        static_cast<void>(workspace::removeFile(pathOf(own)));
    if (saved)
        forgetNext(id);
    return saved;
}

Result<KeptProfile> ProfileDisk::add(workspace::Profile profile, const std::string &from)
{
    profile.id = workspace::newProfileId(profile.name);
    json::Document settings;
    const std::string named =
        settings.parse(profile.settingsJson) ? settings.root().find("presetFile").text() : std::string();
    if (from.empty() || !workspace::isOwnMapping(from, named))
        return kept(m_store.save(std::move(profile)));
    const Result<std::string> mapping = destination::Preset::read(pathOf(named));
    if (!mapping)
        return tl::make_unexpected(mapping.error());
    const std::string own = workspace::ownMappingFile(profile.id);
    auto changed = json::withMembers(profile.settingsJson, {{"presetFile", json::quoted(own)}});
    if (!changed)
        return tl::make_unexpected(changed.error());
    profile.settingsJson = *std::move(changed);
    // The mapping first: a profile must never name a file that is not there.
    if (const Result<void> written = write(own, *mapping); !written)
        return tl::make_unexpected(written.error());
    const Stored saved = m_store.save(std::move(profile));
    if (!saved)
        static_cast<void>(workspace::removeFile(pathOf(own))); // Nothing names it.
    return kept(saved);
}

} // namespace smc::gui
