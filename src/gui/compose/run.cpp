#include "run.h"

#include "../console.h"
#include "../send_session.h"
#include "../send_words.h"
#include "../text.h"
#include "../time_left.h"

#include <net/pause.h>

#include <QPointer>

namespace smc::gui {

using Clock = std::chrono::steady_clock;
using End = RunSummary::End;

Run::Run(Console &console, RunPlan plan, Expand expand, QObject *parent)
    : QObject(parent)
    , m_console(console)
    , m_plan(std::move(plan))
    , m_expand(std::move(expand))
{
    m_progress.total = m_plan.count();
}

QCoro::Task<RunSummary> Run::go(QWidget *over)
{
    const QPointer<Run> self(this);
    m_isRunning = true;
    auto task = sendAll(over);
    RunSummary summary = co_await task;
    if (self)
        m_isRunning = false;
    co_return summary;
}

void Run::cancel()
{
    if (m_isRunning)
        m_console.cancel();
}

QCoro::Task<RunSummary> Run::sendAll(QWidget *over)
{
    const QPointer<Run> self(this);
    const Clock::time_point begun = Clock::now();
    auto beginning = m_console.beginSession(over, m_plan.count());
    const Result<std::shared_ptr<SendSession>> began = co_await beginning;
    if (!self)
        co_return RunSummary();
    if (!began) {
        m_summary.end = began.error().code == "declined" ? End::Declined : End::NotStarted;
        m_summary.reason = fromUtf8(began.error().message);
        m_summary.where = began.error().where;
        co_return RunSummary(m_summary);
    }
    const std::shared_ptr<SendSession> &session = *began;
    m_summary.target = session->target();
    m_summary.end = End::Complete;
    const Clock::time_point started = Clock::now();
    for (std::size_t number = 0; number < m_plan.count(); ++number) {
        if (number > 0 && m_plan.delay.count() > 0) {
            auto waiting = net::pause(session->clock(), m_plan.delay, session->cancelled());
            co_await waiting;
            if (!self)
                co_return RunSummary();
        }
        if (session->cancelled().isCancelled()) {
            m_summary.end = End::Cancelled;
            break;
        }
        const RunEvent event = m_plan.events[number % m_plan.events.size()];
        const Result<std::string> text = m_expand ? m_expand(event.text, number) : Result<std::string>(event.text);
        SendReport report;
        if (text) {
            auto sending = SendSession::send(session, *text, destination::makeStamp());
            report = co_await sending;
            if (!self)
                co_return RunSummary();
        } else {
            report = notSent(fromUtf8(text.error().message));
        }
        // One that was cancelled under way stands in the history, and counts for nothing here.
        if (report.result == SendReport::Result::Cancelled || session->cancelled().isCancelled()) {
            if (report.result != SendReport::Result::Cancelled)
                count(report, event.name);
            else
                m_summary.underWay = QStringList{report.verdict.sentence, report.verdict.todo}.join(QLatin1Char(' '));
            m_summary.end = End::Cancelled;
            break;
        }
        count(report, event.name);
        estimate(started);
        Q_EMIT progressed(m_progress);
        if (m_progress.bad() > 0 && m_plan.onFailure == RunPlan::OnFailure::Stop) {
            m_summary.end = m_progress.done() == m_progress.total ? End::Complete : End::StoppedAtFailure;
            break;
        }
    }
    m_summary.progress = m_progress;
    m_summary.took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begun);
    co_return RunSummary(m_summary);
}

void Run::count(const SendReport &report, const QString &name)
{
    using Result = SendReport::Result;
    const bool isFirstFailure = m_progress.bad() == 0;
    switch (report.result) {
    case Result::Accepted:
        ++m_progress.accepted;
        break;
    case Result::Rejected:
        ++m_progress.refused;
        break;
    case Result::Failed:
    case Result::Cancelled:
        ++m_progress.failed;
        break;
    case Result::NotSent:
    case Result::Declined:
        ++m_progress.notSent;
        break;
    }
    const bool isBad = report.result != Result::Accepted;
    if (isBad && isFirstFailure) {
        m_summary.reason = report.verdict.word + QStringLiteral(": ") + report.verdict.sentence;
        if (!name.isEmpty())
            m_summary.reason = tr("“%1” – %2").arg(name, m_summary.reason);
    }
    if (!report.entryIds.empty() && (m_progress.bad() == 0 || (isBad && isFirstFailure)))
        m_summary.entryId = report.entryIds.back();
}

void Run::estimate(Clock::time_point begun)
{
    const auto passed = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begun);
    m_progress.left = timeLeft(passed + m_plan.delay, m_progress.done(), m_progress.total);
}

} // namespace smc::gui
