// What stands in an answer's body, whatever it is. Inside of the room only.
#pragma once

#include "outcome.h"

#include <net/exchange.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace smc::rest {

enum class BodyKind : std::uint8_t {
    Empty,
    Object,     ///< A JSON object: what SMC's API answers.
    Array,      ///< A JSON array.
    Scalar,     ///< A bare JSON string or other scalar, as SMC's 401 has.
    Page,       ///< HTML or XML.
    Text,       ///< Readable text.
    BrokenJson, ///< Begins like JSON and isn't.
    DeepJson,   ///< Nested deeper than json::Document reads; perhaps sound.
    Garbage,    ///< Not even text.
};

struct InvalidRecord
{
    std::optional<std::int64_t> index; ///< `record_index` as SMC gave it.
    std::string column;
    std::string message;
    std::string code;
};

struct Body
{
    BodyKind kind = BodyKind::Empty;
    bool isCut = false;     ///< The answer broke off or was cut, or only its beginning is in memory.
    std::string words;      ///< SMC's own words in short.
    std::string resultCode; ///< Empty where there is none.
    std::vector<ApiError> errors;
    Counts counts;
    std::vector<InvalidRecord> invalid; ///< At most MaxInvalidRecords.
    std::size_t invalidTotal = 0;

    /// Of a kind in which SMC's API says that it does not know something: no web page or text of another's.
    bool isOfApi() const { return kind == BodyKind::Object || kind == BodyKind::Scalar || kind == BodyKind::Empty; }
};

inline constexpr std::size_t MaxInvalidRecords = 20000;

Body readBody(const net::Answer &answer);

} // namespace smc::rest
