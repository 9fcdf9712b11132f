// Pieces of JSON lines, appended to one growing text without temporary strings: for the lines of millions of events.
#pragma once

#include <segment/event_reader.h>
#include <segment/validate.h>

#include <charconv>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace smc::cli {

inline void appendNumber(std::string &out, std::uint64_t number)
{
    char digits[20];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
}

/// `{"index":7,`: the head of an event's line.
inline void openLine(std::string &out, std::size_t index)
{
    out += "{\"index\":";
    appendNumber(out, index);
    out += ',';
}

/// `[{"code":…,"severity":…,"path":…,"message":…}]`.
void appendProblems(std::string &out, const std::vector<segment::Problem> &problems);

/// The one problem of a piece of the input that is no event: `[{"code":"not_json",…}]`.
void appendReadError(std::string &out, const segment::ReadError &error);

/// `{"error":"…"}` and a line end.
void appendErrorLine(std::string &out, std::string_view message);

} // namespace smc::cli
