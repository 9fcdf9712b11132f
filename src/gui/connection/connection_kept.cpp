// What is not saved yet, kept on disk as it is typed, so that it outlives the program; but for key and secret.
#include "../console.h"
#include "connection_page.h"
#include "ui_connection_form.h"

#include <net/redaction.h>

namespace smc::gui {

std::string ConnectionPage::keptText() const
{
    const ProfileDraft now = draft();
    if (now == m_saved)
        return {};
    // A key may have been pasted into another field by mistake: the one in force, or the one that is typed.
    net::Redactor secrets = console().redactor();
    const vault::Credentials typed = m_ui->credentials->typed();
    secrets.add(typed.apiKey);
    secrets.add(typed.apiSecret);
    return secrets.text(gui::keptText(now));
}

void ConnectionPage::restore(const std::string &kept)
{
    if (const std::optional<ProfileDraft> draft = fromKeptText(kept, m_saved))
        fill(*draft);
}

} // namespace smc::gui
