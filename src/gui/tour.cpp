#include "tour.h"

#include "compose/compose_page.h"
#include "connection/test_panel.h"
#include "console.h"
#include "history_service.h"
#include "main_window.h"
#include "page.h"
#include "sandbox_host.h"
#include "starting_profile.h"
#include "text.h"

#include <destination/settings.h>
#include <workspace/history_entry.h>

#include <QAction>
#include <QCoreApplication>
#include <QCoro/QCoroTimer>
#include <QDir>
#include <QElapsedTimer>

#include <chrono>

namespace smc::gui {

namespace {

using namespace std::chrono_literals;

constexpr auto Patience = 20s;
constexpr auto Step = 20ms;
constexpr auto Settle = 250ms; ///< For what is drawn a little later than it is known.

class Tour : public QObject
{
public:
    Tour(Console &console, MainWindow &window, TourOptions options)
        : m_console(console)
        , m_window(window)
        , m_options(std::move(options))
    {
        connect(&console, &Console::exchangeRecorded, this, &Tour::report);
    }

    QCoro::Task<bool> run()
    {
        const bool worked = co_await goThrough();
        // An exchange is read back from the history for its line; none may come home to a tour that is over.
        while (m_reportsUnderWay > 0)
            co_await QCoro::sleepFor(Step);
        if (!worked)
            m_options.say(tr("Step failed: %1").arg(m_failure));
        co_return worked;
    }

private:
    QCoro::Task<bool> goThrough()
    {
        if (!QDir().mkpath(m_options.folder))
            co_return failed(tr("The folder %1 can't be made.").arg(m_options.folder));
        if (!m_console.usesOwnSandbox()) {
            const Result<void> chosen = co_await chooseSandbox();
            if (!chosen)
                co_return failed(tr("There is no profile for the sandbox. %1").arg(fromUtf8(chosen.error().message)));
        }
        // Each answer gets a name of its own: GCC 12 breaks a co_await that stands in a condition.
        const bool connected = co_await connectToSandbox();
        if (!connected)
            co_return false;
        const bool identified = co_await sendExample("identify-properties.json", "2-compose-identify");
        if (!identified)
            co_return false;
        const bool grouped = co_await sendExample("group-static-segment.json", "3-compose-group");
        if (!grouped)
            co_return false;
        const bool mapped = co_await lookAtMapping();
        if (!mapped)
            co_return false;
        const bool inspected = co_await inspect();
        if (!inspected)
            co_return false;
        const bool found = co_await lookIntoSandbox();
        co_return found;
    }

    static QString tr(const char *text) { return QCoreApplication::translate("smc::gui::Tour", text); }

    bool failed(const QString &why)
    {
        m_failure = why;
        return false;
    }

    /// Waits until `condition` holds; false where it did not within Patience.
    template <typename Condition>
    QCoro::Task<bool> until(Condition condition)
    {
        QElapsedTimer timer;
        timer.start();
        while (!condition()) {
            if (timer.hasExpired(std::chrono::milliseconds(Patience).count()))
                co_return false;
            co_await QCoro::sleepFor(Step);
        }
        co_return true;
    }

    bool trigger(const char *id)
    {
        auto *action = m_window.findChild<QAction *>(QString::fromLatin1(id));
        if (!action || !action->isEnabled())
            return failed(tr("“%1” can't be done.").arg(QString::fromLatin1(id)));
        action->trigger();
        return true;
    }

    QCoro::Task<bool> picture(const char *name)
    {
        co_await QCoro::sleepFor(Settle);
        const QString file = m_options.folder + QLatin1Char('/') + QString::fromLatin1(name) + QStringLiteral(".png");
        co_return m_window.grab().save(file) || failed(tr("%1 can't be written.").arg(file));
    }

    /// The id of the first profile that is for the embedded sandbox; empty where none is.
    std::string sandboxProfile() const
    {
        for (const workspace::Profile &profile : m_console.profiles()) {
            const auto settings = destination::Settings::fromJson(std::string_view(profile.settingsJson));
            if (settings && Console::meansOwnSandbox(profile.environment, *settings))
                return profile.id;
        }
        return {};
    }

