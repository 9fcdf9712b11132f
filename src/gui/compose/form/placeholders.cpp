#include "placeholders.h"

#include <json/scan.h>
#include <segment/variables.h>

#include <algorithm>

namespace smc::gui {

namespace {

/// JSON lets it stand in a string as it is, and no keyboard writes it.
constexpr char Thread = '\x7F';
constexpr std::string_view Begin = "\"\x7F";
constexpr std::string_view End = "\x7F\"";

bool standsForKey(std::string_view behind)
{
    std::size_t at = 0;
    while (at < behind.size() && json::isSpace(behind[at]))
        ++at;
    return at < behind.size() && behind[at] == ':';
}

void replaceAll(std::string &text, std::string_view what, std::string_view with)
{
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size()))
        text.replace(at, what.size(), with);
}

} // namespace

std::size_t dressIn(std::string_view text)
{
    return std::min({text.find(Begin), text.find(End), text.size()});
}

std::string dressed(std::string_view text)
{
    std::string out(text);
    if (!segment::mayHoldVariables(text))
        return out;
    for (const json::Span &span : segment::variablesOutsideStrings(text)) {
        if (standsForKey(text.substr(span.end)))
            continue;
        out.replace(span.begin, Begin.size(), Begin);
        out.replace(span.end - End.size(), End.size(), End);
    }
    return out;
}

std::string undressed(std::string_view text)
{
    std::string out;
    std::size_t from = 0;
    for (std::size_t at = text.find('"'); at < text.size(); at = text.find('"', from)) {
        std::size_t end = at + 1;
        while (end < text.size() && text[end] != '"')
            end += text[end] == '\\' ? 2 : 1;
        end = std::min(end + 1, text.size());
        out.append(text, from, at - from);
        const std::string_view token = text.substr(at, end - at);
        const bool isCut = token.size() < 2 || token.back() != '"'; // Shortened for display.
        const bool isDressed = token.starts_with(Begin) && (isCut || token.ends_with(End)) &&
                               !standsForKey(text.substr(end)) && (isCut || token.size() > Begin.size() + End.size());
        if (isDressed && isCut)
            out.append("{{").append(token.substr(Begin.size()));
        else if (isDressed)
            out.append("{{").append(token.substr(2, token.size() - 4)).append("}}");
        else
            out.append(token);
        from = end;
    }
    return out.append(text, std::min(from, text.size()));
}

std::string withoutDress(std::string text)
{
    replaceAll(text, std::string_view(&Thread, 1), "\\u007f");
    return text;
}

json::Edits undressed(json::Edits edits)
{
    for (json::Replacement &edit : edits)
        edit.text = undressed(edit.text);
    return edits;
}

bool isPlaceholder(json::Value value)
{
    return value.is(json::Type::String) && value.raw().starts_with(Begin) && value.raw().ends_with(End) &&
           value.raw().size() > Begin.size() + End.size();
}

bool isPlaceholder(std::string_view text)
{
    const auto spans = segment::variablesOutsideStrings(text);
    return spans.size() == 1 && spans.front() == json::Span{0, static_cast<std::uint32_t>(text.size())};
}

} // namespace smc::gui
