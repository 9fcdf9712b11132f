// What Compose does: mend what the preview found, open events from the history, send.
#include "../console.h"
#include "../drafts/page_draft.h"
#include "../editor/json_editor.h"
#include "../history_service.h"
#include "../text.h"
#include "../widgets/banner.h"
#include "compose_assist.h"
#include "compose_link.h"
#include "compose_page.h"
#include "event_pane.h"
#include "open_event.h"
#include "run_panel.h"
#include "saved_actions.h"

#include <workspace/profile.h>

#include <QDateTime>
#include <QPointer>
#include <QScrollArea>
#include <QTimer>

#include <memory>

namespace smc::gui {

namespace {

constexpr int AfterLayoutMs = 100;

QString timeOfDay(std::int64_t ms)
{
    return QDateTime::fromMSecsSinceEpoch(ms).toString(QStringLiteral("HH:mm:ss"));
}

} // namespace

QString ComposePage::settingBanner()
{
    return QStringLiteral("setting");
}

void ComposePage::apply(const Fix &fix)
{
    switch (fix.kind) {
    case Fix::Kind::ReplaceText:
        m_event->editor().replaceSpan(fix.span, fix.text);
        refresh();
        break;
    case Fix::Kind::Edit:
        m_event->editor().apply(fix.edits);
        refresh();
        if (fix.fillAt && !m_event->goToField(*fix.fillAt))
            m_assist->fillIn(*fix.fillAt);
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
    case Fix::Kind::OpenMapping:
        Q_EMIT goTo(PageId::Mapping, {});
        break;
    case Fix::Kind::AllowEvent:
    case Fix::Kind::SwitchOn:
        changeSettings(fix, Switch::On);
        break;
    }
}

QCoro::Task<void> ComposePage::changeSettings(Fix fix, Switch to)
{
    const QPointer<ComposePage> self(this);
    const QString profile = fromUtf8(m_console.profile().name);
    banners().hide(settingBanner());
    auto changing = m_console.changeSettings([fix, isOn = to == Switch::On](destination::Settings &settings) {
        if (fix.kind == Fix::Kind::AllowEvent && isOn)
            settings.allowedEvents.push_back(fix.text);
        else if (fix.kind == Fix::Kind::AllowEvent)
            std::erase(settings.allowedEvents, fix.text);
        else if (fix.text == "sendGroupEvents")
            settings.sendGroupEvents = isOn;
        else if (fix.text == "sendPageEvents")
            settings.sendPageEvents = isOn;
        else if (fix.text == "sendScreenEvents")
            settings.sendScreenEvents = isOn;
        else if (fix.text == "sendAliasEvents")
            settings.sendAliasEvents = isOn;
    });
    const Result<void> changed = co_await changing;
    if (!self)
        co_return;
    if (!changed) {
        Q_EMIT status(fromUtf8(changed.error().message));
        co_return;
    }
    if (to == Switch::Off) {
        Q_EMIT status(tr("The settings of %1 are as they were.").arg(profile));
        co_return;
    }
    m_settingFix = fix;
    BannerContent content;
    content.text = fix.kind == Fix::Kind::AllowEvent
                       ? tr("“%1” is now in Allowed Events of %2.").arg(fromUtf8(fix.text), profile)
                       : tr("Switched on in %1.").arg(profile);
    content.action = tr("Undo");
    content.dismissable = true;
    banners().show(settingBanner(), content);
}

QCoro::Task<void> ComposePage::openEntry(ComposeLink link)
{
    const QPointer<ComposePage> self(this);
    const Result<std::optional<workspace::HistoryEntry>> entry = co_await m_console.history().get(link.entryId);
    if (!self)
        co_return;
    if (!entry || !entry->has_value()) {
        Q_EMIT status(tr("This event is not in the history any more."));
        co_return;
    }
    JsonEditor &editor = m_event->editor();
    if (editor.code() != (*entry)->eventText) {
        m_open->leave((*entry)->eventText);
        beginAnother();
        editor.setCode((*entry)->eventText);
    }
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
    // The editor tells of typing a little later; what stands in it now is what is meant, and in a field of the form.
    m_event->commit();
    if (way == Way::Send && m_showsSent) {
        // The same once more gets a stamp of its own, and stands in the preview before anything is asked or sent.
        m_last.reset();
        drawAnew();
    }
    if (!m_showsSent)
        renewTimes();
    refresh();
    if (m_preview.state == Preview::State::Empty || (way == Way::Send && !m_preview.canSend())) {
        showRefusal();
        co_return;
    }
    const QPointer<ComposePage> self(this);
    m_isSending = true;
    m_lastEntry = 0;
    m_resultBar->hide();
    m_draft->keepNow();
    if (!m_showsSent)
        m_last = Last{m_preview.sourceText, m_stamp, m_draw};
    const QString target = m_console.targetText();

    // Awaited outside the choice: GCC 12 destroys what a co_await within ?: gives back twice.
    auto task = way == Way::Send ? m_console.send(m_preview.eventText, shownStamp())
                                 : m_console.dryRun(m_preview.eventText, shownStamp());
    const SendReport report = co_await task;
    if (!self)
        co_return;
    m_isSending = false;
    showReport(report, way, target);
}

void ComposePage::bringIntoView(QWidget &part)
{
    // Its place is known once all layouts around it are made anew, each in a turn of its own: soon where the computer
    // is quick. What has not moved since is left where the person scrolled it to.
    const auto seen = std::make_shared<QRect>();
    for (const int ms : {AfterLayoutMs, 3 * AfterLayoutMs, 10 * AfterLayoutMs}) {
        QTimer::singleShot(ms, &part, [this, &part, seen] {
            auto *area = qobject_cast<QScrollArea *>(room().parentWidget());
            const QRect place(part.mapTo(&room(), QPoint()), part.size());
            if (area == nullptr || !part.isVisible() || *seen == place)
                return;
            *seen = place;
            area->ensureWidgetVisible(&part, 0, theme::space::Small);
        });
    }
}

QString ComposePage::unfinished() const
{
    QStringList sentences;
    if (const QString run = m_runs->unfinished(); !run.isEmpty())
        sentences.append(run);
    else if (m_isSending && m_console.isBusy())
        sentences.append(tr("An event is on its way to %1.").arg(m_console.targetText()));
    if (const QString import = m_savedActions->unfinished(); !import.isEmpty())
        sentences.append(import);
    return sentences.join(QLatin1Char(' '));
}

void ComposePage::breakOff()
{
    m_savedActions->cancelImport();
    if (m_isSending || m_runs->isRunning())
        m_console.cancel();
}

void ComposePage::showProgress(const QString &sentence)
{
    VerdictContent progress;
    progress.word = tr("Sending to %1").arg(m_console.targetText());
    progress.sentence = sentence;
    progress.link = tr("Cancel");
    progress.linkId = QStringLiteral("cancel");
    showResult(progress);
}

void ComposePage::showRefusal()
{
    VerdictContent result = m_preview.verdict;
    result.tone = theme::Tone::Warning;
    result.word = tr("Not sent");
    result.link.clear();
    m_last = Last{m_preview.sourceText, m_stamp, m_draw};
    showResult(result);
    bringIntoView(*m_resultBar);
    Q_EMIT status(result.word);
}

VerdictContent ComposePage::ofThePast(VerdictContent result)
{
    result.tone = theme::Tone::Neutral;
    result.word = tr("Before your changes: %1").arg(result.word);
    return result;
}

void ComposePage::showReport(const SendReport &report, Way way, const QString &target)
{
    using Result = SendReport::Result;
    const bool wasSent = report.result != Result::NotSent && report.result != Result::Declined;
    m_lastEntry = report.entryIds.empty() ? 0 : report.entryIds.back();
    VerdictContent result = report.verdict;
    if (m_lastEntry != 0 && result.link.isEmpty()) {
        result.link = tr("Open in Activity");
        result.linkId = QStringLiteral("activity");
    }
    if (report.result != Result::Accepted && way == Way::Send && m_console.sandboxMisbehaves())
        result.todo = tr("The sandbox misbehaves on purpose: its faults are switched off on the page Sandbox.");
    if (way == Way::Send && wasSent) {
        if (m_last) {
            m_last->step = VerdictContent();
            m_last->step->tone = result.tone;
            m_last->step->word = report.result == Result::Accepted ? tr("Sent") : result.word;
            m_last->step->sentence = tr("%1 The next one you send gets a message id of its own.").arg(result.sentence);
        }
        const QString time = timeOfDay(report.timeMs);
        result.word = report.result == Result::Accepted ? tr("%1 to %2, %3").arg(result.word, target, time)
                                                        : tr("%1 (%2, %3)").arg(result.word, target, time);
        // What may have reached SMC is not sent again under the same message id.
        drawAnew();
    }
    showResult(m_last ? result : ofThePast(result));
    bringIntoView(*m_resultBar);
    refresh();
    Q_EMIT status(result.word);
}

} // namespace smc::gui