    QCoro::Task<Result<void>> chooseSandbox()
    {
        std::string id = sandboxProfile();
        if (id.empty()) {
            workspace::Profile fresh = startingProfile();
            fresh.name = freeName(fresh.name, m_console.profiles());
            auto adding = m_console.add(std::move(fresh));
            const Result<std::string> made = co_await adding;
            if (!made)
                co_return tl::make_unexpected(made.error());
            id = *made;
        }
        const Result<void> selected = co_await m_console.select(id);
        co_return selected;
    }

    QCoro::Task<bool> connectToSandbox()
    {
        co_await m_window.showPage(PageId::Connection);
        if (!m_console.sandbox().isRunning()) {
            const Result<void> started = co_await m_console.sandbox().start();
            if (!started)
                co_return failed(tr("The sandbox does not run. %1").arg(fromUtf8(started.error().message)));
        }
        if (!trigger("connection.test"))
            co_return false;
        const auto *panel = m_window.findChild<TestPanel *>();
        const bool answered = co_await until([panel] { return panel && !panel->isRunning(); });
        if (!answered || !panel->isGood())
            co_return failed(tr("The connection does not work."));
        co_return co_await picture("1-connection");
    }

    QCoro::Task<bool> sendExample(const char *file, const char *pictureName)
    {
        co_await m_window.showPage(PageId::Compose);
        auto *page = static_cast<ComposePage *>(m_window.page(PageId::Compose));
        page->loadExample(file);
        const bool ready = co_await until([page] { return page->preview().canSend(); });
        if (!ready)
            co_return failed(tr("The example %1 is not ready to be sent.").arg(QString::fromLatin1(file)));
        m_last = {};
        if (!trigger("compose.send"))
            co_return false;
        const bool sent = co_await until([this] { return !m_last.callType.empty() && !m_console.isBusy(); });
        if (!sent || m_last.verdict != "Delivered")
            co_return failed(tr("The example %1 was not delivered.").arg(QString::fromLatin1(file)));
        co_return co_await picture(pictureName);
    }

    QCoro::Task<bool> lookAtMapping()
    {
        const bool there = co_await m_window.showPage(PageId::Mapping);
        if (!there)
            co_return failed(tr("Mapping can't be opened."));
        co_return co_await picture("4-mapping");
    }

    QCoro::Task<bool> inspect()
    {
        const bool there = co_await m_window.showPage(PageId::Activity, QString::number(m_last.id));
        if (!there)
            co_return failed(tr("Activity can't be opened."));
        co_return co_await picture("5-activity");
    }

    QCoro::Task<bool> lookIntoSandbox()
    {
        co_await m_window.showPage(PageId::Sandbox, QStringLiteral("USERS_SEGMENT/SegmentToSMCStatic"));
        const Result<sandbox::State> state = co_await m_console.sandbox().state();
        if (!state)
            co_return failed(fromUtf8(state.error().message));
        qint64 rows = 0;
        qint64 members = 0;
        for (const sandbox::ListState &list : state->lists) {
            if (list.apiName == "segment_events")
                rows = list.records;
            for (const sandbox::SegmentState &segment : list.segments)
                members += segment.members;
        }
        m_options.say(tr("In the sandbox: %1 in segment_events, %2 in SegmentToSMCStatic.").arg(rows).arg(members));
        if (rows < 1 || members < 1)
            co_return failed(tr("What was sent is not in the sandbox."));
        co_return co_await picture("6-sandbox");
    }

    QCoro::Task<void> report(qint64 entryId)
    {
        ++m_reportsUnderWay;
        const Result<std::optional<workspace::HistoryEntry>> entry = co_await m_console.history().get(entryId);
        --m_reportsUnderWay;
        if (!entry || !*entry)
            co_return;
        m_last = **entry;
        m_options.say(QStringLiteral("%1 %2 → %3 %4 (%5 ms): %6")
                          .arg(fromUtf8(m_last.method), fromUtf8(m_last.url))
                          .arg(m_last.status)
                          .arg(fromUtf8(m_last.verdict))
                          .arg(m_last.durationMs)
                          .arg(fromUtf8(m_last.sentence)));
    }

    Console &m_console;
    MainWindow &m_window;
    TourOptions m_options;
    workspace::HistorySummary m_last;
    int m_reportsUnderWay = 0;
    QString m_failure;
};

} // namespace

QCoro::Task<bool> runTour(Console &console, MainWindow &window, TourOptions options)
{
    Tour tour(console, window, std::move(options));
    co_return co_await tour.run();
}

} // namespace smc::gui
