// What Segment's ingestion would refuse, and what it would take but nobody wants.
#pragma once

#include "event.h"

#include <string>
#include <string_view>
#include <vector>

namespace smc::segment {

enum class Severity : std::uint8_t { Error, Warning };

std::string_view nameOf(Severity severity); ///< "error", "warning".

/// One thing about an event that is wrong or doubtful.
struct Problem
{
    std::string_view code; ///< Stable: Segment's ingest code where one exists ("id_required"), ours otherwise.
    Severity severity = Severity::Error;
    std::string path;         ///< JSON pointer to the place, or to where a missing key belongs.
    json::Span span;          ///< In the event's text: the wrong value, or the smallest object that lacks it.
    std::string message;      ///< A sentence: what is wrong and what to do.
    std::string suggestion{}; ///< A key or value that would be right ("userId"); empty where there is none.
};

/// HTTP Tracking API, limits.
inline constexpr std::size_t MaxEventBytes = 32 * 1024;
inline constexpr std::size_t MaxMessageIdLength = 100;

/// All problems of `event`, in the order of the text; empty for a good event.
std::vector<Problem> validate(const Event &event);

bool hasErrors(const std::vector<Problem> &problems);

} // namespace smc::segment
