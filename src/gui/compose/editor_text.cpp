#include "editor_text.h"

#include <algorithm>

namespace smc::gui {

EditorText::EditorText(std::string_view editor, const VariableValues &values)
    : m_editor(editor)
    , m_text(editor)
{
    const std::string_view head = editor.substr(0, PreviewLimit);
    if (!segment::mayHoldVariables(head))
        return;
    m_expansion = std::make_shared<segment::Expansion>(segment::expand(head, values.own, values.draw));
    m_expanded = m_expansion->text();
    m_limit = m_expanded.size();
    m_expanded += editor.substr(head.size());
    m_text = m_expanded;
}

EventAt EditorText::eventAt(std::size_t caret) const
{
    EventAt found = gui::eventAt(m_text, m_expansion ? m_expansion->toText(caret) : caret, m_limit);
    if (m_expansion) {
        if (found.error)
            found.error = toEditor(*found.error);
        for (segment::ReadError &error : found.others)
            error = toEditor(error);
    }
    return found;
}

std::vector<json::Span> EditorText::bareVariables() const
{
    if (!m_expansion)
        return {};
    const std::vector<json::Span> places = segment::variablesOutsideStrings(m_editor.substr(0, PreviewLimit));
    const auto &known = m_expansion->replacements();
    auto at = known.begin();
    std::vector<json::Span> found;
    for (const json::Span &place : places) {
        at = std::find_if(at, known.end(), [&](const auto &one) { return one.source.begin >= place.begin; });
        if (at != known.end() && at->source == place && at->isKnown)
            found.push_back(place);
    }
    return found;
}

segment::ReadError EditorText::toEditor(segment::ReadError error) const
{
    error.offset = std::min(toEditor(error.offset), m_editor.size());
    const json::Place place = json::placeOf(m_editor, error.offset);
    error.line = place.line;
    error.column = place.column;
    const std::size_t colon = error.message.find(':');
    error.message = "Line " + std::to_string(place.line) + ", column " + std::to_string(place.column) +
                    (colon == std::string::npos ? ": " + error.message : error.message.substr(colon));
    return error;
}

} // namespace smc::gui
