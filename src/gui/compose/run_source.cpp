#include "run_source.h"

#include "../text.h"

#include <segment/event_reader.h>

#include <QCoreApplication>

namespace smc::gui {

namespace {

constexpr std::size_t MostBytes = 64U << 20U;

Error tooMany()
{
    return {"run_too_many",
            toUtf8(QCoreApplication::translate("smc::gui::Run",
                                               "That is more than one run sends: at most %1 events of 64 MB.")
                       .arg(MostRunEvents)),
            {}};
}

Error unreadable(const QString &name, const segment::ReadError &error)
{
    const QString why = fromUtf8(error.message);
    const QString sentence =
        name.isEmpty() ? QCoreApplication::translate("smc::gui::Run", "These events can't be read. %1").arg(why)
                       : QCoreApplication::translate("smc::gui::Run", "“%1” can't be read. %2").arg(name, why);
    return {"run_unreadable", toUtf8(sentence), toUtf8(name)};
}

/// Puts what `text` holds behind `found`.
Result<void> gather(std::vector<RunEvent> &found, std::string_view text, const QString &name)
{
    segment::EventReader reader(text);
    using Step = segment::EventReader::Step;
    for (Step step = reader.next(); step != Step::End; step = reader.next()) {
        if (step == Step::Error)
            return tl::make_unexpected(unreadable(name, reader.error()));
        if (found.size() >= MostRunEvents)
            return tl::make_unexpected(tooMany());
        found.push_back({name, std::string(reader.text())});
    }
    return {};
}

} // namespace

Result<std::vector<RunEvent>> runEventsIn(std::string_view text, const QString &name)
{
    std::vector<RunEvent> found;
    if (const Result<void> read = gather(found, text, name); !read)
        return tl::make_unexpected(read.error());
    return found;
}

Result<std::vector<RunEvent>> runEventsOf(const workspace::SavedEvents &events,
                                          const std::vector<workspace::SavedEntry> &entries)
{
    std::vector<RunEvent> found;
    std::size_t bytes = 0;
    for (const workspace::SavedPath &path : events.eventsIn(entries)) {
        const Result<std::string> text = events.read(path);
        if (!text)
            return tl::make_unexpected(text.error());
        bytes += text->size();
        if (bytes > MostBytes)
            return tl::make_unexpected(tooMany());
        if (const Result<void> read = gather(found, *text, fromUtf8(path.text())); !read)
            return tl::make_unexpected(read.error());
    }
    if (found.empty())
        return fail("run_nothing",
                    toUtf8(QCoreApplication::translate("smc::gui::Run", "There is no event in what you chose.")));
    return found;
}

} // namespace smc::gui
