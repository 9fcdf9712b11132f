#include "event_at.h"

#include <algorithm>

namespace smc::gui {

namespace {

constexpr std::size_t MaxOthers = 20;

/// Where a piece that can't be read begins: on the error's own line, but behind the piece before.
std::size_t startOf(const segment::ReadError &error, std::string_view text, std::size_t previousEnd)
{
    const std::size_t offset = std::min(error.offset, text.size());
    const std::size_t newline = offset == 0 ? std::string_view::npos : text.rfind('\n', offset - 1);
    const std::size_t lineStart = newline == std::string_view::npos ? 0 : newline + 1;
    return std::max(lineStart, previousEnd);
}

} // namespace

EventAt eventAt(std::string_view text, std::size_t place, std::size_t limit)
{
    EventAt found;
    const std::string_view head = text.substr(0, limit);
    const bool isCut = head.size() < text.size();

    segment::EventReader reader(head);
    std::size_t previousEnd = 0;
    for (;;) {
        const auto step = reader.next();
        if (step == segment::EventReader::Step::End)
            break;
        const bool isError = step == segment::EventReader::Step::Error;
        // The last piece of a text that was cut is broken by the cut, not by its writer.
        if (isError && isCut && reader.error().offset + 1 >= head.size())
            break;

        const std::size_t start =
            isError ? startOf(reader.error(), head, previousEnd) : std::size_t(reader.origin().offset);
        const std::size_t index = found.count++;
        if (index > 0 && place < start) {
            if (isError && found.others.size() < MaxOthers)
                found.others.push_back(reader.error());
        } else {
            if (found.error && found.others.size() < MaxOthers)
                found.others.push_back(*found.error);
            found.index = index;
            found.offset = start;
            found.text.clear();
            found.error.reset();
            if (isError)
                found.error = reader.error();
            else
                found.text.assign(reader.text());
        }
        previousEnd = isError ? std::max(start, reader.error().offset) : start + reader.text().size();
    }
    found.isCutShort = isCut;
    return found;
}

} // namespace smc::gui
