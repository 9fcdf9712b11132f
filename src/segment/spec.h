// The fields of Segment's calls, as the spec names them.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace smc::segment {

/// Top-level fields that validate() looks into.
enum class Field : std::uint8_t {
    Type,
    UserId,
    AnonymousId,
    GroupId,
    PreviousId,
    EventName,
    Name,
    Category,
    Properties,
    Traits,
    Context,
    Integrations,
    MessageId,
    Timestamp,
    SentAt,
    OriginalTimestamp,
    ReceivedAt,
    Count,
    KnownOther, ///< Known, and nothing to check: channel, version, writeKey, …
    Unknown
};

inline constexpr std::size_t FieldCount = static_cast<std::size_t>(Field::Count);

/// "userId", … for the fields before Count.
std::string_view nameOf(Field field);

/// The field with exactly this name.
Field fieldOf(std::string_view name);

/// The known top-level key that `key` probably means ("userId" for "userid", "user_id" or "usrId"); empty if none.
std::string_view knownKeyLike(std::string_view key);

/// The name in `known` that `name` probably means; empty if none.
std::string_view nameLike(std::string_view name, std::span<const std::string_view> known);

/// The call that `type` probably means ("track" for "Track " or "trak"); empty if none.
std::string_view callNameLike(std::string_view type);

} // namespace smc::segment
