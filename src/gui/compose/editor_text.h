// The editor's text as it is read: with its variables replaced, and the way back to what stands in the editor.
#pragma once

#include "event_at.h"

#include <json/span.h>
#include <segment/variables.h>

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace smc::gui {

/// What stands for the variables of a draft.
struct VariableValues
{
    std::vector<segment::Variable> own; ///< The profile's.
    segment::Draw draw{};
};

class EditorText
{
public:
    /// Looks at the first PreviewLimit bytes of `editor`, which must outlive this.
    EditorText(std::string_view editor, const VariableValues &values);

    /// What prepare() is given.
    std::string_view text() const { return m_text; }
    std::string_view editor() const { return m_editor; }
    /// None where the editor's text holds no variable.
    const std::shared_ptr<const segment::Expansion> &expansion() const { return m_expansion; }

    /// The event that the caret is in, of text().
    EventAt eventAt(std::size_t caret) const;

    /// Places of text() in the editor.
    json::Span toEditor(json::Span inText) const { return m_expansion ? m_expansion->toSource(inText) : inText; }
    std::size_t toEditor(std::size_t inText) const { return m_expansion ? m_expansion->toSource(inText) : inText; }
    /// The known variables that stand outside of strings, in the editor's text.
    std::vector<json::Span> bareVariables() const;
    /// The error with its place in the editor, also in its sentence.
    segment::ReadError toEditor(segment::ReadError error) const;

private:
    std::string_view m_editor;
    std::shared_ptr<const segment::Expansion> m_expansion;
    std::string m_expanded; ///< Empty where the editor's text holds no variable.
    std::string_view m_text;
    std::size_t m_limit = PreviewLimit;
};

} // namespace smc::gui
