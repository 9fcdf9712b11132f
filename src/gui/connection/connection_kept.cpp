// What is not saved yet, kept on disk as it is typed, so that it outlives the program; but for key and secret.
#include "../console.h"
#include "../drafts/draft_keeper.h"
#include "../text.h"
#include "../widgets/banner.h"
#include "connection_page.h"
#include "ui_connection_form.h"

#include <net/redaction.h>

namespace smc::gui {

namespace {

constexpr std::string_view DraftKey = "connection";

}

void ConnectionPage::makeDraftKeeper()
{
    m_draft = new DraftKeeper(
        m_console.files(), m_console.drafts(), draftKeyOf(DraftKey, m_console.profile().id),
        [this] { return keptDraft(); }, this);
    connect(m_draft, &DraftKeeper::kept, this, [this] { banners().hide(QStringLiteral("draft")); });
    connect(m_draft, &DraftKeeper::failed, this, [this](const QString &why) {
        BannerContent content;
        content.tone = theme::Tone::Warning;
        content.text = tr("Your unsaved changes could not be kept. %1").arg(why);
        content.dismissable = true;
        banners().show(QStringLiteral("draft"), content);
    });
}

std::string ConnectionPage::keptDraft() const
{
    const ProfileDraft now = draft();
    if (now == m_saved)
        return {};
    // A key may have been pasted into another field by mistake: the one in force, or the one that is typed.
    net::Redactor secrets = m_console.redactor();
    const vault::Credentials typed = m_ui->credentials->typed();
    secrets.add(typed.apiKey);
    secrets.add(typed.apiSecret);
    return secrets.text(keptText(now));
}

void ConnectionPage::followDraft()
{
    if (m_draft->follow(draftKeyOf(DraftKey, m_console.profile().id)))
        restoreDraft();
}

void ConnectionPage::dropDraft()
{
    banners().hide(QStringLiteral("restored"));
    m_draft->keepNow(); // The window may close before the delay is over.
}

void ConnectionPage::restoreDraft()
{
    banners().hide(QStringLiteral("restored"));
    const std::optional<std::string> kept = m_draft->load();
    const std::optional<ProfileDraft> draft = kept ? fromKeptText(*kept, m_saved) : std::nullopt;
    if (!draft || *draft == m_saved)
        return;
    fill(*draft);
    BannerContent content;
    content.text =
        tr("Your changes to “%1” that were not saved are here again. Key and secret are never kept with them.")
            .arg(fromUtf8(m_saved.profile.name));
    content.dismissable = true;
    banners().show(QStringLiteral("restored"), content);
}

} // namespace smc::gui
