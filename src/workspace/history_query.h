// What one asks the history for: which entries, in which order, from where on.
#pragma once

#include "history_entry.h"

#include <cstdint>
#include <optional>
#include <string>

namespace smc::workspace {

enum class StatusClass : std::uint8_t {
    Any,
    NoAnswer,
    Success,     ///< 2xx
    Redirect,    ///< 1xx and 3xx: no answer of SMC's API either.
    ClientError, ///< 4xx
    ServerError, ///< 5xx
};

/// What is empty lets every entry through.
struct HistoryFilter
{
    std::string profileId{};
    std::string callType{}; ///< "identify", …
    std::string verdict{};
    StatusClass status = StatusClass::Any;
    std::optional<int> exactStatus{};      ///< Of the HTTP answer, such as 404.
    std::optional<std::int64_t> fromMs{};  ///< Sent at this time or later.
    std::optional<std::int64_t> untilMs{}; ///< Sent before this time.
    /// Stands in the sentence, note, address, event, request, answer or outcome; ASCII letters match in either case.
    /// HistoryStore::search() must have looked for it.
    std::string text{};
    bool pinnedOnly = false;

    bool isEmpty() const { return *this == HistoryFilter(); }
    bool operator==(const HistoryFilter &) const = default;
};

enum class HistoryOrder : std::uint8_t {
    Time,    ///< When the entries began.
    Verdict, ///< Ascending begins with what went wrong: see verdict_order.h.
    Sentence,
    Call,
    Status,
    Duration,
    Profile,
    Size,
};

enum class Direction : std::uint8_t {
    Descending, ///< Newest, longest, largest first.
    Ascending,
};

/// One page. Entries that are alike in `order` follow each other by their time, those of one moment as they came.
struct HistoryQuery
{
    HistoryFilter filter{};
    HistoryOrder order = HistoryOrder::Time;
    Direction direction = Direction::Descending;
    std::optional<HistorySummary> after{}; ///< The last entry of the page before; none for the first page.
    std::int64_t newerThan = 0;            ///< Only entries that came after the one with this id.
    int count = 100;                       ///< 1 to 1000.
};

} // namespace smc::workspace
