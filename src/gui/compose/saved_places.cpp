// Saved events under another name or in another folder, and the way back.
#include "../page.h"
#include "../text.h"
#include "../widgets/banner.h"
#include "event_library.h"
#include "saved_actions.h"
#include "saved_store.h"

#include <workspace/file_name.h>

#include <QPointer>
#include <QTreeView>

namespace smc::gui {

using workspace::SavedEntry;
using workspace::SavedEvents;
using workspace::SavedPath;

namespace {

QString nameOf(const SavedPath &path)
{
    return fromUtf8(path.name());
}

/// Why the name is another than the one that was typed; empty where a person sees no other.
QString whyOther(const QString &typed, const QString &now)
{
    QString meant = typed.simplified().normalized(QString::NormalizationForm_C);
    const QLatin1String ending(".json");
    if (meant.endsWith(ending, Qt::CaseInsensitive))
        meant.chop(ending.size());
    if (meant == now)
        return {};
    QStringList refused;
    for (const QChar c : meant) {
        const QString one = QStringLiteral("“%1”").arg(c);
        if (workspace::isRefusedInNames(c.unicode()) && !refused.contains(one))
            refused.append(one);
    }
    return refused.isEmpty() ? SavedActions::tr("No file can have the name that you typed.")
                             : SavedActions::tr("No file's name can hold %1.").arg(refused.join(QLatin1Char(' ')));
}

QString movedWords(const SavedPath &to)
{
    return to.parent().isTop() ? SavedActions::tr("Moved “%1” to the top folder.").arg(nameOf(to))
                               : SavedActions::tr("Moved “%1” to “%2”.").arg(nameOf(to), fromUtf8(to.parent().text()));
}

QString movedWords(std::size_t count, const SavedPath &folder)
{
    const auto number = static_cast<int>(count);
    return folder.isTop() ? SavedActions::tr("Moved %n saved events and folders to the top folder.", nullptr, number)
                          : SavedActions::tr("Moved %n saved events and folders to “%1”.", nullptr, number)
                                .arg(fromUtf8(folder.text()));
}

} // namespace

QString SavedActions::placedBanner()
{
    return QStringLiteral("placed");
}

QCoro::Task<void> SavedActions::rename(SavedEntry entry, QString name)
{
    const QPointer<SavedActions> self(this);
    const bool isFirstName = m_named && m_named->kind == entry.kind && m_named->path == entry.path;
    auto task = m_store.ask([entry, name = toUtf8(name)](SavedEvents &events) { return events.rename(entry, name); });
    const Result<SavedPath> renamed = co_await task;
    if (!self)
        co_return;
    if (!renamed) {
        complain(renamed.error());
        co_return;
    }
    m_page.banners().hide(QStringLiteral("saved"));
    const QString now = nameOf(*renamed);
    const QString why = whyOther(name, now);
    if (*renamed == entry.path) {
        if (!why.isEmpty())
            Q_EMIT m_page.status(tr("“%1” keeps its name. %2").arg(now, why));
        co_return;
    }
    Q_EMIT moved(entry, *renamed);
    m_store.refresh();
    m_library.select({{entry.kind, *renamed, 0}});
    QString words = isFirstName ? tr("Named “%1”.").arg(now) : tr("Renamed “%1” to “%2”.").arg(nameOf(entry.path), now);
    if (!why.isEmpty())
        words += QLatin1Char(' ') + why;
    if (isFirstName)
        Q_EMIT m_page.status(words);
    else
        offerBack(words, {{entry, *renamed}});
}

QCoro::Task<void> SavedActions::move(std::vector<SavedEntry> entries, SavedPath folder)
{
    const QPointer<SavedActions> self(this);
    std::vector<SavedEntry> there;
    std::vector<Placed> placed;
    QString trouble;
    for (const SavedEntry &entry : entries) {
        auto task = m_store.ask([entry, folder](SavedEvents &events) { return events.move(entry, folder); });
        const Result<SavedPath> place = co_await task;
        if (!self)
            co_return;
        if (!place) {
            // What stood in a folder that was chosen too has gone with it.
            if (place.error().code != "saved_not_found" || entries.size() == 1)
                trouble = fromUtf8(place.error().message);
            continue;
        }
        Q_EMIT moved(entry, *place);
        there.push_back({entry.kind, *place, 0});
        if (*place != entry.path)
            placed.push_back({entry, *place});
    }
    m_library.select(std::move(there));
    m_store.refresh();
    if (trouble.isEmpty())
        m_page.banners().hide(QStringLiteral("saved"));
    else
        complain(trouble);
    if (placed.empty())
        co_return;
    const QString words = placed.size() == 1 ? movedWords(placed.front().to) : movedWords(placed.size(), folder);
    offerBack(words, std::move(placed));
}

void SavedActions::offerBack(const QString &words, std::vector<Placed> placed)
{
    m_placed = std::move(placed);
    BannerContent content;
    content.text = words;
    content.action = tr("Undo");
    content.dismissable = true;
    m_page.banners().show(placedBanner(), content);
    Q_EMIT m_page.status(words);
}

QCoro::Task<void> SavedActions::placeBack()
{
    const QPointer<SavedActions> self(this);
    std::vector<Placed> placed = std::exchange(m_placed, {});
    std::vector<SavedEntry> there;
    m_page.banners().hide(placedBanner());
    // From behind: a folder may have taken along what stood in it.
    for (auto one = placed.rbegin(); one != placed.rend(); ++one) {
        const SavedEntry now{one->from.kind, one->to, 0};
        auto task = m_store.ask([now, back = one->from.path](SavedEvents &events) {
            return back.parent() == now.path.parent() ? events.rename(now, back.name())
                                                      : events.move(now, back.parent());
        });
        const Result<SavedPath> place = co_await task;
        if (!self)
            co_return;
        if (!place) {
            complain(place.error());
            continue;
        }
        Q_EMIT moved(now, *place);
        there.push_back({now.kind, *place, 0});
    }
    if (!there.empty())
        Q_EMIT m_page.status(
            there.size() == 1 ? tr("“%1” is back.").arg(nameOf(there.front().path))
                              : tr("%n saved events and folders are back.", nullptr, static_cast<int>(there.size())));
    m_library.select(std::move(there));
    m_store.refresh();
    m_library.tree().setFocus(Qt::OtherFocusReason);
}

} // namespace smc::gui
