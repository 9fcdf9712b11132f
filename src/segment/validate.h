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
    std::string code; ///< Stable: Segment's ingest code where one exists ("id_required"), ours otherwise.
    Severity severity = Severity::Error;
    std::string path;         ///< JSON pointer to the place, or to where a missing key belongs.
    json::Span span;          ///< In the event's text: the wrong value, or the smallest object that lacks it.
    std::string message;      ///< A sentence: what is wrong and what to do.
    std::string suggestion{}; ///< A key or value that would be right ("userId"); empty where there is none.
};

/// HTTP Tracking API, limits: an event must have fewer bytes, a messageId no more characters.
inline constexpr std::size_t MaxEventBytes = std::size_t{32} * 1024;
inline constexpr std::size_t MaxMessageIdLength = 100;

/// All problems of `event`, in the order of the text; empty for a good event.
///
/// Errors, by what Segment's ingestion drops (Delivery Overview, "Failed on ingest", and the HTTP Tracking API):
/// - not_an_object; event_too_large: as compact JSON the event has MaxEventBytes bytes or more.
/// - type_missing, type_not_string, type_unknown.
/// - no_user_anon_id: neither userId nor anonymousId. For an alias userId is meant by id_required.
/// - id_required: an id that is there but empty, or that this call cannot do without: groupId of a group, userId of
///   an alias. (Segment files an empty id under id_not_string as well.)
/// - id_not_string: userId, anonymousId, groupId or previousId of another type. Libraries take numbers, the HTTP
///   Tracking API drops them. (A groupId or previousId that the call does not use may be a number, or empty.)
/// - previous_id_missing: an alias without previousId.
/// - event_not_defined (a track without event, or an empty one), event_not_string.
/// - name_not_string, category_not_string: also empty ones of a page or screen.
/// - properties_not_object (track, page, screen), traits_not_object (identify, group), context_not_object,
///   integrations_not_object.
/// - message_id_too_long, message_id_not_string.
///
/// Warnings: timestamp_not_iso8601 and timestamp_without_zone (timestamp, sentAt, originalTimestamp, receivedAt),
/// duplicate_key and what JavaScript would change in a number (integer_above_2_53; number_respelt: 1.00 as 1;
/// number_loses_digits; number_too_large: 1e400 as null; number_too_small: 1e-400 as 0) at any depth (at most 100 of
/// them all), unknown_key: a top-level key that looks like a known one, with the suggestion.
///
/// A key with null counts as missing. Where a call is unknown, only what holds for every call is checked.
std::vector<Problem> validate(const Event &event);

bool hasErrors(const std::vector<Problem> &problems);

} // namespace smc::segment
