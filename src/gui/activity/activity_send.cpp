// What Activity does with what was sent: send it again, compare two.
#include "../background.h"
#include "../compose/run_panel.h"
#include "../compose/run_source.h"
#include "../compose/run_words.h"
#include "../console.h"
#include "../dialogs.h"
#include "../environment.h"
#include "../tab_order.h"
#include "../text.h"
#include "../theme.h"
#include "activity_page.h"
#include "compare_window.h"
#include "details_pane.h"
#include "history_model.h"
#include "history_table.h"
#include "sending_line.h"

#include <workspace/profile.h>
#include <workspace/spool_folder.h>

#include <QAction>
#include <QPointer>
#include <QPushButton>

#include <algorithm>
#include <memory>

namespace smc::gui {

namespace {

constexpr qsizetype LongestTarget = 28;
constexpr std::int64_t MostComparedBytes = 256 << 20;

Question elsewhereQuestion(const QString &then, const QString &now, std::size_t events)
{
    return {.id = QStringLiteral("resend_elsewhere"),
            .title = ActivityPage::tr("Resend to another profile"),
            .text = (events > 1 ? ActivityPage::tr("These events went to “%1”. Send them to “%2” now?")
                                : ActivityPage::tr("This event went to “%1”. Send it to “%2” now?"))
                        .arg(then, now),
            .details = events > 1
                           ? ActivityPage::tr("Choose the other profile first if you mean to send them there again.")
                           : ActivityPage::tr("Choose the other profile first if you mean to send it there again."),
            .choices = {{QStringLiteral("send"), ActivityPage::tr("Send to %1").arg(now), Choice::Kind::Proceed},
                        {QStringLiteral("cancel"), ActivityPage::tr("Don't send"), Choice::Kind::Cancel}},
            .preferred = QStringLiteral("cancel")};
}

} // namespace

/// The button says where the event would go, as everywhere.
void ActivityPage::nameResend()
{
    QString target = m_console.targetText();
    if (target.size() > LongestTarget)
        target = target.left(LongestTarget - 1) + QChar(0x2026);
    target.replace(QLatin1Char('&'), QStringLiteral("&&"));
    m_resend->setText(tr("&Resend to %1").arg(target));
    const EntryDetails &details = m_details->details();
    const bool isShown = isSelectedAlone(details.summary.id);
    if (isShown && !details.noEvent.isEmpty())
        m_resend->setToolTip(details.noEvent);
    else if (isShown && details.events.count() > 1)
        m_resend->setToolTip(tr("Send these events to %1 again, one after another.").arg(m_console.targetText()));
    else
        m_resend->setToolTip(tr("Send this event to %1 again as it was.").arg(m_console.targetText()));
    setSendRole(*m_resendButton, m_console);
}

QCoro::Task<bool> ActivityPage::mayResend(workspace::HistorySummary summary, std::size_t events)
{
    if (summary.profileId == m_console.profile().id)
        co_return true;
    Question question = elsewhereQuestion(fromUtf8(summary.profileName), m_console.targetText(), events);
    const QString answer = co_await m_console.dialogs().ask(this, std::move(question));
    co_return answer == QLatin1String("send");
}

QCoro::Task<void> ActivityPage::resend()
{
    const QPointer<ActivityPage> self(this);
    // While the question stands another entry may be selected: what was asked about is what is sent.
    const KeptEvents events = m_details->details().events;
    const std::string profileId = m_console.profile().id;
    m_sentFrom = m_details->details().summary.id;
    auto asking = mayResend(m_details->details().summary, events.count());
    const bool may = co_await asking;
    if (!self || !may || m_console.isBusy())
        co_return;
    if (profileId != m_console.profile().id)
        co_return say(tr("Not sent: another profile was chosen meanwhile."));
    if (events.count() > 1)
        co_return offerRun(events);
    std::string event = events.text();
    m_isSending = true;
    m_sending->begin();
    auto sending = m_console.send(std::move(event));
    const SendReport report = co_await sending;
    if (!self)
        co_return;
    m_isSending = false;
    m_sending->end();
    // The details say the rest, and the bar has room for a line.
    Q_EMIT status(report.verdict.word);
    Q_EMIT announced(spoken(report.verdict));
    if (!report.entryIds.empty()) {
        wantSent(report.entryIds.back());
    } else if (report.result != SendReport::Result::Declined) {
        say(report.verdict.sentence);
    }
}

/// What came of sending again, unless the person has gone on to another entry meanwhile.
void ActivityPage::wantSent(std::int64_t id)
{
    if (isSelectedAlone(m_sentFrom))
        want(id, Filters::Stay);
}

void ActivityPage::makeRuns()
{
    m_sending = new SendingLine(m_console, this);
    connect(m_sending, &SendingLine::working, this, &ActivityPage::working);
    connect(m_sending, &SendingLine::turned, this, [this] { followLayout(*this); });
    m_runs = new RunPanel(m_console, this);
    connect(m_runs, &RunPanel::working, this, &ActivityPage::working);
    connect(m_runs, &RunPanel::turned, this, [this] { followLayout(*this); });
    connect(m_runs, &RunPanel::finished, this, [this](const RunSummary &summary) {
        const VerdictContent result = summaryOf(summary);
        Q_EMIT announced(spoken(result));
        // Elsewhere the link in the status bar says it; what was said while it ran is over.
        Q_EMIT status(isVisible() ? result.word : QString());
        if (summary.entryId != 0)
            wantSent(summary.entryId);
    });
    connect(m_runs, &RunPanel::linkActivated, this, [this](const QString &linkId) {
        if (linkId.startsWith(QLatin1String("sandbox:")))
            Q_EMIT goTo(PageId::Sandbox, {});
        else if (linkId.startsWith(QLatin1String("setting:")))
            Q_EMIT goTo(PageId::Connection, linkId.section(QLatin1Char(':'), 1));
    });
}

void ActivityPage::offerRun(const KeptEvents &events)
{
    RunSource source;
    source.count = events.count();
    source.what = tr("the %n events of this entry again", nullptr, static_cast<int>(events.count()));
    source.events = [text = events.text()] {
        const auto work = [text] { return runEventsIn(text, {}); };
        return inBackground(work);
    };
    m_runs->offer(std::move(source));
}

QString ActivityPage::unfinished() const
{
    if (const QString run = m_runs->unfinished(); !run.isEmpty())
        return run;
    return m_isSending && m_console.isBusy() ? tr("An event is on its way to %1.").arg(m_console.targetText())
                                             : QString();
}

void ActivityPage::breakOff()
{
    if (m_isSending || m_runs->isRunning())
        m_console.cancel();
}

QCoro::Task<void> ActivityPage::compareSelected()
{
    const QPointer<ActivityPage> self(this);
    if (m_table->selectedCount() != 2)
        co_return;
    Ids ids = m_table->selectedIds();
    std::sort(ids.begin(), ids.end()); // The older one stands on the left.
    Result<std::vector<workspace::HistoryEntry>> read = co_await m_history.get(std::move(ids), MostComparedBytes);
    if (!self)
        co_return;
    if (!read)
        co_return say(fromUtf8(read.error().message));
    if (read->size() != 2)
        co_return say(tr("These two are too large to be compared, or not in the history any more."));
    const auto entries = std::make_shared<const std::vector<workspace::HistoryEntry>>(std::move(*read));
    const auto work = [entries, spool = workspace::spoolFolder(m_console.workspaceFolder())] {
        return compare(readEntry(entries->front(), spool), readEntry(entries->back(), spool));
    };
    Comparison comparison = co_await inBackground(work);
    if (!self)
        co_return;
    auto *window = new CompareWindow(std::move(comparison), this);
    window->show();
}

} // namespace smc::gui
