// What the Sandbox page shows, and what its buttons do.
#include "../console.h"
#include "../dialogs.h"
#include "../sandbox_host.h"
#include "../text.h"
#include "../widgets/banner.h"
#include "../widgets/elided_label.h"
#include "../widgets/empty_state.h"
#include "../widgets/export_banner.h"
#include "../widgets/verdict_widget.h"
#include "creation.h"
#include "fault_panel.h"
#include "requests_pane.h"
#include "rows_pane.h"
#include "sandbox_page.h"

#include <json/text.h>

#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QPointer>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabWidget>

namespace smc::gui {

namespace {

Question resetQuestion()
{
    return {.id = QStringLiteral("reset_sandbox"),
            .title = SandboxPage::tr("Reset the sandbox"),
            .text =
                SandboxPage::tr("Throw away everything that the sandbox holds, and start again with the demo content?"),
            .details = {},
            .choices = {{QStringLiteral("reset"), SandboxPage::tr("Reset"), Choice::Kind::Destroy},
                        {QStringLiteral("cancel"), SandboxPage::tr("Keep it"), Choice::Kind::Cancel}},
            .preferred = QStringLiteral("cancel")};
}

} // namespace

void SandboxPage::enter(const QString &what)
{
    const ContentTree::Place place{what.section(QLatin1Char('/'), 0, 0), what.section(QLatin1Char('/'), 1)};
    if (!what.isEmpty())
        m_tree->selectOnceThere(place);
    refresh();
    takeFocus();
}

QCoro::Task<void> SandboxPage::refresh()
{
    const QPointer<SandboxPage> alive(this);
    if (!m_console.sandbox().isRunning())
        co_return;
    const unsigned turn = ++m_refreshes;
    const Result<sandbox::State> state = co_await m_console.sandbox().state();
    if (!alive || turn < m_shown) // What was read later is shown already.
        co_return;
    m_shown = turn;
    if (!state) {
        Q_EMIT status(fromUtf8(state.error().message));
        co_return;
    }
    m_tree->setContent(*state);
    m_creation->setContent(*state);
    if (m_rows->place() == m_tree->current())
        co_await m_rows->reload();
    else
        m_rows->show(m_tree->current()); // They were cleared when the sandbox stopped.
}

void SandboxPage::showState()
{
    const SandboxHost &sandbox = m_console.sandbox();
    const bool running = sandbox.isRunning();
    const bool isOther = (m_views->currentIndex() == 1) != running;
    const bool hadFocus = isAncestorOf(window()->focusWidget());
    enum class State { Running, Stopped, NotStarted };
    const State state = !sandbox.problem().isEmpty() ? State::NotStarted : running ? State::Running : State::Stopped;
    const sandbox::Faults faults = running ? sandbox.faults() : sandbox::Faults();
    VerdictContent content;
    switch (state) {
    case State::Running:
        if (!faults.isEmpty()) {
            content.tone = theme::Tone::Warning;
            content.word = tr("Running, and misbehaves on purpose");
            content.sentence = tr("Ordered under Faults: %1.").arg(FaultPanel::inWords(faults));
            content.link = tr("Switch all off");
            break;
        }
        content.tone = theme::Tone::Success;
        content.word = tr("Running");
        content.sentence = tr("Organization %1. Key and secret are new at each start; the console knows them.")
                               .arg(fromUtf8(sandbox.organization()));
        break;
    case State::Stopped:
        content.tone = theme::Tone::Neutral;
        content.word = tr("Stopped");
        content.sentence = tr("Nothing answers. What it held is kept.");
        break;
    case State::NotStarted:
        content.tone = theme::Tone::Danger;
        content.word = tr("Could not start");
        content.sentence = sandbox.problem();
        break;
    }
    if (running && isVisible() && content.tone != m_state->content().tone)
        Q_EMIT announced(spoken(content));
    m_state->setContent(content);
    m_address->setFullText(fromUtf8(sandbox.address()));
    m_address->setVisible(running);
    m_stopped->setTexts(
        state == State::Stopped ? tr("The sandbox is stopped") : content.word,
        tr("Lists, records and requests stand here while it runs. It starts by itself when you choose a "
           "profile of the environment sandbox that has no address."));
    m_views->setCurrentIndex(running ? 1 : 0);
    m_start->setVisible(!running);
    for (QAction *action :
         QList<QAction *>{m_stop, m_refresh, m_reset, m_copy, m_export, m_exportRequests, m_sort, m_copyRow} + m_new +
             m_show)
        action->setVisible(running);
    m_head->setVisible(running || !sandbox.problem().isEmpty());
    showFaults(faults);
    if (!running) {
        m_rows->clear();
        m_failedExport->hide(); // Nothing could be exported again.
    } else if (isVisible()) {
        refresh();
    }
    if (isOther && hadFocus)
        takeFocus(); // Where it was is hidden.
}

void SandboxPage::takeFocus()
{
    if (m_console.sandbox().isRunning())
        m_tree->setFocus(Qt::OtherFocusReason);
    else
        m_stopped->takeFocus();
}

void SandboxPage::showFaults(const sandbox::Faults &faults)
{
    m_faults->setFaults(faults);
    m_faultsOff->setEnabled(!faults.isEmpty());
}

/// By the link, which goes then, and the keyboard with it.
void SandboxPage::switchFaultsOff()
{
    m_faultsOff->trigger();
    if (m_tabs->currentWidget() == m_faultsTab)
        m_faults->takeFocus();
    else
        takeFocus();
}

void SandboxPage::showTab(QWidget &tab)
{
    m_tabs->setCurrentWidget(&tab);
    if (auto *pane = qobject_cast<TablePane *>(&tab))
        pane->table().setFocus(Qt::ShortcutFocusReason);
    else
        m_faults->takeFocus();
}

void SandboxPage::goToMade(const ContentTree::Place &place, const QString &sentence)
{
    m_tree->selectOnceThere(place);
    Q_EMIT status(sentence);
    refresh();
}

void SandboxPage::copyAddress()
{
    QGuiApplication::clipboard()->setText(fromUtf8(m_console.sandbox().address()));
    Q_EMIT status(tr("The sandbox's address is copied."));
}

TablePane &SandboxPage::shownTable() const
{
    if (m_tabs->currentWidget() == m_requests)
        return *m_requests;
    return *m_rows;
}

void SandboxPage::chooseOrder()
{
    TablePane &pane = shownTable();
    m_tabs->setCurrentWidget(&pane);
    pane.table().setFocus(Qt::ShortcutFocusReason);
    pane.table().chooseOrder();
}

void SandboxPage::copyRow()
{
    TablePane &pane = shownTable();
    const auto &row = pane.details().row();
    if (!row)
        return Q_EMIT status(tr("Select a record or a request first."));
    QGuiApplication::clipboard()->setText(fromUtf8(json::pretty(row->asJson())));
    Q_EMIT status(&pane == m_requests ? tr("The request is copied.") : tr("The record is copied."));
}

/// What comes of its exports.
void SandboxPage::follow(TablePane &pane, QAction &exporting)
{
    connect(&pane, &TablePane::exported, this, [this](const QString &sentence) {
        m_failedExport->hide();
        Q_EMIT status(sentence);
    });
    connect(&pane, &TablePane::notExported, this, [this, &exporting](const QString &sentence) {
        m_failedExport->show(sentence, [&exporting] { exporting.trigger(); });
    });
}

QCoro::Task<void> SandboxPage::reset()
{
    const QPointer<SandboxPage> alive(this);
    const QString answer = co_await m_console.dialogs().ask(window(), resetQuestion());
    if (!alive || answer != QLatin1String("reset"))
        co_return;
    m_console.sandbox().resetToDemo();
    Q_EMIT status(tr("The sandbox holds the demo content again."));
}

} // namespace smc::gui
