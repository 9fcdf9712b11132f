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

/// Why a piece that is whole by its brackets is no event.
std::optional<segment::ReadError> troubleOf(segment::Event &storage, const segment::EventReader &reader)
{
    const segment::Origin origin = reader.origin();
    if (const auto read = storage.assign(reader.text(), origin); !read)
        return segment::placeInInput(read.error(), origin);
    if (storage.root().is(json::Type::Object))
        return {};
    segment::ReadError error{std::size_t(origin.offset), origin.line, origin.column, {}};
    error.message = "Line " + std::to_string(origin.line) + ", column " + std::to_string(origin.column) +
                    ": an event is a JSON object, and this is " + std::string(json::describe(storage.root().type())) +
                    ".";
    return error;
}

} // namespace

EventAt eventAt(std::string_view text, std::size_t place, std::size_t limit)
{
    const std::string_view head = text.substr(0, limit);
    EventAt found;
    found.isCutShort = head.size() < text.size();
    found.end = text.size();
    // One more than is told: the piece at the place may be among them.
    std::vector<std::pair<std::size_t, segment::ReadError>> wrong;
    segment::Event event;

    segment::EventReader reader(head);
    std::size_t previousEnd = 0;
    for (auto step = reader.next(); step != segment::EventReader::Step::End; step = reader.next()) {
        const bool isError = step == segment::EventReader::Step::Error;
        // The last piece of a text that was cut is broken by the cut, not by its writer.
        if (isError && found.isCutShort && reader.error().offset + 1 >= head.size())
            break;
        const std::size_t start =
            isError ? startOf(reader.error(), head, previousEnd) : std::size_t(reader.origin().offset);
        previousEnd = isError ? std::max(start, reader.error().offset) : start + reader.text().size();
        const std::size_t index = found.count++;
        const bool isCut = found.isCutShort && previousEnd + 1 >= head.size();
        if (wrong.size() <= MaxOthers && !isCut) {
            if (auto trouble = isError ? std::optional(reader.error()) : troubleOf(event, reader))
                wrong.emplace_back(index, std::move(*trouble));
        }
        if (index > 0 && place < start) {
            found.end = std::min(found.end, start);
            continue;
        }
        found.index = index;
        found.offset = start;
        found.text.assign(isError ? std::string_view() : reader.text());
        found.error = isError ? std::optional(reader.error()) : std::nullopt;
    }
    for (auto &[index, error] : wrong) {
        if (index != found.index && found.others.size() < MaxOthers)
            found.others.push_back(std::move(error));
    }
    return found;
}

} // namespace smc::gui
