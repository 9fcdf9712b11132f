// What happened in one entry, for a person: whose trouble it is, and what to do.
#pragma once

#include "../theme.h"

#include <workspace/history_entry.h>

#include <QString>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace smc::workspace {
struct Profile;
} // namespace smc::workspace

namespace smc::gui {

struct RowResult;

enum class TroubleSide : std::uint8_t { Nobody, Yours, Segment, Smc, Network };
/// "The trouble is on your side."; empty for Nobody.
QString sideInWords(TroubleSide side);

struct Explanation
{
    theme::Tone tone = theme::Tone::Neutral;
    QString word;
    TroubleSide side = TroubleSide::Nobody;
    QString sentence;
    QString todo; ///< Empty where nothing need be done.

    bool operator==(const Explanation &) const = default;
};

/// From the entry's verdict, sentence and outcome, in either of rest's JSON forms.
Explanation explain(const workspace::HistoryEntry &entry);

/// Puts first what to do what the profile's own date of its key says, where SMC did not let the request in. `profile`
/// is the entry's, as it is now.
void addKeyExpiry(Explanation &explanation, const workspace::HistorySummary &entry, const workspace::Profile &profile);

/// The refused fields among `rows`: indices of those that name a column, a value or a rule, and of those that name the
/// part of the event that SMC does not know. At most `most`.
std::vector<std::size_t> refusedFields(const std::vector<RowResult> &rows, std::size_t most);

/// "MAIL “jane@…”: at most 50 characters; there are 53.", or "groupId “NoSuch”". `row` is one of refusedFields().
QString fieldInWords(const RowResult &row);

} // namespace smc::gui
