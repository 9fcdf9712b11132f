// What Activity does with entries: copy, export, remove.
#include "../console.h"
#include "../dialogs.h"
#include "../text.h"
#include "activity_page.h"
#include "details_pane.h"
#include "history_model.h"

#include <net/curl.h>
#include <net/exchange_json.h>
#include <net/har.h>
#include <workspace/history_store.h>

#include <QApplication>
#include <QClipboard>
#include <QPointer>
#include <QSaveFile>

#include <algorithm>

namespace smc::gui {

namespace {

/// So many exchanges go into one archive; more would not open in a browser.
constexpr std::size_t MaxExported = 1000;

} // namespace

void ActivityPage::copyCurl()
{
    if (!m_details->details().exchange)
        return;
    QApplication::clipboard()->setText(fromUtf8(net::toCurl(*m_details->details().exchange)));
    Q_EMIT status(tr("Copied. Set SMC_API_KEY and SMC_API_SECRET in the shell before you run it."));
}

std::vector<net::Exchange> ActivityPage::exchangesToExport()
{
    std::vector<std::int64_t> ids = selectedIds();
    if (ids.size() <= 1) {
        ids.clear();
        while (m_model->canFetchMore({}) && static_cast<std::size_t>(m_model->rowCount()) < MaxExported)
            m_model->fetchMore({});
        for (int row = 0; row < m_model->rowCount(); ++row)
            ids.push_back(m_model->entry(row).id);
    }
    // An archive runs in the order of time.
    std::sort(ids.begin(), ids.end());
    if (ids.size() > MaxExported)
        ids.erase(ids.begin(), ids.end() - MaxExported);
    std::vector<net::Exchange> exchanges;
    for (const std::int64_t id : ids) {
        const auto entry = m_console.history()->get(id);
        if (!entry || !*entry || (*entry)->exchangeJson.empty())
            continue;
        if (auto exchange = net::exchangeFromJson((*entry)->exchangeJson))
            exchanges.push_back(std::move(*exchange));
    }
    return exchanges;
}

QCoro::Task<void> ActivityPage::exportHar()
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
    const std::vector<net::Exchange> exchanges = exchangesToExport();
    const std::string har = net::toHar(exchanges);
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(har.data(), static_cast<qint64>(har.size())) < 0 ||
        !file.commit()) {
        say(tr("%1 could not be written. %2").arg(path, file.errorString()));
        co_return;
    }
    Q_EMIT status(exchanges.size() == 1 ? tr("One exchange exported to %1.").arg(path)
                                        : tr("%1 exchanges exported to %2.").arg(exchanges.size()).arg(path));
}

QCoro::Task<void> ActivityPage::removeSelected()
{
    const QPointer<ActivityPage> self(this);
    const std::vector<std::int64_t> ids = selectedIds();
    if (ids.empty())
        co_return;
    Question question;
    question.id = QStringLiteral("remove_entries");
    question.title = tr("Delete from the history");
    question.text = ids.size() == 1 ? tr("Delete this entry from the history?")
                                    : tr("Delete %1 entries from the history?").arg(ids.size());
    question.details = tr("What was sent stays in SMC. The entry can't be brought back.");
    question.choices = {{QStringLiteral("delete"), tr("Delete"), Choice::Kind::Destroy},
                        {QStringLiteral("cancel"), tr("Keep"), Choice::Kind::Cancel}};
    question.preferred = QStringLiteral("cancel");
    const QString answer = co_await m_console.dialogs().ask(this, question);
    if (!self || answer != QLatin1String("delete"))
        co_return;
    if (const auto removed = m_model->remove(ids); !removed)
        say(fromUtf8(removed.error().message));
    showRightView();
}

QCoro::Task<void> ActivityPage::clear()
{
    const QPointer<ActivityPage> self(this);
    Question question;
    question.id = QStringLiteral("clear_history");
    question.title = tr("Clear the history");
    question.text = tr("Delete every entry of the history, of all profiles?");
    question.details = tr("What was sent stays in SMC. The entries can't be brought back.");
    question.choices = {{QStringLiteral("clear"), tr("Clear history"), Choice::Kind::Destroy},
                        {QStringLiteral("cancel"), tr("Keep"), Choice::Kind::Cancel}};
    question.preferred = QStringLiteral("cancel");
    const QString answer = co_await m_console.dialogs().ask(this, question);
    if (!self || answer != QLatin1String("clear"))
        co_return;
    if (const auto cleared = m_console.history()->clear(); !cleared)
        say(fromUtf8(cleared.error().message));
    m_model->reload();
    showRightView();
}

} // namespace smc::gui
