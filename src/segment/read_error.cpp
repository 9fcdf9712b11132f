#include "read_error.h"

namespace smc::segment {

ReadError errorAt(const Origin &place, std::string_view what)
{
    std::string message = "Line " + std::to_string(place.line) + ", column " + std::to_string(place.column) + ": ";
    message.append(what).append(1, '.');
    return {.offset = place.offset, .line = place.line, .column = place.column, .message = std::move(message)};
}

ReadError tooLarge(const Origin &place, std::string_view what)
{
    ReadError error = errorAt(place, what);
    error.code = "event_too_large";
    return error;
}

ReadError placeInInput(const json::SyntaxError &error, const Origin &origin)
{
    Origin place = origin;
    place.offset += error.offset;
    place.line += error.line - 1;
    place.column = error.line > 1 ? error.column : origin.column + error.column - 1;
    // "Line 1, column 5: expected ',', but found '}'.": what was found stands only in the sentence.
    const std::string_view message = error.message;
    const std::size_t colon = message.find(": ");
    if (colon == std::string_view::npos || message.back() != '.')
        return errorAt(place, "expected " + error.expected);
    return errorAt(place, message.substr(colon + 2, message.size() - colon - 3));
}

std::vector<tl::expected<Event, ReadError>> parse(std::string_view text)
{
    std::vector<tl::expected<Event, ReadError>> events;
    EventReader reader(text);
    for (auto step = reader.next(); step != EventReader::Step::End; step = reader.next()) {
        if (step == EventReader::Step::Error) {
            events.emplace_back(tl::make_unexpected(reader.error()));
            continue;
        }
        auto event = Event::read(std::string(reader.text()), reader.origin());
        if (event)
            events.emplace_back(std::move(*event));
        else
            events.emplace_back(tl::make_unexpected(placeInInput(event.error(), reader.origin())));
    }
    return events;
}

} // namespace smc::segment
