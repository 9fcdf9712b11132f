#include "long_lines.h"

#include <json/text.h>

#include <algorithm>

namespace smc::gui {

namespace {

/// The end of the line that begins at `from`.
std::size_t endOfLine(std::string_view text, std::size_t from)
{
    return std::min(text.find('\n', from), text.size());
}

} // namespace

bool hasLongLine(std::string_view text, std::size_t most)
{
    for (std::size_t at = 0; text.size() > most && at < text.size() - most;) {
        const std::size_t end = endOfLine(text, at);
        if (end - at > most)
            return true;
        at = end + 1;
    }
    return false;
}

std::string withLongLinesLaidOut(std::string_view text, std::size_t most)
{
    if (!hasLongLine(text, most))
        return std::string(text);
    if (std::string whole = json::pretty(text); whole != text)
        return whole;
    std::string lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = endOfLine(text, at);
        const std::string_view line = text.substr(at, end - at);
        lines += line.size() > most ? json::pretty(line) : line;
        lines += end < text.size() ? "\n" : "";
        at = end + 1;
    }
    return lines;
}

} // namespace smc::gui
