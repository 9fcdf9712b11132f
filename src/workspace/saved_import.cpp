#include "file_name.h"
#include "files.h"
#include "saved_disk.h"
#include "saved_transfer.h"

#include <json/document.h>
#include <segment/event_reader.h>

#include <QDir>

#include <algorithm>

namespace smc::workspace {

using saved::Kind;

namespace {

constexpr std::size_t MostProblems = 50;

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view Blank = " \t\r\n";
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    const std::size_t begin = text.find_first_not_of(Blank);
    if (begin == std::string_view::npos)
        return {};
    return text.substr(begin, text.find_last_not_of(Blank) - begin + 1);
}

std::string paddedNumber(std::size_t number, std::size_t digits)
{
    const std::string text = std::to_string(number);
    return std::string(digits - std::min(digits, text.size()), '0') + text;
}

class Import
{
public:
    Import(SavedEvents &events, const std::stop_token &stop)
        : m_events(events)
        , m_stop(stop)
    {
    }

    void take(const QFileInfo &source, const SavedPath &into, int depth);
    ImportReport report() { return std::move(m_report); }

private:
    void takeFolder(const QFileInfo &folder, const SavedPath &into, int depth);
    void takeFile(const QFileInfo &file, const SavedPath &into);
    void takeSeveral(const std::vector<std::string> &texts, const std::string &stem, const SavedPath &into,
                     const std::string &file);
    void add(const SavedPath &into, const std::string &name, std::string_view text, const std::string &file);
    void complain(std::string code, std::string message, const std::string &where);
    bool isOver();

    SavedEvents &m_events;
    std::stop_token m_stop;
    ImportReport m_report;
    bool m_isFull = false;
};

void Import::complain(std::string code, std::string message, const std::string &where)
{
    if (m_report.problems.size() < MostProblems)
        m_report.problems.push_back({std::move(code), std::move(message), where});
}

bool Import::isOver()
{
    if (m_report.added.size() >= MostImported && !m_isFull) {
        m_isFull = true;
        complain("import_too_many",
                 "At most " + std::to_string(MostImported) + " events are imported in one go; the rest was left out.",
                 {});
    }
    return m_isFull || m_stop.stop_requested();
}

void Import::add(const SavedPath &into, const std::string &name, std::string_view text, const std::string &file)
{
    const std::string usable = safeFileName(name).empty() ? suggestedName(text) : name;
    auto added = m_events.addBeside(into, usable, text);
    if (added)
        m_report.added.push_back(std::move(*added));
    else
        complain(added.error().code, added.error().message, file);
}

void Import::take(const QFileInfo &source, const SavedPath &into, int depth)
{
    if (isOver())
        return;
    const std::string name = source.filePath().toStdString();
    // What a person chose themselves may be a link; what is found in a folder may not.
    if (depth > 0 && source.isSymLink())
        complain("saved_link", source.fileName().toStdString() + " is a link, and links are not followed.", name);
    else if (source.isDir())
        takeFolder(source, into, depth);
    else
        takeFile(source, into);
}

void Import::takeFolder(const QFileInfo &folder, const SavedPath &into, int depth)
{
    if (depth >= SavedPath::MostDepth) {
        complain("saved_too_deep", folder.fileName().toStdString() + " is too deep; it was left out.",
                 folder.filePath().toStdString());
        return;
    }
    const std::string name = safeFileName(folder.fileName().toStdString());
    const SavedPath inner = into.under(name.empty() ? "Imported" : name);
    const QStringList filter{QStringLiteral("*.json"), QStringLiteral("*.ndjson"), QStringLiteral("*.jsonl")};
    const auto inside =
        QDir(folder.filePath()).entryInfoList(filter, QDir::AllDirs | QDir::Files | QDir::NoDotAndDotDot, QDir::Name);
    for (const QFileInfo &info : inside)
        take(info, inner, depth + 1);
}

void Import::takeFile(const QFileInfo &file, const SavedPath &into)
{
    const std::string path = file.filePath().toStdString();
    if (!file.isFile()) {
        complain("import_unreadable", file.fileName().toStdString() + " is no file that can be read.", path);
        return;
    }
    const auto text = readFile(path, MostImportedBytes);
    if (!text || !*text) {
        complain("import_unreadable",
                 text ? file.fileName().toStdString() + " is not there any more." : text.error().message, path);
        return;
    }
    segment::EventReader reader(**text);
    std::vector<std::string> texts;
    using Step = segment::EventReader::Step;
    for (Step step = reader.next(); step != Step::End; step = reader.next()) {
        if (step == Step::Error)
            complain("import_bad_event", file.fileName().toStdString() + ": " + reader.error().message, path);
        else if (!reader.text().starts_with('{'))
            complain("import_bad_event",
                     file.fileName().toStdString() + ": Line " + std::to_string(reader.origin().line) +
                         " holds no event: an event begins with '{'.",
                     path);
        else if (texts.size() <= MostImported)
            texts.emplace_back(reader.text());
    }
    const std::string stem = file.completeBaseName().toStdString();
    if (texts.empty())
        complain("import_no_event", file.fileName().toStdString() + " holds no event.", path);
    else if (texts.size() == 1 && texts.front() == trimmed(**text))
        add(into, stem, **text, path);
    else if (texts.size() == 1)
        add(into, stem, texts.front(), path);
    else
        takeSeveral(texts, stem, into, path);
}

void Import::takeSeveral(const std::vector<std::string> &texts, const std::string &stem, const SavedPath &into,
                         const std::string &file)
{
    const auto folder = m_events.makeFolderBeside(into, safeFileName(stem).empty() ? "Imported" : stem);
    if (!folder) {
        complain(folder.error().code, folder.error().message, file);
        return;
    }
    const std::size_t digits = std::max<std::size_t>(2, std::to_string(texts.size()).size());
    std::size_t number = 0;
    for (const std::string &text : texts) {
        if (isOver())
            return;
        add(*folder, paddedNumber(++number, digits) + ' ' + suggestedName(text), text, file);
    }
}

std::string capitalized(std::string text)
{
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

} // namespace

std::string suggestedName(std::string_view eventText)
{
    constexpr std::string_view Nothing = "Event";
    json::Document document;
    if (eventText.size() > SavedEvents::MostBytes || !document.parse(std::string(eventText)))
        return std::string(Nothing);
    const json::Value root = document.root();
    const std::string type = root.find("type").text();
    std::string name;
    if (type == "track")
        name = root.find("event").text();
    else if (type == "page" || type == "screen")
        name = root.find("name").text();
    else if (type == "group" && root.find("traits").is(json::Type::Object))
        name = root.find("traits").find("name").text();
    if (type == "group" && name.empty())
        name = root.find("groupId").text();
    if (type == "group" && !name.empty())
        name = "Group " + name;
    for (const std::string &candidate : {name, capitalized(type)}) {
        if (const std::string safe = safeFileName(candidate); !safe.empty())
            return safe;
    }
    return std::string(Nothing);
}

ImportReport importEvents(SavedEvents &events, const std::vector<std::string> &sources, const SavedPath &into,
                          const std::stop_token &stop)
{
    Import import(events, stop);
    for (const std::string &source : sources)
        import.take(QFileInfo(saved::toQString(source)), into, 0);
    return import.report();
}

} // namespace smc::workspace
