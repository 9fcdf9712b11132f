#include "snippet.h"

#include "snippet_gathering.h"

#include <json/scan.h>

#include <algorithm>
#include <array>

namespace smc::segment {

namespace {

std::string_view trimmed(std::string_view text)
{
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    while (!text.empty() && json::isSpace(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && (json::isSpace(text.back()) || text.back() == '\0'))
        text.remove_suffix(1);
    return text;
}

/// That a refusal names.
constexpr std::size_t MaxReasons = 3;

Result<Recognised> checked(Recognised found)
{
    if (!found.events.empty())
        return found;
    const bool areSeveral = json::isDigit(found.words.front()); // "2 cURL commands"
    std::string message = (areSeveral ? "These are " : "This is ") + found.words +
                          (areSeveral ? ", but they hold" : ", but it holds") + " no event that can be used.";
    // What was set aside is not why.
    const auto isLost = [](const Unused &unused) { return unused.kind == Unused::Kind::Lost; };
    const auto lost = static_cast<std::size_t>(std::count_if(found.unused.begin(), found.unused.end(), isLost));
    std::size_t named = 0;
    for (const Unused &unused : found.unused) {
        if (named == MaxReasons)
            break;
        if (lost > 0 && !isLost(unused))
            continue;
        message += " " + unused.sentence();
        ++named;
    }
    if (const std::size_t more = (lost > 0 ? lost : found.unused.size()) - named + found.moreUnused; more > 0)
        message += " And " + std::to_string(more) + " more.";
    return fail("snippet_without_event", std::move(message));
}

} // namespace

std::string Unused::sentence() const
{
    std::string text = what + ": " + why;
    // A name stays as it is spelt.
    constexpr std::array Articles = {"a ", "an ", "the ", "one "};
    if (std::any_of(Articles.begin(), Articles.end(), [&](const char *article) { return what.starts_with(article); }))
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

std::string Recognised::text() const
{
    std::string all;
    for (const std::string &event : events) {
        if (!all.empty())
            all += '\n';
        all += event;
    }
    return all;
}

Result<Recognised> recognise(std::string_view text)
{
    if (text.size() > MaxSnippetBytes)
        return fail("snippet_too_large", "The text has more than 64 MB.");
    text = trimmed(text);
    if (text.empty())
        return fail("snippet_empty", "There is no text.");
    // The strictest form first: JSON may hold a text of every other form in a string.
    for (const auto reader : {recogniseJson, recogniseCurl, recogniseObjectiveC, recogniseJavaScript,
                              recogniseJavaScriptObject, recogniseOtherCalls}) {
        if (auto found = reader(text))
            return checked(std::move(*found));
    }
    return fail("snippet_unknown", "This is no event, and none of the calls, commands and recordings that hold one.");
}

} // namespace smc::segment
