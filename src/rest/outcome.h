// What SMC's answer means: in one word, in a sentence, and row by row.
#pragma once

#include "batch.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::rest {

enum class Verdict : std::uint8_t {
    Accepted,       ///< All of it.
    PartlyAccepted, ///< SMC took some rows and refused others, or did not find some.
    Unclear,        ///< SMC answered, but what it says does not tell what became of all rows.
    Refused,        ///< SMC read the request and said no.
    NotLetIn,       ///< Key, rights or address not accepted.
    NotFound,       ///< No such organization, list or segment.
    Busy,           ///< 429: the quota is used up, or another bulk operation runs on the list.
    Unavailable,    ///< SMC is down, in maintenance, or failed inside.
    Unreachable,    ///< No answer came from SMC.
    Cancelled,
    Unreadable, ///< What came is not an answer of SMC's API.
};
/// "accepted", "partly_accepted", "unclear", …
std::string_view nameOf(Verdict verdict);

/// Where the cause lies, as far as the answer tells.
enum class Side : std::uint8_t { None, Yours, Smc, Network };
/// "none", "yours", "smc", "network".
std::string_view nameOf(Side side);

/// As SMC counts; none where SMC does not tell.
struct Counts
{
    std::optional<std::int64_t> inserted;
    std::optional<std::int64_t> updated;
    std::optional<std::int64_t> deleted;
    std::optional<std::int64_t> duplicates;
    std::optional<std::int64_t> failed;
    std::optional<std::int64_t> notFound;

    bool operator==(const Counts &) const = default;
};

/// `errors[]` of an answer.
struct ApiError
{
    std::string code; ///< "ERR_LIST_VALIDATION"
    std::string description;

    bool operator==(const ApiError &) const = default;
};

/// One of `invalid_records`, led back to the event's field.
struct FieldTrouble
{
    std::string column;                      ///< Empty where the whole row is wrong.
    std::string valueJson;                   ///< What was sent for it; empty where there is no such column.
    std::string validationCode;              ///< "MaxStringLengthExceeded", …
    std::string message;                     ///< SMC's own words.
    std::string sentence;                    ///< Ours.
    std::string rule;                        ///< What the value must keep to; empty where SMC does not say.
    json::Span span;                         ///< In the event's own text; empty where the value is not from the event.
    std::string path;                        ///< "/traits/email"; empty likewise.
    std::optional<std::int64_t> recordIndex; ///< As SMC gave it.
};

enum class RowStatus : std::uint8_t {
    Delivered, ///< SMC has it.
    Duplicate, ///< SMC kept another row of the same request in its place, as it should: same key.
    Refused,   ///< SMC said no to it.
    NotFound,  ///< SMC knows no such record.
    Unknown,   ///< SMC may have it or not: nothing tells.
    NotSent,   ///< SMC has not taken it and it can be sent again as it is.
};
/// "delivered", "duplicate", "refused", "not_found", "unknown", "not_sent".
std::string_view nameOf(RowStatus status);

struct RowOutcome
{
    RowSource source;
    RowStatus status = RowStatus::Unknown;
    std::string sentence; ///< Says for this row what happened.
    std::vector<FieldTrouble> troubles;
    /// What SMC does not know, where that came from the event: the list's or the segment's name, the record's key.
    CellSource place{};
    bool isPlaceGuessed = false; ///< SMC did not say which of the names that is.
};

/// The state of the 2500 requests a minute (SMC API, rate limitation), as X-RateLimit-* headers tell.
struct Quota
{
    std::optional<std::int64_t> limit;
    std::optional<std::int64_t> remaining;
    std::optional<double> resetSeconds; ///< Until the quota is fresh.
};

struct Outcome
{
    Verdict verdict = Verdict::Unreadable;
    Side side = Side::None;
    std::string sentence; ///< What happened.
    std::string advice;   ///< What to do; empty where nothing need be done.
    int status = 0;       ///< HTTP's; 0 where no answer came.

    std::string resultCode; ///< `result_code` as it stands; empty where there is none.
    std::string words;      ///< SMC's own words in short: its `message`, a bare string, a page's title.
    std::vector<ApiError> errors;
    Counts counts;
    std::optional<Quota> quota;

    std::vector<RowOutcome> rows; ///< One for each row of the batch, in its order; empty for questions without rows.
    /// Invalid records that SMC reports for rows that the request does not have.
    std::vector<FieldTrouble> unattributed;
    /// What a careful reader should know: counts that don't add up, records without a place.
    std::vector<std::string> notes;

    bool isGood() const { return verdict == Verdict::Accepted; }
};

/// What the history files an exchange of this outcome under: "Delivered", "PartlyRefused", "Refused", "NotSent", … It
/// says of the whole what its rows say of each: "Unclear" where SMC may have carried it out, "NotSent" where it has
/// not. "Unreachable" is only said of a question that was not answered.
std::string historyWord(const Outcome &outcome);

/// What the history says of it: `sentence`, and where nothing tells whether SMC took the rows, that too.
std::string historySentence(const Outcome &outcome);

/// One line: {"verdict":…,"side":…,"sentence":…,…,"rows":[…]}.
std::string toJson(const Outcome &outcome);

} // namespace smc::rest
