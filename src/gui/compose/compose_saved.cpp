// What Compose has to do with saved events and with runs: who tells whom.
#include "../actions.h"
#include "../console.h"
#include "../editor/json_editor.h"
#include "../tab_order.h"
#include "../text.h"
#include "aside_button.h"
#include "compose_page.h"
#include "event_library.h"
#include "event_pane.h"
#include "import_panel.h"
#include "open_event.h"
#include "place_panel.h"
#include "run_panel.h"
#include "run_source.h"
#include "run_words.h"
#include "saved_actions.h"
#include "saved_store.h"

#include <net/clock.h>
#include <segment/variables.h>

#include <QAction>

#include <algorithm>

namespace smc::gui {

namespace {

QCoro::Task<Result<std::vector<RunEvent>>> theOne(std::string text)
{
    Result<std::vector<RunEvent>> events(std::vector<RunEvent>(1));
    events->front().text = std::move(text);
    co_return events;
}

/// With its variables replaced, by values that nothing else is sent with.
Result<std::string> drawn(const std::string &text, VariableValues values)
{
    if (!segment::mayHoldVariables(text))
        return text;
    values.draw.seed = segment::makeDraw().seed;
    const segment::Expansion expansion = segment::expand(text, values.own, values.draw);
    for (const segment::Problem &problem : expansion.problems()) {
        if (problem.severity == segment::Severity::Error)
            return fail(std::string(problem.code), problem.message);
    }
    return expansion.text();
}

QString whatOf(const std::vector<workspace::SavedEntry> &entries)
{
    const auto count = static_cast<int>(entries.size());
    const bool areEvents = std::all_of(entries.begin(), entries.end(), [](const auto &entry) {
        return entry.kind == workspace::SavedEntry::Kind::Event;
    });
    if (count != 1)
        return areEvents ? ComposePage::tr("%n saved events in order", nullptr, count)
                         : ComposePage::tr("%n saved events and folders in order", nullptr, count);
    if (entries.front().path.isTop())
        return ComposePage::tr("all saved events in order");
    const QString name = fromUtf8(entries.front().path.name());
    return entries.front().kind == workspace::SavedEntry::Kind::Event
               ? ComposePage::tr("“%1”").arg(name)
               : ComposePage::tr("the events of “%1” in order").arg(name);
}

} // namespace

void ComposePage::makeSaved()
{
    m_open = new OpenEvent(m_console, *m_store, *m_library, m_event->editor(), *this);
    auto *actions = new SavedActions(m_console, *m_store, *m_library, *m_imports, *this);
    m_savedActions = actions;
    QAction *save = makeAction("compose.save", this, [this] { m_open->save(); });
    QAction *saveAs = makeAction("compose.saveAs", this, [this] { m_open->saveAs(); });
    addAction(saveAs);
    QAction *earlier = makeAction("compose.earlierTexts", this, [] {});
    addAction(earlier);
    m_event->addToHead(new AsideButton(*m_open, earlier, m_event));
    addFootAction(save, FootSide::Left);
    addFootAction(m_sendSeveral, FootSide::Left);
    connect(m_library, &EventLibrary::exampleChosen, this, &ComposePage::chooseExample);
    connect(m_library, &EventLibrary::eventChosen, m_open, &OpenEvent::open);
    connect(m_library, &EventLibrary::saveWanted, m_open, &OpenEvent::saveAs);
    connect(actions, &SavedActions::openWanted, m_open,
            [this](const workspace::SavedEntry &entry) { m_open->open(entry, GoOn::InEditor); });
    connect(actions, &SavedActions::moved, m_library, &EventLibrary::followMove);
    connect(actions, &SavedActions::moved, m_open, &OpenEvent::followMove);
    connect(actions, &SavedActions::restored, m_open, &OpenEvent::followRestore);
    connect(actions, &SavedActions::sendWanted, this,
            [this](const std::vector<workspace::SavedEntry> &entries) { offerRun(entries); });
    PlacePanel &place = m_library->place();
    connect(&place, &PlacePanel::opened, this, [this, &place] { bringIntoView(place); }); // With its buttons.
    connect(m_open, &OpenEvent::loaded, this, &ComposePage::leavePaste);
    connect(m_open, &OpenEvent::loaded, this, &ComposePage::beginAnother);
    connect(m_open, &OpenEvent::loaded, this, &ComposePage::followEdit);
    connect(m_open, &OpenEvent::changed, this, &ComposePage::showOpenEvent);
    m_open->restore();
}

void ComposePage::openSaved(const QString &path)
{
    const Result<workspace::SavedPath> saved = workspace::SavedPath::parse(toUtf8(path));
    if (!saved || saved->isTop())
        return;
    const workspace::SavedEntry entry{workspace::SavedEntry::Kind::Event, *saved, 0};
    m_library->select({entry});
    m_open->open(entry, GoOn::InEditor);
}

void ComposePage::makeRuns()
{
    m_runs = new RunPanel(m_console, this);
    m_imports = new ImportPanel(this);
    connect(m_imports, &ImportPanel::turned, this, [this] { followLayout(*this); });
    m_runs->setExpand([this](const std::string &text, std::size_t) {
        VariableValues values = variableValues(m_draw);
        values.draw.nowMs = m_console.clock().now().time_since_epoch().count();
        return drawn(text, std::move(values));
    });
    m_sendSeveral = makeAction("compose.sendSeveral", this, [this] { offerRun(); });
    connect(m_runs, &RunPanel::working, this, &ComposePage::working);
    connect(m_runs, &RunPanel::turned, this, [this] {
        refreshActions();
        followLayout(*this);
        if (!m_runs->isHidden())
            bringIntoView(*m_runs); // With its buttons.
    });
    connect(m_runs, &RunPanel::finished, this, [this](const RunSummary &summary) {
        m_runEntry = summary.entryId;
        refreshActions();
        const VerdictContent result = summaryOf(summary);
        Q_EMIT announced(spoken(result));
        // Elsewhere the link in the status bar says it; what was said while it ran is over.
        Q_EMIT status(isVisible() ? result.word : QString());
    });
    connect(m_runs, &RunPanel::linkActivated, this, [this](const QString &linkId) {
        if (linkId == QLatin1String("activity"))
            Q_EMIT goTo(PageId::Activity, QString::number(m_runEntry));
        else
            openResult(linkId);
    });
}

void ComposePage::offerRun()
{
    RunSource source;
    source.what = tr("the event in the editor several times");
    source.count = 1;
    // Asked when the run starts: what stands in the editor then is what is meant.
    source.events = [this] {
        refresh();
        return theOne(m_preview.sourceText);
    };
    m_runs->offer(std::move(source));
}

void ComposePage::offerRun(std::vector<workspace::SavedEntry> entries)
{
    RunSource source;
    source.what = whatOf(entries);
    source.events = [this, entries] {
        return m_store->ask([entries](workspace::SavedEvents &events) { return runEventsOf(events, entries); });
    };
    m_runs->offer(std::move(source));
}

void ComposePage::showOpenEvent()
{
    m_event->setSavedAs(fromUtf8(m_open->path().text()),
                        m_open->hasChanges() ? EventPane::Saving::Unsaved : EventPane::Saving::Saved);
}

} // namespace smc::gui
