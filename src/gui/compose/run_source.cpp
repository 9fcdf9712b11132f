#include "run_source.h"

#include "../text.h"

#include <segment/event_reader.h>

#include <QCoreApplication>

namespace smc::gui {

namespace {

constexpr std::size_t MostBytes = 64U << 20U;

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
        segment::EventReader reader(*text);
        using Step = segment::EventReader::Step;
        for (Step step = reader.next(); step != Step::End; step = reader.next()) {
            if (step == Step::Error)
                return fail("run_unreadable",
                            toUtf8(QCoreApplication::translate("smc::gui::Run", "“%1” can't be read. %2")
                                       .arg(fromUtf8(path.text()), fromUtf8(reader.error().message))),
                            path.text());
            if (found.size() >= MostRunEvents || bytes > MostBytes)
                return fail("run_too_many",
                            toUtf8(QCoreApplication::translate(
                                       "smc::gui::Run", "That is more than one run sends: at most %1 events of 64 MB.")
                                       .arg(MostRunEvents)));
            found.push_back({fromUtf8(path.text()), std::string(reader.text())});
        }
    }
    if (found.empty())
        return fail("run_nothing",
                    toUtf8(QCoreApplication::translate("smc::gui::Run", "There is no event in what you chose.")));
    return found;
}

} // namespace smc::gui
