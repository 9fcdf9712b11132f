// The texts that are set aside when another takes the editor: kept as a draft, so that they outlive the program.
#include "../background.h"
#include "../console.h"
#include "../drafts/file_writer.h"
#include "../editor/json_editor.h"
#include "../page.h"
#include "../text.h"
#include "../widgets/banner.h"
#include "event_library.h"
#include "open_event.h"
#include "saved_store.h"

#include <net/clock.h>
#include <workspace/drafts.h>

#include <QPointer>

#include <memory>
#include <utility>

namespace smc::gui {

using Offer = AsideText::Offer;

namespace {

constexpr std::string_view DraftKey = "compose.left";

/// What to say of a text that left the editor, while the text of `open` stands there.
QString leftSentence(const AsideText &left, const workspace::SavedPath &open)
{
    if (left.path.isTop())
        return left.isEarlier ? OpenEvent::tr("An earlier text of the editor is not saved.")
                              : OpenEvent::tr("What stood in the editor before is not saved.");
    const QString name = fromUtf8(left.path.name());
    return left.isEarlier || left.path == open ? OpenEvent::tr("An earlier text of “%1” is not saved.").arg(name)
                                               : OpenEvent::tr("The changes to “%1” are not saved.").arg(name);
}

} // namespace

QString OpenEvent::leftBanner()
{
    return QStringLiteral("left");
}

QString OpenEvent::forgottenBanner()
{
    return QStringLiteral("forgotten");
}

void OpenEvent::keepForReturn(const std::string &text, Offer offer, GoOn goOn)
{
    const bool isOnlyInUndo = !m_aside.isEmpty() && m_aside.texts().front().offer == Offer::InUndo;
    if (wouldBeLost(text))
        m_aside.add(
            {m_path, m_base, text, m_console.clock().now().time_since_epoch().count(), offer, offer == Offer::InUndo});
    else if (isOnlyInUndo && offer == Offer::Banner)
        m_aside.setOffer(m_aside.texts().front().id, Offer::Banner); // The editor forgets it now.
    else
        return;
    writeAside();
    if (offer != Offer::Banner)
        return;
    // It moves the list: not between the two clicks of one who goes on to the editor.
    if (goOn == GoOn::InLibrary && m_page.banners().banner(leftBanner()) == nullptr)
        m_leftLater.start();
    else
        showLeft();
}

void OpenEvent::setAside()
{
    keepForReturn(m_editor.code(), Offer::InUndo);
}

void OpenEvent::showLeft()
{
    m_leftLater.stop();
    if (!hasOffer())
        return;
    const AsideText &left = m_aside.texts().front();
    m_offered = left.id;
    BannerContent content;
    content.text = leftSentence(left, m_path);
    content.action = tr("Go back to it");
    content.dismissable = true;
    m_page.banners().show(leftBanner(), content);
}

bool OpenEvent::hasOffer() const
{
    return !m_aside.isEmpty() && m_aside.texts().front().offer == Offer::Banner;
}

void OpenEvent::followLeft()
{
    if (m_page.banners().banner(leftBanner()) == nullptr)
        return;
    if (hasOffer() && m_aside.texts().front().id == m_offered)
        showLeft();
    else
        m_page.banners().hide(leftBanner());
}

void OpenEvent::dropWhatIsSaved()
{
    if (!m_path.isTop() && m_base && m_aside.drop(m_path, *m_base))
        writeAside();
}

/// It stays in the menu.
void OpenEvent::dismissLeft()
{
    m_aside.setOffer(m_offered, Offer::Menu);
    writeAside();
}

/// By Undo, or typed anew.
void OpenEvent::dropWhatIsBack()
{
    if (m_aside.isEmpty())
        return;
    const AsideText &newest = m_aside.texts().front();
    const bool isItsPlace = newest.offer == Offer::InUndo || newest.path == m_path;
    if (!isItsPlace || newest.text.size() != m_editor.byteCount() || newest.text != m_editor.code())
        return;
    m_aside.take(newest.id);
    writeAside();
    followLeft();
}

void OpenEvent::bringBack(AsideText::Id id)
{
    m_page.banners().hide(leftBanner());
    const std::optional<AsideText> text = m_aside.take(id);
    if (!text)
        return;
    keepForReturn(m_editor.code(), Offer::Banner);
    writeAside();
    put(text->path, text->base, text->text);
    m_library.showOpen(m_path);
    m_editor.setFocus(Qt::OtherFocusReason);
    m_store.refresh();
}

void OpenEvent::forgetAside()
{
    m_forgotten = std::exchange(m_aside, {});
    m_page.banners().hide(leftBanner());
    writeAside();
    if (m_forgotten.isEmpty())
        return;
    BannerContent content;
    const auto count = static_cast<int>(m_forgotten.texts().size());
    content.text = count == 1 ? tr("The text that had left the editor is forgotten.")
                              : tr("%n texts that had left the editor are forgotten.", nullptr, count);
    content.action = tr("Undo");
    content.dismissable = true;
    m_page.banners().show(forgottenBanner(), content);
}

void OpenEvent::bringBackForgotten()
{
    m_page.banners().hide(forgottenBanner());
    SetAside all = std::exchange(m_forgotten, {});
    all.add(m_aside); // Set aside since then.
    m_aside = std::move(all);
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
    all.add(m_aside); // Set aside before the draft was read.
    m_aside = std::move(all);
    if (hasOwn)
        writeAside(); // Those alone stand on disk now.
    if (m_aside.isEmpty())
        co_return;
    showLeft();
    Q_EMIT asideChanged();
}

} // namespace smc::gui
