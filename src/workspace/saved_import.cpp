#include "file_name.h"
#include "files.h"
#include "saved_adder.h"
#include "saved_transfer.h"

#include <json/document.h>
#include <json/text.h>
#include <segment/event_reader.h>
#include <segment/variables.h>

#include <QDirIterator>

#include <algorithm>
#include <optional>
#include <utility>

namespace smc::workspace {

namespace {

/// From here on reading takes long enough for others to want to write meanwhile.
constexpr qint64 SlowBytes = 1 << 20;

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view Blank = " \t\r\n";
    text = json::withoutByteOrderMark(text);
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

/// A file to read, and where its events go.
struct Source
{
    QFileInfo file;
    SavedPath into;
};

/// What a file holds: its events, and in sentences what is wrong with the rest, as far as it is told.
struct Content
{
    std::vector<std::string> events{};
    std::vector<std::string> wrong{};
    std::size_t moreWrong = 0;

    void addWrong(std::string sentence)
    {
        if (wrong.size() < MostImportProblems)
            wrong.push_back(std::move(sentence));
        else
            ++moreWrong;
    }
};

class Import
{
public:
    Import(const SavedEvents &events, const std::stop_token &stop, ImportWatch watch)
        : m_adder(events.root())
        , m_stop(stop)
        , m_watch(std::move(watch))
    {
    }

    /// Finds out what there is to read.
    void gather(const QFileInfo &source, const SavedPath &into, int depth);
    ImportReport takeAll();

private:
    void gatherFolder(const QFileInfo &folder, const SavedPath &into, int depth);
    void takeFile(const Source &source);
    std::optional<std::string> textOf(const QFileInfo &file);
    Content contentOf(std::string_view text) const;
    void takeSeveral(const std::vector<std::string> &texts, const Source &source);
    void add(const SavedPath &into, const std::string &name, std::string_view text, const std::string &file);
    void complain(std::string code, std::string message, const std::string &where);
    void complainOfTooMuch(std::string code, std::string message);
    bool isOver();
    void tell();

