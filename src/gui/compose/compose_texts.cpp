// What comes into Compose's editor from elsewhere, and what is kept of it: examples, files, links, the draft.
#include "../console.h"
#include "../drafts/page_draft.h"
#include "../editor/json_editor.h"
#include "../text.h"
#include "compose_link.h"
#include "compose_page.h"
#include "event_library.h"
#include "event_pane.h"
#include "examples.h"
#include "open_event.h"
#include "run_panel.h"

namespace smc::gui {

namespace {

constexpr std::string_view DraftKey = "compose";
constexpr std::string_view FirstExample = "group-static-segment.json";

} // namespace

void ComposePage::loadExample(const std::string &file)
{
    chooseExample(file, GoOn::InEditor);
}

void ComposePage::chooseExample(const std::string &file, GoOn goOn)
{
    const auto text = exampleText(file);
    if (!text) {
        Q_EMIT status(fromUtf8(text.error().message));
        return;
    }
    // The second click of two.
    if (m_open->path().isTop() && m_event->editor().code() == *text) {
        if (goOn == GoOn::InEditor)
            m_event->takeFocus();
        return;
    }
    leavePaste();
    m_open->leave(*text, goOn);
    beginAnother();
    m_event->editor().setCode(*text);
    m_event->editor().setCaret(0);
    refresh();
    if (goOn == GoOn::InEditor)
        m_event->takeFocus();
    Q_EMIT status(tr("Example loaded. Undo brings back what was there."));
}

void ComposePage::enter(const QString &what)
{
    if (const auto link = ComposeLink::parse(what))
        openEntry(*link);
    else if (const auto saved = SavedLink::parse(what))
        openSaved(saved->path);
    m_event->takeFocus();
    if (m_runs->tells())
        bringIntoView(*m_runs); // It stands at the end of the page.
}

void ComposePage::openText(const std::string &text, const QString &name)
{
    leavePaste();
    m_open->leave(text);
    beginAnother();
    m_event->editor().setCode(text);
    m_event->editor().setCaret(0);
    refresh();
    m_event->takeFocus();
    Q_EMIT status(tr("%1 is open. Undo brings back what was there.").arg(name));
}

void ComposePage::makeDraft()
{
    m_draft = new PageDraft(
        *this, m_console, std::string(DraftKey), [this] { return m_event->draft(); },
        tr("Your draft could not be kept."));
}

void ComposePage::loadDraft()
{
    if (const auto draft = m_draft->load()) {
        m_event->editor().setCode(*draft);
        m_event->editor().setCaret(0);
        if (m_console.endedBadly() && !draft->empty())
            m_draft->showRestored(tr("The console did not end as it should. Your draft is here as it was kept last, at "
                                     "most a second before."));
    } else if (const auto first = exampleText(std::string(FirstExample))) {
        m_event->editor().setCode(*first);
        m_event->editor().setCaret(0);
    }
    m_event->editor().forgetUndo();
}

void ComposePage::hideEvent(QHideEvent *event)
{
    m_event->commit();
    m_draft->keepNow();
    Page::hideEvent(event);
}

} // namespace smc::gui
