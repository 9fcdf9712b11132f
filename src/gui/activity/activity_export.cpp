// Entries as texts for other programs: commands, archives.
#include "../background.h"
#include "../console.h"
#include "../dialogs.h"
#include "../save_trouble.h"
#include "../text.h"
#include "../widgets/export_banner.h"
#include "activity_page.h"
#include "details_pane.h"
#include "history_model.h"
#include "history_table.h"

#include <net/exchange_json.h>
#include <net/har.h>

#include <QApplication>
#include <QClipboard>
#include <QPointer>
#include <QSaveFile>

#include <algorithm>
#include <memory>

namespace smc::gui {

namespace {

/// So many exchanges go into one archive; more would not open in a browser.
constexpr std::size_t MostExported = 1000;
constexpr std::int64_t MostExportedBytes = 256 << 20;

/// How many exchanges the file holds.
Result<std::size_t> writeHar(const std::vector<workspace::HistoryEntry> &entries, const QString &path)
{
    std::vector<net::Exchange> exchanges;
    for (const workspace::HistoryEntry &entry : entries) {
        if (entry.exchangeJson.empty())
            continue;
        if (auto exchange = net::exchangeFromJson(entry.exchangeJson))
            exchanges.push_back(std::move(*exchange));
    }
    const std::string har = net::toHar(exchanges);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(har.data(), static_cast<qint64>(har.size())) < 0 ||
        !file.commit())
        return fail("export_failed", toUtf8(whyNotSaved(file)));
    return exchanges.size();
}

} // namespace

void ActivityPage::copyCommand(CommandWriter write, const QString &done)
{
    if (!m_details->details().exchange)
        return;
    QApplication::clipboard()->setText(fromUtf8(write(m_details->details().exchange->request)));
    Q_EMIT status(done);
}

QCoro::Task<void> ActivityPage::exportHar(Exported which)
{
    const QPointer<ActivityPage> self(this);
    Result<Ids> ids = m_table->selectedIds();
    if (which == Exported::AllShown) {
        Q_EMIT status(tr("Looking for what the filters let through…"));
        workspace::HistoryQuery query = m_model->query();
        ids = co_await m_history.ids(std::move(query), MostExported + 1);
        if (!self)
            co_return;
    }
    if (!ids)
        co_return say(fromUtf8(ids.error().message));
    exportEntries(std::move(*ids));
}

QCoro::Task<void> ActivityPage::exportEntries(Ids ids)
{
    const QPointer<ActivityPage> self(this);
    // Named, not written into the call: GCC 12 destroys such temporaries of a co_await twice.
    FileQuestion question;
    question.id = QStringLiteral("export_har");
    question.title = tr("Export as HTTP Archive");
    question.suggested = QStringLiteral("smc-console.har");
    question.filter = tr("HTTP Archive (*.har)");
    const QString path = co_await m_console.dialogs().saveFile(this, question);
    if (!self || path.isEmpty())
        co_return;
    Ids wanted(ids.begin(), ids.begin() + static_cast<std::ptrdiff_t>(std::min(ids.size(), MostExported)));
    Result<std::vector<workspace::HistoryEntry>> read = co_await m_history.get(std::move(wanted), MostExportedBytes);
    if (!self)
        co_return;
    if (!read)
        co_return say(fromUtf8(read.error().message));
    const auto entries = std::make_shared<const std::vector<workspace::HistoryEntry>>(std::move(*read));
    const auto write = [entries, path] { return writeHar(*entries, path); };
    const Result<std::size_t> written = co_await inBackground(write);
    if (!self)
        co_return;
    if (!written) {
        // The same entries, whatever is selected by then.
        m_failedExport->show(fromUtf8(written.error().message), [this, ids] { exportEntries(ids); });
        co_return;
    }
    m_failedExport->hide();
    QString sentence = *written == 1
                           ? tr("One exchange exported to %1.").arg(path)
                           : tr("%n exchanges exported to %1.", nullptr, static_cast<int>(*written)).arg(path);
    if (ids.size() > MostExported)
        sentence += QLatin1Char(' ') + tr("An archive holds at most %1 exchanges.").arg(MostExported);
    else if (entries->size() < ids.size())
        sentence +=
            QLatin1Char(' ') + tr("Not all had room: an archive holds at most %1.").arg(dataSize(MostExportedBytes));
    Q_EMIT status(sentence);
}

} // namespace smc::gui
