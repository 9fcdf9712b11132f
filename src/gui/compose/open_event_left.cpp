// The texts that are set aside when another takes the editor: kept as a draft, so that they outlive the program.
#include "../background.h"
#include "../console.h"
#include "../drafts/file_writer.h"
#include "../editor/json_editor.h"
#include "../page.h"
#include "../text.h"
#include "../widgets/banner.h"
#include "open_event.h"
#include "saved_store.h"

#include <net/clock.h>
#include <workspace/drafts.h>

#include <QPointer>

#include <memory>

namespace smc::gui {

using Offer = AsideText::Offer;

namespace {

constexpr std::string_view DraftKey = "compose.left";

} // namespace

QString OpenEvent::leftBanner()
{
    return QStringLiteral("left");
}

void OpenEvent::keepForReturn(const std::string &text, Offer offer)
{
    const bool isOnlyInUndo = !m_aside.isEmpty() && m_aside.texts().front().offer == Offer::InUndo;
    if (wouldBeLost(text))
        m_aside.add({m_path, m_base, text, m_console.clock().now().time_since_epoch().count(), offer});
    else if (isOnlyInUndo && offer == Offer::Banner)
        m_aside.setOffer(0, Offer::Banner); // The editor forgets it now.
    else
        return;
    writeAside();
    if (offer == Offer::Banner)
        showLeft();
}

void OpenEvent::setAside()
{
    keepForReturn(m_editor.code(), Offer::InUndo);
}

void OpenEvent::showLeft()
{
    const workspace::SavedPath &path = m_aside.texts().front().path;
    BannerContent content;
    content.text = path.isTop() ? tr("What stood in the editor before is not saved.")
                                : tr("The changes to “%1” are not saved.").arg(fromUtf8(path.name()));
    content.action = tr("Go back to it");
    content.dismissable = true;
    m_page.banners().show(leftBanner(), content);
}

/// It stays in the menu.
void OpenEvent::dismissLeft()
{
    if (m_aside.isEmpty())
        return;
    m_aside.setOffer(0, Offer::Menu);
    writeAside();
}

void OpenEvent::dropWhatUndoBroughtBack()
{
    if (m_aside.isEmpty())
        return;
    const AsideText &newest = m_aside.texts().front();
    if (newest.offer != Offer::InUndo || newest.text.size() != m_editor.byteCount() || newest.text != m_editor.code())
        return;
    m_aside.take(0);
    writeAside();
}

void OpenEvent::bringBack(std::size_t index)
{
    m_page.banners().hide(leftBanner());
    if (index >= m_aside.texts().size())
        return;
    const AsideText text = m_aside.take(index);
    keepForReturn(m_editor.code(), Offer::Banner);
    writeAside();
    put(text.path, text.base, text.text);
    m_editor.setFocus(Qt::OtherFocusReason);
    m_store.refresh();
}

void OpenEvent::forgetAside()
{
    m_aside = {};
    m_page.banners().hide(leftBanner());
    writeAside();
}

void OpenEvent::writeAside()
{
    const auto aside = std::make_shared<const SetAside>(m_aside);
    m_console.files().write(
        std::string(DraftKey),
        [aside, drafts = m_console.drafts()]() mutable {
            return aside->isEmpty() ? drafts.remove(DraftKey) : drafts.save(DraftKey, aside->written());
        },
        this,
        [this](const Result<void> &kept) {
            if (!kept)
                complain(kept.error());
        });
    Q_EMIT asideChanged();
}

QCoro::Task<void> OpenEvent::restoreAside()
{
    const QPointer<OpenEvent> self(this);
    const auto work = [drafts = m_console.drafts()] { return drafts.load(DraftKey); };
    auto task = inBackground(work);
    const Result<std::optional<std::string>> kept = co_await task;
    if (!self || !kept || !*kept)
        co_return;
    SetAside all = SetAside::read(**kept);
    const bool hasOwn = !m_aside.isEmpty();
    for (auto one = m_aside.texts().rbegin(); one != m_aside.texts().rend(); ++one)
        all.add(*one); // Set aside before the draft was read.
    m_aside = std::move(all);
    if (hasOwn)
        writeAside(); // Those alone stand on disk now.
    if (m_aside.isEmpty())
        co_return;
    if (m_aside.texts().front().offer == Offer::Banner)
        showLeft();
    Q_EMIT asideChanged();
}

} // namespace smc::gui
