// One entry of the history, read out of what was stored: plain data for the details beside the list.
#pragma once

#include "../viewer/body_info.h"
#include "explanation.h"
#include "kept_events.h"

#include <json/span.h>
#include <net/exchange.h>
#include <workspace/history_entry.h>

#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace smc::gui {

/// What became of one row, or of one field of it.
struct RowResult
{
    QString where;      ///< "segment_events"; a segment's name for memberships.
    std::string status; ///< As rest names it: "delivered", "refused", …
    QString sentence;
    std::size_t event = 0; ///< Which of the entry's events, from 1 on, as they stand under Event; 0 where it has one.
    QString column{};
    QString value{};      ///< That was sent for the column, or that SMC does not know.
    QString code{};       ///< SMC's validation code.
    QString rule{};       ///< What the value must keep to.
    QString path{};       ///< "traits.email"
    json::Span place{};   ///< In the text of the kept events; empty where the value is not from one of them.
    bool isGuess = false; ///< SMC did not say that it is this one.
};

struct EntryDetails
{
    workspace::HistorySummary summary;
    Explanation explanation; ///< What happened, on whose side, and what to do.
    std::optional<net::Exchange> exchange;
    QString request;                    ///< As text; empty where nothing was sent.
    std::shared_ptr<const Body> answer; ///< Its body; none where no answer came.
    BodyInfo answerInfo;
    std::vector<RowResult> rows;
    KeptEvents events;
    QString noEvent; ///< Why there are none, where there are none: nothing can be sent again.
    QString noRows;  ///< Why none are shown, where none are.
    QString trouble; ///< Why a part can't be shown: a damaged entry.
};

/// `spoolFolder` holds the answers that were too large for the history (workspace::spoolFolder()).
EntryDetails readEntry(const workspace::HistoryEntry &entry, const std::string &spoolFolder = {});

/// The rows of an outcome in either of rest's JSON forms: one event's, or one request's. The latter's rows don't say
/// where they went; `where` does. `events` are those that the outcome is about.
std::vector<RowResult> readRows(const std::string &outcomeJson, const KeptEvents &events = {},
                                const QString &where = {});

} // namespace smc::gui
