// Small pieces of sentences and of names. Inside of the room only.
#pragma once

#include "batch.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace smc::rest {

/// ASCII letters in lower case: SMC's names compare without case.
std::string lowered(std::string_view text);

/// What to do about a request that was cancelled and that SMC has not carried out.
inline constexpr std::string_view SendAgainIfWanted = "Send it again when you want SMC to have it.";

/// At most `length` characters of `text` on one line, without control characters and always UTF-8; "…" where it is cut.
std::string shortened(std::string_view text, std::size_t length = 300);

/// "1 row", "3 rows".
std::string counted(std::int64_t number, std::string_view one, std::string_view many);

/// “text”
std::string inQuotes(std::string_view text);

/// "the list segment_events", "the static segment Gold of the list USERS".
std::string targetOf(const Batch &batch);

/// "MAIL “jane@example.net”": the values of a row's key fields.
std::string keyOf(const Batch &batch, const Row &row);

/// What stands in a cell, for a sentence: a string without its JSON quotes.
std::string shownValue(std::string_view json);

/// The column's index in the batch, without regard to case and to a scope ("MASTER.MAIL"); -1 where there is none.
std::ptrdiff_t columnIndex(const Batch &batch, std::string_view column);

/// "/traits/address/city" as "traits.address.city"; "the whole event" for the root.
std::string dotted(std::string_view pointer);

} // namespace smc::rest
