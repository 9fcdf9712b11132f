#include "kept_events.h"

#include <json/pointer.h>
#include <segment/event_reader.h>

#include <cstdint>
#include <utility>

namespace smc::gui {

KeptEvents::KeptEvents(std::string text)
    : m_text(std::move(text))
{
    using Step = segment::EventReader::Step;
    segment::EventReader reader(m_text);
    for (Step step = reader.next(); step != Step::End; step = reader.next()) {
        json::Span piece;
        if (step == Step::Event) {
            const std::size_t begin = reader.origin().offset;
            const std::size_t end = begin + reader.text().size();
            // What a batch's body gives to its events does not stand where they do.
            if (end <= m_text.size() && end <= UINT32_MAX &&
                std::string_view(m_text).substr(begin, end - begin) == reader.text())
                piece = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
        }
        m_pieces.push_back(piece);
    }
}

json::Span KeptPlaces::find(std::size_t index, std::string_view pointer)
{
    if (index >= m_events->count() || m_events->m_pieces[index].isEmpty())
        return {};
    const json::Span piece = m_events->m_pieces[index];
    if (m_read != index) {
        m_read = index;
        if (!m_document.parse(std::string(piece.of(m_events->m_text))))
            m_document = json::Document();
    }
    const json::Value value = json::resolve(m_document.root(), pointer);
    if (!value.exists())
        return {};
    return {piece.begin + value.span().begin, piece.begin + value.span().end};
}

} // namespace smc::gui
