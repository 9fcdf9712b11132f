// What Compose does: mend what the preview found, open events from the history, send.
#include "../console.h"
#include "../editor/json_editor.h"
#include "../text.h"
#include "compose_link.h"
#include "compose_page.h"
#include "event_pane.h"

#include <workspace/history_store.h>
#include <workspace/profile.h>

#include <QPointer>

namespace smc::gui {

void ComposePage::apply(const Fix &fix)
{
    switch (fix.kind) {
    case Fix::Kind::ReplaceText:
        m_event->editor().replaceSpan(fix.span, fix.text);
        refresh();
        break;
    case Fix::Kind::ShowPlace:
        m_event->editor().reveal(fix.span);
        break;
    case Fix::Kind::OpenSettings:
        Q_EMIT goTo(PageId::Connection, fromUtf8(fix.text));
        break;
    case Fix::Kind::OpenSandbox:
        Q_EMIT goTo(PageId::Sandbox, {});
        break;
    case Fix::Kind::AllowEvent:
    case Fix::Kind::SwitchOn:
        changeSettings(fix);
        break;
    }
}

void ComposePage::changeSettings(const Fix &fix)
{
    const auto changed = m_console.changeSettings([&fix](destination::Settings &settings) {
        if (fix.kind == Fix::Kind::AllowEvent)
            settings.allowedEvents.push_back(fix.text);
        else if (fix.text == "sendGroupEvents")
            settings.sendGroupEvents = true;
        else if (fix.text == "sendPageEvents")
            settings.sendPageEvents = true;
        else if (fix.text == "sendScreenEvents")
            settings.sendScreenEvents = true;
        else if (fix.text == "sendAliasEvents")
            settings.sendAliasEvents = true;
    });
    const QString profile = fromUtf8(m_console.profile().name);
    const QString done = fix.kind == Fix::Kind::AllowEvent
                             ? tr("“%1” is now in Allowed Events of %2.").arg(fromUtf8(fix.text), profile)
                             : tr("Switched on in %1.").arg(profile);
    Q_EMIT status(changed ? done : fromUtf8(changed.error().message));
}

void ComposePage::openEntry(const ComposeLink &link)
{
    workspace::HistoryStore *history = m_console.history();
    if (history == nullptr)
        return;
    const auto entry = history->get(link.entryId);
    if (!entry || !entry->has_value()) {
        Q_EMIT status(tr("This event is not in the history any more."));
        return;
    }
    JsonEditor &editor = m_event->editor();
    if (editor.code() != (*entry)->eventText)
        editor.setCode((*entry)->eventText);
    refresh();
    editor.reveal(link.place);
    if (!link.place.isEmpty())
        editor.highlight(std::vector{link.place});
}

void ComposePage::openResult(const QString &linkId)
{
    if (linkId == QLatin1String("cancel"))
        m_console.cancel();
    else if (linkId == QLatin1String("activity"))
        Q_EMIT goTo(PageId::Activity, QString::number(m_lastEntry));
    else if (linkId.startsWith(QLatin1String("sandbox:")))
        Q_EMIT goTo(PageId::Sandbox, {});
    else if (linkId.startsWith(QLatin1String("setting:")))
        Q_EMIT goTo(PageId::Connection, linkId.section(QLatin1Char(':'), 1));
}

QCoro::Task<void> ComposePage::run(Way way)
{
    if (m_isSending || m_console.isBusy())
        co_return;
    const QPointer<ComposePage> self(this);
    m_isSending = true;
    m_lastEntry = 0;
    saveDraft();
    VerdictContent progress;
    progress.word = way == Way::Send ? tr("Sending to %1").arg(m_console.targetText()) : tr("Trying it dry");
    progress.sentence = way == Way::Send ? tr("Waiting for the answer.") : QString();
    progress.link = way == Way::Send ? tr("Cancel") : QString();
    progress.linkId = QStringLiteral("cancel");
    showResult(progress);

    // Awaited outside the choice: GCC 12 destroys what a co_await within ?: gives back twice.
    auto task = way == Way::Send ? m_console.send(m_preview.eventText, m_stamp)
                                 : m_console.dryRun(m_preview.eventText, m_stamp);
    const SendReport report = co_await task;
    if (!self)
        co_return;
    m_isSending = false;
    showReport(report, way);
}

void ComposePage::showReport(const SendReport &report, Way way)
{
    VerdictContent result = report.verdict;
    if (m_lastEntry != 0 && result.link.isEmpty()) {
        result.link = tr("Open in Activity");
        result.linkId = QStringLiteral("activity");
    }
    showResult(result);
    if (way == Way::Send && m_lastEntry != 0) {
        m_sent = VerdictContent();
        m_sent->tone = result.tone;
        m_sent->word = report.result == SendReport::Result::Accepted ? tr("Sent") : result.word;
        m_sent->sentence = tr("%1 The next one you send gets a message id of its own.").arg(result.sentence);
    }
    // What may have reached SMC is not sent again under the same message id.
    if (way == Way::Send && m_lastEntry != 0)
        newStamp();
    refresh();
    Q_EMIT status(result.word);
}

} // namespace smc::gui
