// The events of an exchange, as the history keeps them: one text, and all that is said of them is read out of it.
#pragma once

#include <json/document.h>
#include <json/span.h>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::gui {

/// smcctl sends several events in one request and keeps them one a line; the console keeps one.
class KeptEvents
{
public:
    KeptEvents() = default;
    explicit KeptEvents(std::string text);

    const std::string &text() const { return m_text; }
    bool isEmpty() const { return m_text.empty(); }
    std::size_t count() const { return m_pieces.size(); }

private:
    friend class KeptPlaces;

    std::string m_text;
    std::vector<json::Span> m_pieces; ///< Of the text, one an event.
};

/// Finds places in the events of an exchange by JSON pointers, as an answer's rows name them. The events' texts were
/// redacted when they were kept, so that bytes counted in what was sent mean nothing here.
class KeptPlaces
{
public:
    /// `events` must outlive it.
    explicit KeptPlaces(const KeptEvents &events)
        : m_events(&events)
    {
    }

    /// Where the value at `pointer` of the event at `index` stands in the whole text; empty where there is none.
    json::Span find(std::size_t index, std::string_view pointer);
    /// What stands at a place that find() gave.
    std::string_view textAt(json::Span place) const { return place.of(m_events->text()); }

private:
    const KeptEvents *m_events;
    std::optional<std::size_t> m_read; ///< The event that stands in m_document, or can't be read.
    json::Document m_document;
};

} // namespace smc::gui
