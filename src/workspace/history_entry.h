// What the history keeps of one send: what went, to whom, and what became of it. Redacted before it comes here.
#pragma once

#include <cstdint>
#include <string>

namespace smc::workspace {

/// What a list of the history shows.
struct HistorySummary
{
    std::int64_t id = 0;     ///< Given by the store; a later entry has a higher one.
    std::int64_t timeMs = 0; ///< When it was sent: milliseconds since 1970 in UTC.
    std::string profileId;
    std::string profileName; ///< As it was then.
    std::string environment; ///< "sandbox", "development", "staging", "production".
    std::string callType;    ///< "identify", "group", …; empty where the text was no event.
    std::string verdict;  ///< "Delivered", "Answered" (a question), "PartlyRefused", "Refused", "NotFound", "NotSent",
                          ///< "Unclear", "Discarded", "Invalid", "Unreachable" (a question), "Cancelled".
    std::string sentence; ///< What happened, for a person.
    std::string method;   ///< Of the HTTP request; empty where none was sent.
    std::string url;
    int status = 0;              ///< Of the HTTP answer; 0 where none came.
    std::int64_t durationMs = 0; ///< From the first attempt to the end of the last.
    std::int64_t bytes = 0;      ///< What the entry takes up; set by the store.
    bool pinned = false;         ///< Set by HistoryStore::setPinned(): the limits don't drop it.
    std::string note;            ///< What a person wrote about it; set by HistoryStore::setNote().

    bool operator==(const HistorySummary &) const = default;
};

/// The whole of it. The store takes these texts as they are, any bytes.
struct HistoryEntry : HistorySummary
{
    std::string eventText;    ///< The event as it was written.
    std::string exchangeJson; ///< Request, answer, attempts and timing, redacted, as net writes them; empty where
                              ///< nothing was sent.
    std::string outcomeJson;  ///< What became of each event and row; empty where there is nothing to say.

    bool operator==(const HistoryEntry &) const = default;
};

} // namespace smc::workspace
