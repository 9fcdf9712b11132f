#include "palette_sources.h"

#include "../actions.h"
#include "../console.h"
#include "../environment.h"
#include "../history_service.h"
#include "../icons.h"
#include "../main_window.h"
#include "../mnemonic.h"
#include "../page.h"
#include "../shortcuts/shortcuts.h"
#include "../text.h"

#include <workspace/profile.h>

#include <QAction>
#include <QDateTime>
#include <QLocale>
#include <QPointer>

namespace smc::gui {

namespace {

constexpr int HistoryLines = 50;

QString shortcutOf(const QAction &action)
{
    return action.shortcut().toString(QKeySequence::NativeText);
}

} // namespace

ActionsSource::ActionsSource(MainWindow &window)
    : m_window(window)
{
}

QList<PaletteItem> ActionsSource::items() const
{
    QList<PaletteItem> items;
    const Page *current = m_window.currentPage();
    for (const ActionSpec &spec : actionTable()) {
        const QString id = QString::fromLatin1(spec.id);
        // Pages have a source of their own, and the palette is open already.
        if (id.startsWith(QLatin1String("go.")) || id == QLatin1String("window.palette"))
            continue;
        auto *action = m_window.findChild<QAction *>(id);
        const bool isElsewhere = spec.page && current && current->id() != *spec.page;
        // One of a page that nobody has been on yet may not be made yet.
        if (action ? !action->isVisible() : !isElsewhere)
            continue;
        PaletteItem item;
        item.id = QStringLiteral("action:") + id;
        item.title = action ? readOn(action->text()) : plainTextOf(spec);
        item.detail = tipOf(spec);
        item.kind = tr("Action");
        item.iconName = QString::fromLatin1(spec.icon);
        item.shortcut = action ? shortcutOf(*action) : m_window.shortcuts().of(spec).toString(QKeySequence::NativeText);
        if (isElsewhere) {
            // Nothing is sent, changed or deleted of what one does not see: chosen there, it is done.
            item.leadsTo = tr("Shows the page %1, where it works").arg(placeOf(spec));
            item.run = [this, page = *spec.page] { m_window.showPage(page); };
        } else {
            if (!action->isEnabled())
                item.whyOff = whyOffOf(spec, *action);
            item.run = [action = QPointer<QAction>(action)] {
                if (action)
                    action->trigger();
            };
        }
        items.append(item);
    }
    return items;
}

PagesSource::PagesSource(MainWindow &window)
    : m_window(window)
{
}

QList<PaletteItem> PagesSource::items() const
{
    QList<PaletteItem> items;
    for (const ActionSpec &spec : actionTable()) {
        const QString id = QString::fromLatin1(spec.id);
        const auto page = id.startsWith(QLatin1String("go.")) ? pageIdOf(id.mid(3)) : std::nullopt;
        auto *action = m_window.findChild<QAction *>(id);
        if (!page || !action)
            continue;
        PaletteItem item;
        item.id = QStringLiteral("page:") + id.mid(3);
        item.title = readOn(action->text());
        item.detail = tipOf(spec);
        item.kind = tr("Page");
        item.iconName = QString::fromLatin1(spec.icon);
        item.shortcut = shortcutOf(*action);
        item.run = [action = QPointer<QAction>(action)] {
            if (action)
                action->trigger();
        };
        items.append(item);
    }
    return items;
}

ProfilesSource::ProfilesSource(Console &console, Choose choose)
    : m_console(console)
    , m_choose(std::move(choose))
{
    connect(&console, &Console::profilesChanged, this, &PaletteSource::changed);
}

QList<PaletteItem> ProfilesSource::items() const
{
    QList<PaletteItem> items;
    for (const workspace::Profile &profile : m_console.profiles()) {
        const QString id = fromUtf8(profile.id);
        PaletteItem item;
        item.id = QStringLiteral("profile:") + id;
        item.title = fromUtf8(profile.name);
        item.detail = tr("Send to this %1 profile").arg(environmentWord(profile.environment));
        item.kind = tr("Profile");
        item.iconName = QStringLiteral("disc");
        item.tone = toneOf(profile.environment);
        if (profile.id == m_console.profile().id)
            item.whyOff = tr("Is the current profile");
        item.run = [choose = m_choose, id] { choose(id); };
        items.append(item);
    }
    return items;
}

ReadSource::ReadSource(Console &console, Show show)
    : m_console(console)
    , m_show(std::move(show))
{
}

void HistorySource::refresh()
{
    read();
}

QCoro::Task<void> HistorySource::read()
{
    const QPointer<HistorySource> self(this);
    workspace::HistoryQuery query;
    query.count = HistoryLines;
    const Result<std::vector<workspace::HistorySummary>> entries = co_await m_console.history().page(std::move(query));
    if (!self)
        co_return;
    m_items.clear();
    const auto shown = entries.value_or(std::vector<workspace::HistorySummary>());
    const QLocale locale;
    for (const workspace::HistorySummary &entry : shown) {
        const QString id = QString::number(entry.id);
        PaletteItem item;
        item.id = QStringLiteral("exchange:") + id;
        item.title = fromUtf8(entry.sentence);
        item.detail = locale.toString(QDateTime::fromMSecsSinceEpoch(entry.timeMs), QLocale::ShortFormat);
        item.kind = tr("Sent");
        item.iconName = QStringLiteral("activity");
        item.shown = PaletteItem::Shown::WhenSearched;
        item.run = [show = m_show, id] { show(PageId::Activity, id); };
        m_items.append(item);
    }
    Q_EMIT changed();
}

} // namespace smc::gui
