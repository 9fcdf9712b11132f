#include "list_refresh.h"

#include "console.h"
#include "schema_cache.h"
#include "text.h"

#include <QAction>
#include <QDateTime>
#include <QPointer>

namespace smc::gui {

ListRefresh::ListRefresh(Console &console, QAction &action, QObject *parent)
    : QObject(parent)
    , m_console(console)
    , m_action(action)
{
}

QCoro::Task<void> ListRefresh::read(std::vector<std::string> lists)
{
    const QPointer<ListRefresh> self(this);
    Q_EMIT status(tr("Reading the lists from SMC."));
    m_action.setEnabled(false);
    const Result<void> done = co_await m_console.schema().refresh(std::move(lists));
    if (!self)
        co_return;
    m_action.setEnabled(true);
    if (!done) {
        const QString why = tr("The lists could not be read. %1").arg(fromUtf8(done.error().message));
        Q_EMIT status(why);
        Q_EMIT ended(why);
        co_return;
    }
    const auto count = static_cast<int>(m_console.schema().schema().lists.size());
    const auto at = m_console.schema().readAt();
    const QString time =
        at ? QDateTime::fromMSecsSinceEpoch(at->time_since_epoch().count()).toString(QStringLiteral("HH:mm:ss"))
           : QString();
    Q_EMIT status(count == 1 ? tr("One list was read from SMC at %1.").arg(time)
                             : tr("%n lists were read from SMC at %1.", nullptr, count).arg(time));
    Q_EMIT ended({});
}

} // namespace smc::gui
