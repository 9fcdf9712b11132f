// What is not saved yet of a mapping, kept on disk as it is edited, so that it outlives the program.
#include "../console.h"
#include "mapping_page.h"

#include <json/document.h>
#include <json/writer.h>
#include <net/redaction.h>
#include <workspace/profile.h>

namespace smc::gui {

/// {"profile":"ID","mapping":"…","filters":"…"}, both as their texts stand; empty where nothing is unsaved.
std::string MappingPage::keptText() const
{
    if (!m_session.hasChanges())
        return {};
    json::Writer writer;
    writer.object([&] {
        writer.member("profile", std::string_view(console().profile().id));
        writer.member("mapping", std::string_view(m_session.mapping()));
        writer.member("filters", std::string_view(m_session.filters()));
    });
    return console().redactor().text(writer.take()); // A key may stand in a value by mistake.
}

void MappingPage::restore(const std::string &kept)
{
    json::Document document;
    if (!document.parse(kept))
        return;
    const json::Value root = document.root();
    const json::Value mapping = root.find("mapping");
    if (root.find("profile").text() == console().profile().id && mapping.is(json::Type::String))
        m_session.restore(mapping.text(), root.find("filters").text());
}

} // namespace smc::gui
