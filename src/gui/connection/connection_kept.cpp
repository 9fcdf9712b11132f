// What is not saved yet, kept on disk as it is typed, so that it outlives the program; but for key and secret.
#include "../console.h"
#include "../drafts/page_draft.h"
#include "../text.h"
#include "connection_page.h"
#include "ui_connection_form.h"

#include <net/redaction.h>

namespace smc::gui {

namespace {

constexpr std::string_view DraftKey = "connection";

}

void ConnectionPage::makeDraft()
{
    m_draft = new PageDraft(
        *this, m_console, draftKeyOf(DraftKey, m_console.profile().id), [this] { return keptDraft(); },
        tr("Your unsaved changes could not be kept."));
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

void ConnectionPage::restoreDraft()
{
    m_draft->hideRestored();
    const std::optional<std::string> kept = m_draft->load();
    const std::optional<ProfileDraft> draft = kept ? fromKeptText(*kept, m_saved) : std::nullopt;
    if (!draft || *draft == m_saved)
        return;
    fill(*draft);
    m_draft->showRestored(
        tr("Your changes to “%1” that were not saved are here again. Key and secret are never kept with them.")
            .arg(fromUtf8(m_saved.profile.name)));
}

} // namespace smc::gui
