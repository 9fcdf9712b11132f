#include "page_draft.h"

#include "../console.h"
#include "../page.h"
#include "../widgets/banner.h"

namespace smc::gui {

namespace {

constexpr const char *FailedBanner = "draft";
constexpr const char *RestoredBanner = "restored";

} // namespace

PageDraft::PageDraft(Page &page, Console &console, std::string key, Text text, const QString &notKept)
    : DraftKeeper(console.files(), console.drafts(), std::move(key), std::move(text), &page)
    , m_page(page)
{
    connect(this, &DraftKeeper::kept, this, [this] { m_page.banners().hide(QLatin1String(FailedBanner)); });
    connect(this, &DraftKeeper::failed, this, [this, notKept](const QString &why) { showFailed(notKept, why); });
}

void PageDraft::showFailed(const QString &notKept, const QString &why)
{
    BannerContent content;
    content.tone = theme::Tone::Warning;
    content.text = notKept + QLatin1Char(' ') + why;
    content.dismissable = true;
    m_page.banners().show(QLatin1String(FailedBanner), content);
}

void PageDraft::showRestored(const QString &sentence)
{
    BannerContent content;
    content.text = sentence;
    content.dismissable = true;
    m_page.banners().show(QLatin1String(RestoredBanner), content);
}

void PageDraft::hideRestored()
{
    m_page.banners().hide(QLatin1String(RestoredBanner));
}

void PageDraft::drop()
{
    hideRestored();
    keepNow(); // The window may close before the delay is over.
}

} // namespace smc::gui
