// Any bytes give events or errors; the same ones however the bytes come in; and every problem has its place.
#include "require.h"

#include <json/pointer.h>
#include <segment/event_reader.h>
#include <segment/validate.h>

#include <algorithm>

using namespace smc;
using fuzz::require;
using segment::EventReader;

namespace {

EventReader::Source inPiecesOf(std::size_t size, std::string_view text)
{
    return [size, text](std::string &buffer) mutable {
        const std::string_view piece = text.substr(0, size);
        buffer.append(piece);
        text.remove_prefix(piece.size());
        return !text.empty();
    };
}

void checkError(const segment::ReadError &error, std::string_view input)
{
    require(error.offset <= input.size(), "an error lies in the input");
    require(error.line >= 1 && error.column >= 1, "lines and columns are counted from 1");
    require(error.message.starts_with("Line "), "an error says where");
    require(error.message.ends_with('.'), "an error is a sentence");
}

void checkEvent(const segment::Event &event)
{
    for (const segment::Problem &problem : segment::validate(event)) {
        require(problem.span.begin <= problem.span.end && problem.span.end <= event.text().size(),
                "a problem lies in the event");
        require(!problem.code.empty() && !problem.message.empty(), "a problem has a code and a sentence");
    }
}

std::vector<std::string> read(EventReader reader, std::string_view input)
{
    std::vector<std::string> results;
    segment::Event event;
    for (auto step = reader.next(); step != EventReader::Step::End; step = reader.next()) {
        if (step == EventReader::Step::Error) {
            checkError(reader.error(), input);
            results.push_back("! " + reader.error().message);
            continue;
        }
        require(reader.origin().offset < input.size(), "an event lies in the input");
        results.emplace_back(reader.text());
        if (const auto parsed = event.assign(reader.text(), reader.origin()); parsed)
            checkEvent(event);
        else
            checkError(segment::placeInInput(parsed.error(), {}), reader.text());
    }
    return results;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    // The first byte says how the rest comes in.
    const std::size_t piece = 1U + data[0] % 16U;
    const std::string_view input(reinterpret_cast<const char *>(data) + 1, size - 1);
    require(read(EventReader(input), input) == read(EventReader(inPiecesOf(piece, input)), input),
            "the pieces in which the bytes come in do not matter");
    return 0;
}
