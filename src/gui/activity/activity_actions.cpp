// What Activity does with entries: open, pin, note, delete.
#include "../actions.h"
#include "../compose/compose_link.h"
#include "../console.h"
#include "../dialogs.h"
#include "../text.h"
#include "../theme.h"
#include "../widgets/menu_opener.h"
#include "activity_page.h"
#include "details_pane.h"
#include "filter_bar.h"
#include "history_model.h"
#include "history_size.h"
#include "history_table.h"
#include "removal.h"

#include <net/curl.h>
#include <net/fetch.h>
#include <net/httpie.h>

#include <QAction>
#include <QMenu>
#include <QPointer>
#include <QPushButton>

#include <algorithm>
#include <functional>
#include <utility>

namespace smc::gui {

namespace {

/// `whole` is how much there is: "19 entries with 60 KB".
Question clearQuestion(const QString &whole)
{
    return {.id = QStringLiteral("clear_history"),
            .title = ActivityPage::tr("Clear the history"),
            .text = ActivityPage::tr("Delete the whole history, %1, of all profiles and pinned ones too?").arg(whole),
            .details = ActivityPage::tr("What was sent stays in SMC. The entries can't be brought back."),
            .choices = {{QStringLiteral("clear"), ActivityPage::tr("Clear history"), Choice::Kind::Destroy},
                        {QStringLiteral("cancel"), ActivityPage::tr("Keep"), Choice::Kind::Cancel}},
            .preferred = QStringLiteral("cancel")};
}

} // namespace

void ActivityPage::makeActions()
{
    m_openEvent = makeAction("activity.openEvent", this, [this] { openInCompose({}); });
    m_resend = makeAction("activity.resend", this, [this] { resend(); });
    m_compare = makeAction("activity.compare", this, [this] { compareSelected(); });
    const QString inShell = tr("Copied. Set SMC_API_KEY and SMC_API_SECRET in the shell before you run it.");
    const QString inNode = tr("Copied. Set SMC_API_KEY and SMC_API_SECRET in the environment before you run it.");
    m_copyAs = {makeAction("activity.copyCurl", this, [this, inShell] { copyCommand(&net::toCurl, inShell); }),
                makeAction("activity.copyHttpie", this, [this, inShell] { copyCommand(&net::toHttpie, inShell); }),
                makeAction("activity.copyFetch", this, [this, inNode] { copyCommand(&net::toFetch, inNode); })};
    m_exportHar = makeAction("activity.exportHar", this, [this] { exportHar(Exported::Selected); });
    m_exportAllHar = makeAction("activity.exportAllHar", this, [this] { exportHar(Exported::AllShown); });
    m_pin = makeAction("activity.pin", this, [this] { togglePin(); });
    m_note = makeAction("activity.note", this, [this] { m_details->editNote(); });
    m_remove = makeAction("activity.remove", this, [this] { removeSelected(); });
    m_undo = makeAction("activity.undoRemove", this, [this] { m_removal->undo(); });
    m_clear = makeAction("activity.clear", this, [this] { clear(); });
    QAction *search = makeAction("activity.search", this, [this] { m_filters->focusSearch(); });
    QAction *showAll = makeAction("activity.clearFilters", this, [this] { m_filters->clear(); });
    addActions({search, showAll, m_undo, m_pin, m_note, m_compare, m_exportHar, m_exportAllHar, m_clear});
    addActions(m_copyAs);

    setPrimaryAction(m_openEvent);
    m_resendButton = addFootAction(m_resend, FootSide::Right);
    addFootAction(m_remove, FootSide::Left);
    QPushButton *copyAs = menuButton(tr("Copy as"), tr("Copy as"), m_copyAs);
    const auto followCopies = [this, copyAs] {
        const bool any = std::any_of(m_copyAs.cbegin(), m_copyAs.cend(), std::mem_fn(&QAction::isEnabled));
        copyAs->setEnabled(any);
        copyAs->setToolTip(any ? QString() : tr("Select one exchange whose request is kept."));
    };
    for (const QAction *action : std::as_const(m_copyAs))
        connect(action, &QAction::changed, copyAs, followCopies);
    followCopies();
    addFootWidget(copyAs, FootSide::Left);
    addFootWidget(menuButton(tr("More"), tr("More actions"),
                             {m_compare, m_pin, m_note, m_exportHar, m_exportAllHar, m_undo, m_clear}),
                  FootSide::Left);
    m_table->setRowActions(QList<QAction *>{m_resend, m_openEvent, m_compare, m_pin, m_note} + m_copyAs +
                           QList<QAction *>{m_exportHar, m_remove});
}

QPushButton *ActivityPage::menuButton(const QString &text, const QString &accessibleName,
                                      const QList<QAction *> &actions)
{
    auto *button = new QPushButton(text, this);
    button->setAccessibleName(accessibleName);
    auto *menu = new QMenu(button);
    menu->addActions(actions);
    setPopupMenu(*button, *menu);
    return button;
}

void ActivityPage::openInCompose(json::Span place)
{
    if (!m_openEvent->isEnabled())
        return;
    Q_EMIT goTo(PageId::Compose, ComposeLink{m_details->details().summary.id, place}.text());
}

QCoro::Task<void> ActivityPage::togglePin()
{
    const QPointer<ActivityPage> self(this);
    const Ids ids = m_table->selectedIds();
    const workspace::Pin pin = m_table->isEachSelectedPinned() ? workspace::Pin::Unpinned : workspace::Pin::Pinned;
    const Result<void> done = co_await m_history.setPinned(ids, pin);
    if (!self)
        co_return;
    if (!done)
        co_return say(fromUtf8(done.error().message));
    m_model->setPinned(ids, pin);
    m_details->showPin(ids, pin);
    readCounts();
    Q_EMIT status(pin == workspace::Pin::Pinned ? tr("Pinned: it stays when the history is full.") : tr("Unpinned."));
}

QCoro::Task<void> ActivityPage::keepNote(std::int64_t id, QString note)
{
    const QPointer<ActivityPage> self(this);
    const std::string text = toUtf8(note);
    const Result<void> done = co_await m_history.setNote(id, text);
    if (!self)
        co_return;
    if (!done)
        co_return say(fromUtf8(done.error().message));
    m_model->setNote(id, text);
    readCounts();
}

QCoro::Task<void> ActivityPage::keepLimits(workspace::HistoryLimits limits)
{
    const QPointer<ActivityPage> self(this);
    const Result<void> done = co_await m_history.setLimits(limits);
    if (!self)
        co_return;
    if (!done)
        co_return say(fromUtf8(done.error().message));
    m_model->reload();
    readCounts();
}

void ActivityPage::removeSelected()
{
    const Ids ids = m_table->selectedIds();
    if (ids.empty())
        return;
    if (const int next = m_table->rowBesideSelection(); next >= 0)
        m_table->select(next);
    m_removal->remove(ids);
}

/// What was deleted by mistake is what the person looks for now.
void ActivityPage::takeBack(const Ids &ids, qint64 count)
{
    if (count > 0) {
        Q_EMIT status(count == 1 ? tr("The entry is back.")
                                 : tr("%Ln entries are back.", nullptr, static_cast<int>(count)));
        m_selected = ids.front();
    }
    m_model->reload();
    readCounts();
}

QCoro::Task<void> ActivityPage::clear()
{
    const QPointer<ActivityPage> self(this);
    // Read anew: other programs keep entries, too.
    const Result<HistoryService::Extent> extent = co_await m_history.extent();
    if (!self)
        co_return;
    if (extent)
        m_size->setExtent(*extent);
    // Named, not written into the call: GCC 12 destroys such temporaries of a co_await twice.
    Question question = clearQuestion(sizeInWords(m_size->extent().size));
    const QString answer = co_await m_console.dialogs().ask(this, std::move(question));
    if (!self || answer != QLatin1String("clear"))
        co_return;
    const Result<void> cleared = co_await m_history.clear();
    if (!self)
        co_return;
    if (!cleared)
        say(fromUtf8(cleared.error().message));
    m_model->reload();
    readCounts();
}

} // namespace smc::gui
