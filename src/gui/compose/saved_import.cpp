// Saved events from files: the questions, how far it is, and what was taken and what not.
#include "../console.h"
#include "../dialogs.h"
#include "../page.h"
#include "../text.h"
#include "../widgets/banner.h"
#include "event_library.h"
#include "import_panel.h"
#include "saved_actions.h"
#include "saved_store.h"

#include <QLocale>
#include <QPointer>

#include <algorithm>
#include <mutex>
#include <stop_token>

namespace smc::gui {

using workspace::ImportProgress;
using workspace::ImportReport;
using workspace::SavedEntry;
using workspace::SavedEvents;
using workspace::SavedPath;

namespace {

constexpr int LookMs = 100;
/// What is over by then is only said.
constexpr int ShownAfterMs = 400;

QString importedWords(const ImportReport &report)
{
    const auto count = static_cast<int>(report.added.size());
    if (report.wasStopped)
        return count == 1 ? SavedActions::tr("Import cancelled: one event was taken, and stays.")
                          : SavedActions::tr("Import cancelled: %n events were taken, and stay.", nullptr, count);
    return count == 1 ? SavedActions::tr("Imported one event.")
                      : SavedActions::tr("Imported %n events.", nullptr, count);
}

QString moreWords(std::size_t count)
{
    return count == 1 ? SavedActions::tr("One more could not be taken either.")
                      : SavedActions::tr("%n more could not be taken either.", nullptr, static_cast<int>(count));
}

/// Besides those that are told one by one.
std::size_t untold(const ImportReport &report)
{
    return report.trouble - std::min(report.trouble, report.problems.size());
}

} // namespace

/// What the thread of the import and the window share.
class SavedActions::ImportWork
{
public:
    void tell(const ImportProgress &progress)
    {
        const std::scoped_lock lock(m_mutex);
        m_progress = progress;
    }
    ImportProgress progress()
    {
        const std::scoped_lock lock(m_mutex);
        return m_progress;
    }
    std::stop_source stop;

private:
    std::mutex m_mutex;
    ImportProgress m_progress;
};

SavedActions::~SavedActions()
{
    cancelImport();
}

void SavedActions::listenToImports()
{
    m_importTimer.setInterval(LookMs);
    connect(&m_importTimer, &QTimer::timeout, this, &SavedActions::showImport);
    connect(&m_panel, &ImportPanel::cancelled, this, &SavedActions::cancelImport);
    connect(&m_page.banners(), &BannerArea::action, this, [this](const QString &id) {
        if (id != QLatin1String("saved"))
            return;
        m_page.banners().hide(id);
        m_panel.showLeftOut(m_imported.problems, untold(m_imported));
    });
}

QString SavedActions::unfinished() const
{
    return m_import ? tr("An import of events is under way. %1").arg(progressSentence(m_import->progress()))
                    : QString();
}

void SavedActions::cancelImport()
{
    if (m_import)
        m_import->stop.request_stop();
}

QCoro::Task<void> SavedActions::chooseImport()
{
    const QPointer<SavedActions> self(this);
    FileQuestion question;
    question.id = QStringLiteral("import_events");
    question.title = tr("Import events");
    question.filter = tr("Events (*.json *.ndjson *.jsonl);;All files (*)");
    auto task = m_console.dialogs().openFiles(&m_page, question);
    const QStringList files = co_await task;
    if (self && !files.isEmpty())
        import(files, m_library.folder());
}

QCoro::Task<void> SavedActions::chooseImportFolder()
{
    const QPointer<SavedActions> self(this);
    FileQuestion question;
    question.id = QStringLiteral("import_folder");
    question.title = tr("Import a folder of events");
    auto task = m_console.dialogs().chooseFolder(&m_page, question);
    const QString folder = co_await task;
    if (self && !folder.isEmpty())
        import({folder}, m_library.folder());
}

QCoro::Task<void> SavedActions::import(QStringList sources, SavedPath folder)
{
    const QPointer<SavedActions> self(this);
    if (m_import) {
        Q_EMIT m_page.status(tr("Another import is under way. Wait for it, or cancel it."));
        co_return;
    }
    const auto work = std::make_shared<ImportWork>();
    m_import = work;
    m_importTime.start();
    m_importTimer.start();
    m_panel.dismiss(); // What the last one left out.
    m_store.setReading(SavedStore::Reading::Later);
    auto task = m_store.ask([files = toUtf8(sources), folder, work](SavedEvents &events) {
        return workspace::importEvents(events, files, folder, work->stop.get_token(),
                                       [&work](const ImportProgress &progress) { work->tell(progress); });
    });
    const ImportReport report = co_await task;
    if (self)
        finishImport(report);
}

void SavedActions::showImport()
{
    if (!m_import || m_importTime.elapsed() < ShownAfterMs)
        return;
    const ImportProgress progress = m_import->progress();
    const QString sentence = m_panel.showProgress(progress, std::chrono::milliseconds(m_importTime.elapsed()));
    Q_EMIT m_page.working(tr("Importing events: %1").arg(sentence));
}

void SavedActions::finishImport(const ImportReport &report)
{
    m_import.reset();
    m_importTimer.stop();
    const bool wasShown = m_panel.isVisibleTo(&m_page);
    m_panel.dismiss();
    m_imported = report;
    if (!report.added.empty())
        m_library.select({{SavedEntry::Kind::Event, report.added.front(), 0}});
    m_store.setReading(SavedStore::Reading::AtOnce);
    Q_EMIT m_page.working({});
    const QString done = importedWords(report);
    Q_EMIT m_page.status(done);
    BannerContent content;
    content.text = done;
    content.dismissable = true;
    if (!report.problems.empty()) {
        const std::size_t more = report.problems.size() - 1 + untold(report);
        content.tone = theme::Tone::Warning;
        content.text += QLatin1Char(' ') + fromUtf8(report.problems.front().message);
        if (more > 0) {
            content.text += QLatin1Char(' ') + moreWords(more);
            content.action = tr("Show each");
        }
    } else if (!wasShown && !report.wasStopped) {
        m_page.banners().hide(QStringLiteral("saved"));
        return;
    }
    m_page.banners().show(QStringLiteral("saved"), content);
}

} // namespace smc::gui
