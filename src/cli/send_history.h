// What `smcctl send` leaves in the workspace's history: one entry a request, as the console's Activity page shows them.
#pragma once

#include "options.h"
#include "profile_choice.h"

#include <destination/prepare.h>
#include <net/redaction.h>
#include <rest/client.h>
#include <workspace/history_store.h>

#include <cstddef>
#include <deque>
#include <optional>
#include <string>

namespace smc::cli {

class SendHistory
{
public:
    /// Opens the workspace's history. `redactor` knows the run's secrets, which an event may hold by mistake. Where
    /// that fails, stderr says so once and nothing is kept: events matter more.
    SendHistory(const GlobalOptions &global, const ChosenProfile &chosen, net::Redactor redactor);

    /// An event that is about to go out: its text is kept until its request has been answered, as far as there is room.
    void remember(std::size_t index, const destination::Prepared &prepared);

    /// Keeps one request and its answer, redacted as they are, and the events, with the secrets taken out of them.
    void keep(const rest::Batch &batch, const rest::Sent &sent);

    /// Events before this one have been answered.
    void forgetBefore(std::size_t index);

private:
    struct Kept
    {
        std::size_t index;
        std::string text;
        std::string callType;
    };
    void addEvents(const rest::Batch &batch, workspace::HistoryEntry &entry) const;
    const Kept *find(std::size_t index) const;
    void giveUpKeeping(const Error &error);

    static constexpr std::size_t MostText = 4U << 20U; ///< Of all events that wait.
    static constexpr std::size_t MostEntryText = 256U
                                                 << 10U; ///< Of the events of one entry; of larger ones none is kept.

    net::Redactor m_redactor;
    workspace::HistoryEntry m_blank;
    std::optional<workspace::HistoryStore> m_store;
    std::deque<Kept> m_events; ///< By index.
    std::size_t m_textSize = 0;
};

} // namespace smc::cli
