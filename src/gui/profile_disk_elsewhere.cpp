// A mapping in a file of the person's own. The profile names nextMappingFile() first, in one step with the filters;
// then the mapping moves into that file. A note beside it lets the next program go on where this one was killed.
#include "profile_disk.h"
#include "profile_disk_private.h"

#include <json/document.h>
#include <json/writer.h>
#include <workspace/files.h>
#include <workspace/mapping_file.h>

#include <QByteArray>
#include <QCryptographicHash>

#include <optional>

namespace smc::gui {

namespace {

constexpr std::size_t MostNoteBytes = 64UL * 1024;

struct Move
{
    std::string file;    ///< As the settings name it.
    std::string before;  ///< The fingerprint of what stood there.
    std::string mapping; ///< And of what is to stand there.
};

bool namesNext(const workspace::Profile &profile)
{
    const Result<destination::Settings> settings = settingsOf(profile);
    return settings && settings->presetFile == workspace::nextMappingFile(profile.id);
}

std::string fingerprint(const std::optional<std::string> &content)
{
    if (!content)
        return "none";
    const QByteArray bytes = QByteArray::fromRawData(content->data(), static_cast<qsizetype>(content->size()));
    return QCryptographicHash::hash(bytes, QCryptographicHash::Sha256).toHex().toStdString();
}

std::string noteOf(const Move &move)
{
    json::Writer writer;
    writer.object([&] {
        writer.member("file", std::string_view(move.file));
        writer.member("before", std::string_view(move.before));
        writer.member("mapping", std::string_view(move.mapping));
    });
    return writer.take() + '\n';
}

std::optional<Move> readNote(const std::string &path)
{
    const auto text = workspace::readFile(path, MostNoteBytes);
    json::Document document;
    if (!text || !*text || !document.parse(**text))
        return {};
    const json::Value note = document.root();
    Move move{note.find("file").text(), note.find("before").text(), note.find("mapping").text()};
    return move.file.empty() ? std::optional<Move>() : std::optional(std::move(move));
}

} // namespace

void ProfileDisk::forgetNext(const std::string &id) const
{
    // Nothing names them any more: left behind, they would do no harm.
    static_cast<void>(workspace::removeFile(pathOf(workspace::nextMappingNote(id))));
    static_cast<void>(workspace::removeFile(pathOf(workspace::nextMappingFile(id))));
}

/// Whether the profile names the file for the time between, and a note says where its mapping is to go.
bool ProfileDisk::isUnderWay(const workspace::Profile &profile) const
{
    return namesNext(profile) && readNote(pathOf(workspace::nextMappingNote(profile.id)));
}

ProfileDisk::Stored ProfileDisk::finishMove(const std::string &id)
{
    const std::string next = workspace::nextMappingFile(id);
    Stored moved = m_store.update(id, [&](workspace::Profile &profile) -> Result<void> {
        const Result<destination::Settings> settings = settingsOf(profile);
        if (!settings)
            return tl::make_unexpected(settings.error());
        const std::optional<Move> move = readNote(pathOf(workspace::nextMappingNote(id)));
        if (settings->presetFile != next || !move)
            return {};
        const auto mapping = workspace::readFile(pathOf(next), destination::Preset::MaxFileSize);
        const auto present = workspace::readFile(pathOf(move->file), destination::Preset::MaxFileSize);
        for (const auto *read : {&mapping, &present}) {
            if (!*read)
                return tl::make_unexpected(read->error());
        }
        if (!*mapping || fingerprint(*mapping) != move->mapping)
            return {}; // The note is of an earlier save.
        // Whoever has changed the file since then has saved behind this one.
        if (fingerprint(*present) == move->before) {
            if (const auto written = workspace::writeAtomically(pathOf(move->file), **mapping); !written)
                return written;
        }
        return nameMapping(profile, move->file, settings->destinationFilters);
    });
    if (moved && !namesNext(*moved))
        forgetNext(id);
    return moved;
}

ProfileDisk::Stored ProfileDisk::saveElsewhere(const std::string &id, const std::string &mapping,
                                               const destination::Filters &filters)
{
    destination::Settings before;
    bool isKept = false;
    const Stored begun = m_store.update(id, [&](workspace::Profile &profile) -> Result<void> {
        const Result<destination::Settings> settings = settingsOf(profile);
        if (!settings)
            return tl::make_unexpected(settings.error());
        before = *settings;
        const auto present = workspace::readFile(pathOf(before.presetFile), destination::Preset::MaxFileSize);
        if (!present)
            return tl::make_unexpected(present.error());
        // One of the two changes, and so one file.
        if (before.destinationFilters == filters)
            return workspace::writeAtomically(pathOf(before.presetFile), mapping);
        if (*present == mapping)
            return nameMapping(profile, before.presetFile, filters);
        isKept = true;
        const Move move{before.presetFile, fingerprint(*present), fingerprint(mapping)};
        const std::string next = workspace::nextMappingFile(id);
        return write(next, mapping)
            .and_then([&] { return write(workspace::nextMappingNote(id), noteOf(move)); })
            .and_then([&] { return nameMapping(profile, next, filters); });
    });
    if (!isKept)
        return begun;
    if (!begun) {
        forgetNext(id);
        return begun;
    }
    Stored saved = finishMove(id);
    if (saved)
        return saved;
    if (holds(before.presetFile, mapping))
        return begun; // Under the other name: the next save moves it.
    const Stored back = m_store.update(id, [&](workspace::Profile &profile) {
        return nameMapping(profile, before.presetFile, before.destinationFilters);
    });
    if (!back)
        return begun;
    forgetNext(id);
    return saved;
}

} // namespace smc::gui
