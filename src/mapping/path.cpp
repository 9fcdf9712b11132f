#include "path.h"

#include <algorithm>
#include <charconv>

namespace smc::mapping {

namespace {

bool isQuoteOrDigit(char c)
{
    return c == '"' || c == '\'' || (c >= '0' && c <= '9');
}

Step makeStep(std::string name)
{
    Step step{std::move(name), {}};
    std::size_t index = 0;
    const char *end = step.name.data() + step.name.size();
    const auto parsed = std::from_chars(step.name.data(), end, index);
    const bool isCanonical = step.name == "0" || (!step.name.empty() && step.name.front() != '0');
    if (parsed.ec == std::errc() && parsed.ptr == end && isCanonical)
        step.index = index;
    return step;
}

/// get.ts splits at `[` before a quote or digit, at `.`, and at `]` behind a quote or digit.
bool isSeparator(std::string_view text, std::size_t i)
{
    switch (text[i]) {
    case '.':
        return true;
    case '[':
        return i + 1 < text.size() && isQuoteOrDigit(text[i + 1]);
    case ']': {
        // A run of closing brackets is one separator.
        std::size_t first = i;
        while (first > 0 && text[first - 1] == ']')
            --first;
        return first > 0 && isQuoteOrDigit(text[first - 1]);
    }
    default:
        return false;
    }
}

} // namespace

Path splitPlaceholder(std::string_view text)
{
    Path path;
    std::string name;
    const auto flush = [&] {
        // Steps that are empty before their quotes go are no steps.
        if (name.empty())
            return;
        std::string bare;
        std::copy_if(name.begin(), name.end(), std::back_inserter(bare), [](char c) { return c != '"' && c != '\''; });
        path.push_back(makeStep(std::move(bare)));
        name.clear();
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (isSeparator(text, i))
            flush();
        else
            name += text[i];
    }
    flush();
    return path;
}

Path splitPath(std::string_view text)
{
    std::string stripped(text);
    const std::size_t root = stripped.find("$.");
    if (root != std::string::npos)
        stripped.erase(root, 2);
    return splitPlaceholder(stripped);
}

Path splitProperty(std::string_view text)
{
    Path path;
    std::string name;
    for (const char c : text) {
        if (c != '[' && c != ']' && c != '.') {
            name += c;
        } else if (!name.empty()) {
            path.push_back(makeStep(std::move(name)));
            name.clear();
        }
    }
    if (!name.empty())
        path.push_back(makeStep(std::move(name)));
    return path;
}

} // namespace smc::mapping
