// What is not saved yet of a mapping, kept on disk as it is edited, so that it outlives the program.
#include "../console.h"
#include "../drafts/page_draft.h"
#include "../text.h"
#include "mapping_page.h"

#include <json/document.h>
#include <json/writer.h>
#include <net/redaction.h>
#include <workspace/profile.h>

namespace smc::gui {

namespace {

constexpr std::string_view DraftKey = "mapping";

}

void MappingPage::makeDraft()
{
    m_draft = new PageDraft(
        *this, m_console, draftKeyOf(DraftKey, m_console.profile().id), [this] { return keptDraft(); },
        tr("Your unsaved changes could not be kept."));
    connect(&m_console, &Console::profileChanged, this, [this] { // After the session's own turn.
        if (m_draft->follow(draftKeyOf(DraftKey, m_console.profile().id)))
            restoreDraft();
    });
}

/// {"profile":"ID","mapping":"…","filters":"…"}, both as their texts stand; empty where nothing is unsaved.
std::string MappingPage::keptDraft() const
{
    if (!m_session.hasChanges())
        return {};
    json::Writer writer;
    writer.object([&] {
        writer.member("profile", std::string_view(m_console.profile().id));
        writer.member("mapping", std::string_view(m_session.mapping()));
        writer.member("filters", std::string_view(m_session.filters()));
    });
    return m_console.redactor().text(writer.take()); // A key may stand in a value by mistake.
}

void MappingPage::restoreDraft()
{
    m_draft->hideRestored();
    const std::optional<std::string> kept = m_draft->load();
    json::Document document;
    if (!kept || kept->empty() || !document.parse(*kept))
        return;
    const json::Value root = document.root();
    const json::Value mapping = root.find("mapping");
    if (root.find("profile").text() != m_console.profile().id || !mapping.is(json::Type::String))
        return;
    m_session.restore(mapping.text(), root.find("filters").text());
    if (!m_session.hasChanges())
        return;
    m_draft->showRestored(
        tr("Your changes to the mapping of “%1” that were not saved are here again. Discard takes them back.")
            .arg(fromUtf8(m_console.profile().name)));
}

} // namespace smc::gui
