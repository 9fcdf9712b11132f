// The open event and the disk: what changed outside of the console, and what is remembered from one start to the next.
#include "../console.h"
#include "../editor/json_editor.h"
#include "../page.h"
#include "../text.h"
#include "../widgets/banner.h"
#include "event_library.h"
#include "open_event.h"
#include "saved_store.h"

#include <workspace/uistate.h>

#include <QCryptographicHash>
#include <QPointer>

#include <utility>

namespace smc::gui {

using workspace::SavedEntry;
using workspace::SavedEvents;
using workspace::SavedPath;

namespace {

constexpr std::string_view PathKey = "compose/saved_event";
constexpr std::string_view BaseKey = "compose/saved_base";

std::string digestOf(const std::string &text)
{
    return QCryptographicHash::hash(QByteArray::fromStdString(text), QCryptographicHash::Sha256).toHex().toStdString();
}

} // namespace

QString OpenEvent::changedOutsideBanner()
{
    return QStringLiteral("changedOutside");
}

QCoro::Task<void> OpenEvent::lookAtDisk()
{
    const QPointer<OpenEvent> self(this);
    if (m_path.isTop() || m_isSaving || m_isLooking)
        co_return;
    m_isLooking = true;
    const SavedPath path = m_path;
    auto task = m_store.ask([path](SavedEvents &events) { return events.read(path); });
    const Result<std::string> onDisk = co_await task;
    if (!self)
        co_return;
    m_isLooking = false;
    if (path != m_path || m_isSaving)
        co_return;
    const bool isGone = !onDisk && onDisk.error().code == "saved_not_found";
    const bool isNotSaved = std::exchange(m_isNotSaved, false);
    if (!onDisk && !isGone) {
        if (isNotSaved)
            complain(onDisk.error());
        co_return; // It can't be read for now.
    }
    if (isGone && !m_base && !isNotSaved)
        co_return; // Told already, or never there.
    if (!isGone && m_base && *onDisk == *m_base) {
        m_onDisk.reset();
        m_page.banners().hide(changedOutsideBanner());
        co_return;
    }
    if (onDisk && *onDisk == m_editor.code()) {
        m_base = *onDisk;
        m_onDisk.reset();
        m_page.banners().hide(changedOutsideBanner());
        remember();
        followEdit();
        if (isNotSaved)
            Q_EMIT m_page.status(tr("“%1” holds this text already.").arg(fromUtf8(m_path.name())));
        co_return;
    }
    m_onDisk = isGone ? std::nullopt : std::optional(*onDisk);
    showChangedOutside();
    if (isNotSaved)
        Q_EMIT m_page.status(tr("Not saved: the banner says why, and what you can do."));
    if (isGone) {
        m_base.reset(); // The editor alone holds it now.
        remember();
        followEdit();
    }
}

void OpenEvent::showChangedOutside()
{
    const QString name = fromUtf8(m_path.name());
    BannerContent content;
    content.tone = theme::Tone::Warning;
    if (!m_onDisk) {
        content.text =
            tr("“%1” was removed or renamed outside of the console. Its text is still in the editor.").arg(name);
        content.action = tr("Keep mine");
    } else {
        content.text = hasChanges()
                           ? tr("“%1” was changed outside of the console, and you have changes of your own.").arg(name)
                           : tr("“%1” was changed outside of the console.").arg(name);
        content.action = tr("Reload");
        content.secondAction = tr("Keep mine");
    }
    m_page.banners().show(changedOutsideBanner(), content);
}

void OpenEvent::reload()
{
    const std::string text = *m_onDisk;
    m_base = std::exchange(m_onDisk, std::nullopt);
    m_page.banners().hide(changedOutsideBanner());
    m_editor.setCode(text);
    m_editor.setCaret(0);
    remember();
    m_hadChanges = hasChanges();
    Q_EMIT loaded();
    Q_EMIT changed();
    Q_EMIT m_page.status(tr("Reloaded. Undo brings back what was there."));
}

void OpenEvent::keepMine()
{
    m_base = std::exchange(m_onDisk, std::nullopt);
    m_page.banners().hide(changedOutsideBanner());
    remember();
    followEdit();
    Q_EMIT m_page.status(tr("Kept. Ctrl+S saves what stands in the editor."));
}

void OpenEvent::followRestore(const SavedEntry &from, const SavedPath &to)
{
    if (m_aside.followRestore(from, to)) {
        writeAside();
        followLeft();
    }
    if (!m_removed || m_removed->with.kind != from.kind || m_removed->with.path != from.path)
        return;
    Removed removed = *std::exchange(m_removed, std::nullopt);
    const std::optional<SavedPath> path = movedPath(removed.path, from, to);
    if (!path || !m_path.isTop() || removed.turn != m_turn) {
        // What left the editor meanwhile may be what the file holds again.
        if (removed.base && m_aside.drop({}, *removed.base)) {
            writeAside();
            followLeft();
        }
        return;
    }
    m_path = *path;
    m_base = std::move(removed.base);
    m_store.watch(m_path);
    remember();
    m_hadChanges = hasChanges();
    Q_EMIT changed();
}

void OpenEvent::remember()
{
    workspace::UiState &state = m_console.uiState();
    state.set(PathKey, m_path.text());
    state.set(BaseKey, m_base && !m_path.isTop() ? digestOf(*m_base) : std::string());
    m_console.saveUiState();
}

QCoro::Task<void> OpenEvent::restore()
{
    const QPointer<OpenEvent> self(this);
    restoreAside();
    const Result<SavedPath> path = SavedPath::parse(m_console.uiState().value(PathKey, ""));
    const std::string digest = m_console.uiState().value(BaseKey, "");
    if (!path || path->isTop())
        co_return;
    auto task = m_store.ask([path = *path](SavedEvents &events) { return events.read(path); });
    const Result<std::string> onDisk = co_await task;
    if (!self || !m_path.isTop() || !onDisk)
        co_return;
    m_path = *path;
    if (digestOf(*onDisk) == digest)
        m_base = *onDisk;
    m_store.watch(m_path);
    m_library.select({{SavedEntry::Kind::Event, m_path, 0}});
    dropWhatIsSaved();
    m_hadChanges = hasChanges();
    Q_EMIT changed();
    auto looking = lookAtDisk();
    co_await looking;
}

} // namespace smc::gui