    saved::Adder m_adder;
    std::stop_token m_stop;
    ImportWatch m_watch;
    std::vector<Source> m_sources;
    std::size_t m_looked = 0;
    std::size_t m_bytes = 0;
    std::size_t m_left = 0; ///< Events of the present file.
    ImportReport m_report;
    bool m_isFull = false;
};

void Import::complain(std::string code, std::string message, const std::string &where)
{
    ++m_report.trouble;
    if (m_report.problems.size() < MostImportProblems)
        m_report.problems.push_back({std::move(code), std::move(message), where});
}

/// Said first, whatever else there is: the rest was not even looked at.
void Import::complainOfTooMuch(std::string code, std::string message)
{
    if (std::exchange(m_isFull, true))
        return;
    m_report.problems.insert(m_report.problems.begin(), Error{std::move(code), std::move(message), {}});
    if (m_report.problems.size() > MostImportProblems)
        m_report.problems.pop_back();
}

bool Import::isOver()
{
    if (m_report.added.size() >= MostImported)
        complainOfTooMuch("import_too_many", "At most " + std::to_string(MostImported) +
                                                 " events are imported in one go; the rest was left out.");
    if (m_stop.stop_requested())
        m_report.wasStopped = true;
    return m_isFull || m_report.wasStopped;
}

void Import::tell()
{
    if (m_watch)
        m_watch({m_report.files, m_sources.size(), m_report.added.size(), m_report.added.size() + m_left});
}

void Import::add(const SavedPath &into, const std::string &name, std::string_view text, const std::string &file)
{
    constexpr std::size_t Often = 16;
    const std::string usable = safeFileName(name).empty() ? suggestedName(text) : name;
    auto added = m_adder.add(into, usable, text);
    if (!added)
        return complain(added.error().code, added.error().message, file);
    m_report.added.push_back(std::move(*added));
    if (m_report.added.size() % Often == 0)
        tell();
}

void Import::gather(const QFileInfo &source, const SavedPath &into, int depth)
{
    if (isOver())
        return;
    if (++m_looked > MostImportedFiles) {
        complainOfTooMuch("import_too_many", "At most " + std::to_string(MostImportedFiles) +
                                                 " files and folders are imported in one go; the rest was left out.");
        return;
    }
    const std::string name = source.filePath().toStdString();
    // What a person chose themselves may be a link; what is found in a folder may not.
    if (depth > 0 && source.isSymLink())
        complain("saved_link", source.fileName().toStdString() + " is a link, and links are not followed.", name);
    else if (source.isDir())
        gatherFolder(source, into, depth);
    else
        m_sources.push_back({source, into});
}

void Import::gatherFolder(const QFileInfo &folder, const SavedPath &into, int depth)
{
    if (depth >= SavedPath::MostDepth) {
        complain("saved_too_deep", folder.fileName().toStdString() + " is too deep; it was left out.",
                 folder.filePath().toStdString());
        return;
    }
    const std::string name = safeFileName(folder.fileName().toStdString());
    const SavedPath inner = into.under(name.empty() ? "Imported" : name);
    const QStringList filter{QStringLiteral("*.json"), QStringLiteral("*.ndjson"), QStringLiteral("*.jsonl")};
    QDirIterator it(folder.filePath(), filter, QDir::AllDirs | QDir::Files | QDir::NoDotAndDotDot);
    std::vector<QFileInfo> inside;
    // One more than fits, so that gather() says it.
    while (it.hasNext() && inside.size() <= MostImportedFiles - std::min(m_looked, MostImportedFiles)) {
        it.next();
        inside.push_back(it.fileInfo());
    }
    std::sort(inside.begin(), inside.end(),
              [](const QFileInfo &left, const QFileInfo &right) { return left.fileName() < right.fileName(); });
    for (const QFileInfo &info : inside)
        gather(info, inner, depth + 1);
}

std::optional<std::string> Import::textOf(const QFileInfo &file)
{
    const std::string path = file.filePath().toStdString();
    if (!file.isFile()) {
        complain("import_unreadable", file.fileName().toStdString() + " is no file that can be read.", path);
        return {};
    }
    if (file.size() > SlowBytes)
        m_adder.pause();
    auto text = readFile(path, MostImportedBytes);
    if (!text || !*text) {
        complain("import_unreadable",
                 text ? file.fileName().toStdString() + " is not there any more." : text.error().message, path);
        return {};
    }
    m_bytes += (*text)->size();
    if (m_bytes > MostImportedTotal) {
        complainOfTooMuch("import_too_large", "At most " + std::to_string(MostImportedTotal >> 20U) +
                                                  " MB are imported in one go; the rest was left out.");
        return {};
    }
    return std::move(*text);
}

/// With its variables it need not be JSON yet.
bool mayBeEvent(const std::string &text)
{
    return segment::mayHoldVariables(text) || json::Document().parse(text);
}

Content Import::contentOf(std::string_view text) const
{
    segment::EventReader reader(text);
    Content content;
    using Step = segment::EventReader::Step;
    for (Step step = reader.next(); step != Step::End && !m_stop.stop_requested(); step = reader.next()) {
        if (step == Step::Error)
            content.addWrong(reader.error().message);
        else if (!reader.text().starts_with('{'))
            content.addWrong("Line " + std::to_string(reader.origin().line) +
                             " is no event: an event begins with '{'.");
        else if (content.events.size() <= MostImported)
            content.events.emplace_back(reader.text());
    }
    // A line of something else altogether may begin with a brace, too.
    if (!content.wrong.empty() && std::none_of(content.events.begin(), content.events.end(), mayBeEvent))
        content.events.clear();
    return content;
}

void Import::takeFile(const Source &source)
{
    const std::optional<std::string> text = textOf(source.file);
    ++m_report.files;
    if (!text)
        return;
    const std::string path = source.file.filePath().toStdString();
    const std::string name = source.file.fileName().toStdString();
    const Content content = contentOf(*text);
    const std::vector<std::string> &events = content.events;
    if (events.empty() && !m_stop.stop_requested()) {
        // One file, told once: the first reason stands for all.
        const std::string why = content.wrong.empty() ? std::string() : ' ' + content.wrong.front();
        return complain("import_no_event", name + " holds no event." + why, path);
    }
    for (const std::string &wrong : content.wrong)
        complain("import_bad_event", std::string(name).append(": ").append(wrong), path);
    m_report.trouble += content.moreWrong;
    if (isOver())
        return;
    if (events.size() > 1)
        takeSeveral(events, source);
    else
        add(source.into, source.file.completeBaseName().toStdString(),
            events.front() == trimmed(*text) ? *text : events.front(), path);
}

void Import::takeSeveral(const std::vector<std::string> &texts, const Source &source)
{
    const std::string file = source.file.filePath().toStdString();
    const std::string stem = source.file.completeBaseName().toStdString();
    const auto folder = m_adder.makeFolder(source.into, safeFileName(stem).empty() ? "Imported" : stem);
    if (!folder)
        return complain(folder.error().code, folder.error().message, file);
    const std::size_t digits = std::max<std::size_t>(2, std::to_string(texts.size()).size());
    std::size_t number = 0;
    m_left = texts.size();
    for (const std::string &text : texts) {
        if (isOver())
            return;
        --m_left;
        add(*folder, paddedNumber(++number, digits) + ' ' + suggestedName(text), text, file);
    }
}

ImportReport Import::takeAll()
{
    tell();
    for (const Source &source : m_sources) {
        m_left = 0;
        if (isOver())
            break;
        takeFile(source);
        tell();
    }
    return std::move(m_report);
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
                          const std::stop_token &stop, ImportWatch watch)
{
    Import import(events, stop, std::move(watch));
    for (const std::string &source : sources)
        import.gather(QFileInfo(saved::toQString(source)), into, 0);
    return import.takeAll();
}

} // namespace smc::workspace
