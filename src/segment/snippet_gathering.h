// What the readers of snippets find, piece by piece.
#pragma once

#include "event.h"
#include "snippet.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::segment {

class Gathering
{
public:
    /// `json` is one event: what of it is not meant for destinations, a write key above all, is set aside and counts as
    /// unused. So does the whole of a text that is no JSON after all, since it holds bytes that are no UTF-8.
    void addEvent(std::string json);
    /// What was said already is not said again.
    void addUnused(std::string what, std::string why, Unused::Kind kind = Unused::Kind::Lost);
    void addAssumed(std::string sentence);

    bool hasEvents() const { return !m_events.empty(); }
    const std::vector<Unused> &unused() const { return m_unused; }

    /// "a track call", "3 track calls", "2 calls"; with `library`: "an analytics.js track call".
    std::string callWords(std::string_view library) const;
    /// "one event", "3 events".
    std::string eventWords() const;
    /// "an identify call", "3 track calls"; eventWords() where they are not all of one call.
    std::string kindWords() const;

    Recognised take(SnippetKind kind, std::string words);

private:
    std::optional<CallType> onlyCall() const;

    std::vector<std::string> m_events;
    std::vector<std::optional<CallType>> m_calls;
    std::vector<Unused> m_unused;
    std::vector<std::string> m_assumed;
    std::size_t m_moreUnused = 0;
};

/// Each reader looks for its own kind of text: nothing where the text is none of it. A Recognised without events is one
/// whose events can't be used.
std::optional<Recognised> recogniseJson(std::string_view text);
std::optional<Recognised> recogniseJavaScript(std::string_view text);
std::optional<Recognised> recogniseJavaScriptObject(std::string_view text);
/// Calls of analytics.js that send no event, or that it does not know.
std::optional<Recognised> recogniseOtherCalls(std::string_view text);
std::optional<Recognised> recogniseObjectiveC(std::string_view text);
std::optional<Recognised> recogniseCurl(std::string_view text);

} // namespace smc::segment
