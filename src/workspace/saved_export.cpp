#include "files.h"
#include "saved_disk.h"
#include "saved_transfer.h"

#include <json/document.h>
#include <json/text.h>
#include <segment/event_reader.h>

#include <QDir>
#include <QSaveFile>

namespace smc::workspace {

using saved::Kind;

namespace {

/// An event and where it goes, below the chosen folder.
struct Copy
{
    SavedPath event;
    std::string file;
};

/// A chosen folder comes with its own name, a chosen event without the folders it stands in.
std::vector<Copy> copiesOf(const SavedEvents &events, const std::vector<SavedEntry> &entries)
{
    std::vector<Copy> copies;
    for (const SavedEntry &entry : entries) {
        if (entry.kind == Kind::Event) {
            copies.push_back({entry.path, saved::diskName(entry.path.name(), Kind::Event)});
            continue;
        }
        const std::size_t above = entry.path.parent().isTop() ? 0 : entry.path.parent().text().size() + 1;
        for (const SavedPath &event : events.eventsIn({entry}))
            copies.push_back({event, saved::diskName(event.text().substr(above), Kind::Event)});
    }
    return copies;
}

Result<void> refuseExisting(const std::vector<Copy> &copies, const QDir &folder)
{
    std::size_t count = 0;
    std::string first;
    for (const Copy &copy : copies) {
        if (!QFileInfo::exists(folder.filePath(saved::toQString(copy.file))))
            continue;
        if (++count == 1)
            first = copy.file;
    }
    if (count == 0)
        return {};
    return fail("export_exists",
                count == 1 ? first + " is there already."
                           : first + " and " + std::to_string(count - 1) + " more files are there already.",
                first);
}

/// The one place below `folder` that a link could lead away from: folders that were there before.
bool leadsAway(const QDir &folder, const std::string &file)
{
    for (std::size_t slash = file.find('/'); slash != std::string::npos; slash = file.find('/', slash + 1)) {
        if (QFileInfo(folder.filePath(saved::toQString(file.substr(0, slash)))).isSymLink())
            return true;
    }
    return QFileInfo(folder.filePath(saved::toQString(file))).isSymLink();
}

Result<void> copyOne(const SavedEvents &events, const Copy &copy, const QDir &folder)
{
    const auto text = events.read(copy.event);
    if (!text)
        return tl::make_unexpected(text.error());
    if (leadsAway(folder, copy.file))
        return fail("saved_link", copy.file + " is a link in that folder, and links are not followed.", copy.file);
    const std::string file = folder.filePath(saved::toQString(copy.file)).toStdString();
    if (!QDir().mkpath(QFileInfo(saved::toQString(file)).path()))
        return fail("file_not_written", "Could not make a folder for " + file + ".", file);
    // For others to read: unlike the workspace's own files, it takes the usual permissions.
    QSaveFile target(saved::toQString(file));
    if (!target.open(QIODevice::WriteOnly) ||
        target.write(text->data(), static_cast<qint64>(text->size())) != static_cast<qint64>(text->size()) ||
        !target.commit())
        return fail("file_not_written", "Could not write " + file + ": " + target.errorString().toStdString() + ".",
                    file);
    return {};
}

/// One line for each event in the text.
void appendLines(std::string &lines, const SavedPath &event, std::string_view text, ExportReport &report)
{
    segment::EventReader reader(text);
    json::Document document;
    std::size_t number = 0;
    using Step = segment::EventReader::Step;
    for (Step step = reader.next(); step != Step::End; step = reader.next()) {
        ++number;
        std::string why = step == Step::Error ? reader.error().message : std::string();
        if (why.empty()) {
            if (const auto parsed = document.parse(std::string(reader.text())); !parsed)
                why = parsed.error().message;
        }
        if (!why.empty()) {
            report.problems.push_back(
                {"export_no_json", "“" + event.text() + "” is left out, since it is no JSON. " + why, event.text()});
            continue;
        }
        json::appendCompact(lines, document.root());
        lines += '\n';
        ++report.written;
    }
    if (number == 0)
        report.problems.push_back(
            {"export_no_json", "“" + event.text() + "” is left out, since it is empty.", event.text()});
}

} // namespace

Result<ExportReport> exportAsFiles(const SavedEvents &events, const std::vector<SavedEntry> &entries,
                                   const std::string &target, IfExported ifExists)
{
    const std::vector<Copy> copies = copiesOf(events, entries);
    if (copies.empty())
        return fail("export_nothing", "There is no saved event in what you chose.");
    const QDir folder(saved::toQString(target));
    const QString own = QFileInfo(saved::toQString(events.root())).canonicalFilePath();
    const QString there = folder.canonicalPath();
    if (!own.isEmpty() && (there == own || there.startsWith(own + QLatin1Char('/'))))
        return fail("export_into_itself", "That folder holds the saved events themselves. Choose another one.", target);
    if (ifExists == IfExported::Refuse) {
        if (auto free = refuseExisting(copies, folder); !free)
            return tl::make_unexpected(free.error());
    }
    ExportReport report;
    for (const Copy &copy : copies) {
        if (auto copied = copyOne(events, copy, folder); copied)
            ++report.written;
        else
            report.problems.push_back(copied.error());
    }
    if (report.written == 0)
        return tl::make_unexpected(report.problems.front());
    return report;
}

Result<ExportReport> exportAsNdjson(const SavedEvents &events, const std::vector<SavedEntry> &entries,
                                    const std::string &file)
{
    const std::vector<SavedPath> paths = events.eventsIn(entries);
    if (paths.empty())
        return fail("export_nothing", "There is no saved event in what you chose.");
    ExportReport report;
    QSaveFile target(saved::toQString(file));
    const auto notWritten = [&] {
        return fail("file_not_written", "Could not write " + file + ": " + target.errorString().toStdString() + ".",
                    file);
    };
    if (!target.open(QIODevice::WriteOnly))
        return notWritten();
    for (const SavedPath &path : paths) {
        const auto text = events.read(path);
        if (!text) {
            report.problems.push_back(text.error());
            continue;
        }
        std::string lines;
        appendLines(lines, path, *text, report);
        if (target.write(lines.data(), static_cast<qint64>(lines.size())) != static_cast<qint64>(lines.size()))
            return notWritten();
    }
    if (report.written == 0)
        return tl::make_unexpected(report.problems.front());
    if (!target.commit())
        return notWritten();
    return report;
}

} // namespace smc::workspace
