#include "snippet_gathering.h"

#include <algorithm>
#include <array>
#include <utility>

namespace smc::segment {

namespace {

/// "a track call", "an identify call".
std::string withArticle(std::string_view noun)
{
    const bool isVowel = std::string_view("aeioO").find(noun.front()) != std::string_view::npos;
    return (isVowel ? "an " : "a ") + std::string(noun);
}

struct Aside
{
    std::string_view name;
    std::string_view why;
};
constexpr std::array Envelope = {
    Aside{"writeKey", "It is the key of a Segment source, and no part of the event."},
    Aside{"_metadata", "Segment's libraries add it for Segment; destinations do not get it."},
    Aside{"projectId", "It names the Segment source, and is no part of the event."},
};

const Aside *asideFor(json::Value member)
{
    const auto found =
        std::find_if(Envelope.begin(), Envelope.end(), [&](const Aside &aside) { return member.keyIs(aside.name); });
    return found == Envelope.end() ? nullptr : &*found;
}

/// The object without what `found` is told of.
std::string withoutEnvelope(json::Value event, Gathering &found)
{
    const std::string_view text = event.document()->text();
    std::string out;
    std::size_t copied = event.span().begin;
    std::size_t kept = 0;
    for (const json::Value member : event) {
        const Aside *aside = asideFor(member);
        if (aside == nullptr) {
            // The text before a member goes with it; before the first one that stays, only what stood before the first.
            out += text.substr(copied, member.span().end - copied);
            copied = member.span().end;
            ++kept;
            continue;
        }
        found.addUnused(std::string(aside->name), std::string(aside->why), Unused::Kind::Aside);
        if (kept > 0) {
            copied = member.span().end;
            continue;
        }
        // Up to the key, and on from the next one's.
        const std::size_t comma = text.find_first_of(",}", member.span().end);
        out += text.substr(copied, member.keySpan().begin - copied);
        copied = comma == std::string_view::npos || text[comma] == '}' ? member.span().end : comma + 1;
        while (copied < event.span().end &&
               (text[copied] == ' ' || text[copied] == '\n' || text[copied] == '\r' || text[copied] == '\t'))
            ++copied;
    }
    out += text.substr(copied, event.span().end - copied);
    return out;
}

} // namespace

void Gathering::addEvent(std::string json)
{
    json::Document document;
    if (const auto read = document.parse(std::move(json)); !read)
        return addUnused("one event", "It can't be written as JSON: " + read.error().message);
    const json::Value type = document.root().find("type");
    m_calls.push_back(type.is(json::Type::String) ? callTypeOf(type.text()) : std::nullopt);
    m_events.push_back(type ? withoutEnvelope(document.root(), *this) : std::string(document.text()));
}

void Gathering::addUnused(std::string what, std::string why, Unused::Kind kind)
{
    Unused unused{std::move(what), std::move(why), kind};
    if (std::find(m_unused.begin(), m_unused.end(), unused) != m_unused.end())
        return;
    if (m_unused.size() < MaxUnused)
        m_unused.push_back(std::move(unused));
    else
        ++m_moreUnused;
}

void Gathering::addAssumed(std::string sentence)
{
    const bool isKnown = std::find(m_assumed.begin(), m_assumed.end(), sentence) != m_assumed.end();
    if (!isKnown && m_assumed.size() < MaxAssumed)
        m_assumed.push_back(std::move(sentence));
}

/// The call that all of them are.
std::optional<CallType> Gathering::onlyCall() const
{
    if (m_calls.empty())
        return {};
    const bool isOneKind =
        std::all_of(m_calls.begin(), m_calls.end(), [this](const auto &call) { return call == m_calls.front(); });
    return isOneKind ? m_calls.front() : std::nullopt;
}

std::string Gathering::callWords(std::string_view library) const
{
    std::string noun(library);
    if (!noun.empty())
        noun += ' ';
    if (const auto call = onlyCall())
        noun.append(nameOf(*call)).append(" ");
    noun += m_calls.size() == 1 || m_calls.empty() ? "call" : "calls";
    return m_calls.size() > 1 ? std::to_string(m_calls.size()) + ' ' + noun : withArticle(noun);
}

std::string Gathering::eventWords() const
{
    return m_events.size() == 1 ? "one event" : std::to_string(m_events.size()) + " events";
}

std::string Gathering::kindWords() const
{
    return onlyCall() ? callWords({}) : eventWords();
}

Recognised Gathering::take(SnippetKind kind, std::string words)
{
    Recognised found;
    found.kind = kind;
    found.words = std::move(words);
    found.events = std::exchange(m_events, {});
    found.unused = std::exchange(m_unused, {});
    found.moreUnused = std::exchange(m_moreUnused, 0);
    found.assumed = std::exchange(m_assumed, {});
    m_calls.clear();
    return found;
}

} // namespace smc::segment
