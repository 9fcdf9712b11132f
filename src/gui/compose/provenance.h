// Which place of the event became which part of the request, both ways, and what became of a value.
//
// Plain data over one prepared event: no widget. Places are bytes of the editor's text and of the request's text.
#pragma once

#include "editor_text.h"
#include "request_text.h"

#include <destination/prepare.h>
#include <destination/unused.h>
#include <json/edit.h>

#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::gui {

/// Leads places in an event back to the editor. An event of a batch carries what its batch gave it; such places have
/// none in the editor, and come back empty. A place in what stands for a variable is the whole `{{…}}`.
class ToEditor
{
public:
    ToEditor() = default;
    /// `event` is the text that was prepared; it stands at `offset` of `editor`. Keeps a copy of that part.
    ToEditor(std::string_view editor, std::size_t offset, std::string_view event);
    /// The same where it stands at `offset` of `editor.text()`.
    ToEditor(const EditorText &editor, std::size_t offset, std::string_view event);

    json::Span operator()(json::Span span) const;
    /// The other way: the byte of the event that stands at `offset` of the editor, if one does.
    std::optional<std::size_t> toEvent(std::size_t offset) const;
    /// Edits of the event as edits of the editor; nothing where the event stands otherwise there, or where a part of
    /// what stands for a variable would change.
    std::optional<json::Edits> operator()(const json::Edits &edits) const;

    /// The variable that is all of the value at `span`, or none.
    const segment::Replacement *variableAt(json::Span span) const;

private:
    json::Span inText(json::Span span) const;

    std::string m_part; ///< Of the editor, as far as the event reaches; with its variables replaced.
    std::size_t m_offset = 0;
    std::string_view m_event;
    std::shared_ptr<const segment::Expansion> m_expansion; ///< None where the editor's text holds no variable.
};

/// A value of the event that goes nowhere.
struct UnusedPlace
{
    json::Span span; ///< In the editor's text, with the value's key.
    QString reason;
    std::string path{}; ///< JSON pointer of the value in its event.

    bool operator==(const UnusedPlace &) const = default;
};

class Provenance
{
public:
    /// `toEditor` was made for the text of `prepared`, `request` from its deliveries.
    Provenance(destination::Prepared prepared, ToEditor toEditor, const destination::Destination &destination,
               RequestText request);

    const std::vector<UnusedPlace> &unused() const { return m_unused; }

    /// The lists that the event goes to.
    std::vector<std::string> lists() const;

    /// The places in the editor that the part `selection` of the request came from; an empty selection is a caret.
    /// Inside JSON that was packed into a string, the very value is found.
    std::vector<json::Span> placesOf(json::Span selection) const;

    /// The parts of the request that came from the value at `offset` of the editor.
    std::vector<json::Span> inRequest(std::size_t offset) const;

    /// The value at `offset` of the editor or just before it; none outside the event and for the event as a whole.
    std::optional<json::Span> valueAt(std::size_t offset) const;

    /// What becomes of the value at `offset` of the editor, in a sentence: "traits.email goes to MAIL of USERS.", or
    /// why it goes nowhere. Empty where there is no value.
    QString fateAt(std::size_t offset) const;

private:
    json::Value eventValueAt(std::size_t offset) const;
    void addSources(const RequestPlace &place, json::Span selection, std::vector<json::Span> &found) const;
    bool isPacked(const RequestPlace &place) const;
    json::Span spanFor(const RequestPlace &place, json::Value source) const;
    QString cellsFrom(json::Value value) const;
    QStringList decisionsOf(json::Value value) const;

    destination::Prepared m_prepared;
    ToEditor m_toEditor;
    RequestText m_request;
    std::vector<destination::Unused> m_unusedValues;
    std::vector<UnusedPlace> m_unused;
};

} // namespace smc::gui
