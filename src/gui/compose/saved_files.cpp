// Saved events as files, with the questions that go with it.
#include "../console.h"
#include "../dialogs.h"
#include "../page.h"
#include "../text.h"
#include "../widgets/banner.h"
#include "event_library.h"
#include "saved_actions.h"
#include "saved_store.h"

#include <QPointer>

namespace smc::gui {

using workspace::SavedEntry;
using workspace::SavedEvents;
using workspace::SavedPath;

namespace {

QString exportedWords(std::size_t count)
{
    return count == 1 ? SavedActions::tr("Exported one event to %1.")
                      : SavedActions::tr("Exported %n events to %1.", nullptr, static_cast<int>(count));
}

QString moreWords(std::size_t count)
{
    return count == 1 ? SavedActions::tr("One more could not be taken either.")
                      : SavedActions::tr("%n more could not be taken either.", nullptr, static_cast<int>(count));
}

} // namespace

void SavedActions::showProblems(const QString &done, const std::vector<Error> &problems)
{
    Q_EMIT m_page.status(done);
    if (problems.empty()) {
        m_page.banners().hide(QStringLiteral("saved"));
        return;
    }
    QString text = done + QLatin1Char(' ') + fromUtf8(problems.front().message);
    if (problems.size() > 1)
        text += QLatin1Char(' ') + moreWords(problems.size() - 1);
    complain(text);
}

QCoro::Task<void> SavedActions::exportFiles()
{
    const QPointer<SavedActions> self(this);
    const std::vector<SavedEntry> entries = chosenOrAll();
    FileQuestion question;
    question.id = QStringLiteral("export_events");
    question.title = tr("Export saved events into a folder");
    auto choosing = m_console.dialogs().chooseFolder(&m_page, question);
    const QString folder = co_await choosing;
    if (!self || folder.isEmpty())
        co_return;
    using workspace::IfExported;
    const auto work = [entries, target = toUtf8(folder)](IfExported ifExists) {
        return [=](SavedEvents &events) { return workspace::exportAsFiles(events, entries, target, ifExists); };
    };
    auto task = m_store.ask(work(IfExported::Refuse));
    Result<workspace::ExportReport> report = co_await task;
    if (!self)
        co_return;
    if (!report && report.error().code == "export_exists") {
        Question replace;
        replace.id = QStringLiteral("replace_files");
        replace.title = tr("Export saved events");
        replace.text = fromUtf8(report.error().message);
        replace.details = tr("What they hold now is lost when you replace them.");
        replace.choices = {{QStringLiteral("replace"), tr("Replace"), Choice::Kind::Destroy},
                           {QStringLiteral("cancel"), tr("Don't export"), Choice::Kind::Cancel}};
        replace.preferred = QStringLiteral("cancel");
        auto asking = m_console.dialogs().ask(&m_page, replace);
        const QString answer = co_await asking;
        if (!self || answer != QLatin1String("replace"))
            co_return;
        auto again = m_store.ask(work(IfExported::Replace));
        report = co_await again;
        if (!self)
            co_return;
    }
    showExported(report, folder);
}

QCoro::Task<void> SavedActions::exportLines()
{
    const QPointer<SavedActions> self(this);
    const std::vector<SavedEntry> entries = chosenOrAll();
    FileQuestion question;
    question.id = QStringLiteral("export_lines");
    question.title = tr("Export saved events as one file");
    question.suggested =
        (entries.size() == 1 && !entries.front().path.isTop() ? fromUtf8(entries.front().path.name()) : tr("events")) +
        QStringLiteral(".ndjson");
    question.filter = tr("One event a line (*.ndjson)");
    auto choosing = m_console.dialogs().saveFile(&m_page, question);
    const QString file = co_await choosing;
    if (!self || file.isEmpty())
        co_return;
    auto task = m_store.ask([entries, target = toUtf8(file)](SavedEvents &events) {
        return workspace::exportAsNdjson(events, entries, target);
    });
    const Result<workspace::ExportReport> report = co_await task;
    if (self)
        showExported(report, file);
}

void SavedActions::showExported(const Result<workspace::ExportReport> &report, const QString &where)
{
    if (!report) {
        complain(report.error());
        return;
    }
    showProblems(exportedWords(report->written).arg(where), report->problems);
}

} // namespace smc::gui
