// Sending one event many times, or several in order: one request after another, until done, stopped or cancelled.
#pragma once

#include <base/error.h>

#include <QCoro/QCoroTask>
#include <QObject>
#include <QString>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

class QWidget;

namespace smc::gui {

class Console;
struct SendReport;

/// Most events that one run sends.
inline constexpr std::size_t MostRunEvents = 10'000;
/// Longest pause between two.
inline constexpr std::chrono::milliseconds LongestDelay = std::chrono::minutes(1);

struct RunEvent
{
    QString name; ///< "Newsletter/Welcome"; empty for the one in the editor.
    std::string text;
};

struct RunPlan
{
    enum class OnFailure { GoOn, Stop };

    std::vector<RunEvent> events; ///< In the order of sending.
    std::size_t times = 1;        ///< The whole list so often.
    std::chrono::milliseconds delay{0};
    OnFailure onFailure = OnFailure::Stop;

    std::size_t count() const { return events.size() * times; }
};

/// What becomes of an event's text each time it is sent, such as `{{uuid}}` drawn anew. `number` counts the run's sends
/// from 0. Where it fails, the event counts as not sent.
using Expand = std::function<Result<std::string>(const std::string &text, std::size_t number)>;

struct RunProgress
{
    std::size_t total = 0;
    std::size_t accepted = 0;
    std::size_t refused = 0; ///< SMC said no.
    std::size_t failed = 0;  ///< No usable answer.
    std::size_t notSent = 0; ///< Not valid, not admitted, or its variables could not be filled in.
    std::optional<std::chrono::milliseconds> left; ///< Once something is known about the pace.

    std::size_t done() const { return accepted + refused + failed + notSent; }
    std::size_t bad() const { return refused + failed + notSent; }
};

struct RunSummary
{
    enum class End {
        Complete,
        StoppedAtFailure,
        Cancelled,
        NotStarted, ///< `reason` tells why.
        Declined,   ///< The person was asked, and said no.
    };
    End end = End::NotStarted;
    RunProgress progress;
    QString target;           ///< "Sandbox", "PRODUCTION: Acme".
    QString reason;           ///< Why it did not start, or what happened to the first event that failed.
    QString underWay;         ///< What became of the event that the person cancelled; empty where none was on its way.
    std::string where;        ///< For NotStarted: the setting that is missing.
    std::int64_t entryId = 0; ///< In the history: of the first failure, else of the last event; 0 for none.
    std::chrono::milliseconds took{0};
};

class Run : public QObject
{
    Q_OBJECT

public:
    /// `console` must outlive it. `expand` may be nothing: texts are sent as they are.
    Run(Console &console, RunPlan plan, Expand expand, QObject *parent = nullptr);

    /// Call once. Asks first where the profile is production. Each event gets a stamp of its own. Going away cancels.
    QCoro::Task<RunSummary> go(QWidget *over);
    void cancel();
    bool isRunning() const { return m_isRunning; }

Q_SIGNALS:
    void progressed(const smc::gui::RunProgress &progress);

private:
    QCoro::Task<RunSummary> sendAll(QWidget *over);
    void count(const SendReport &report, const QString &name);
    void estimate(std::chrono::steady_clock::time_point begun);

    Console &m_console;
    RunPlan m_plan;
    Expand m_expand;
    RunProgress m_progress;
    RunSummary m_summary;
    bool m_isRunning = false;
};

} // namespace smc::gui
