// How an entry of the history reads: verdict, time, duration.
#pragma once

#include "../theme.h"

#include <workspace/history_entry.h>

#include <QString>
#include <QStringList>

namespace smc::gui {

struct VerdictWord
{
    theme::Tone tone = theme::Tone::Neutral;
    QString word;
};

/// For a verdict of the history ("PartlyRefused") or of a row ("not_found"); unknown ones are shown as they are.
VerdictWord verdictWord(std::string_view verdict);

/// The verdicts that a history entry can have, for a filter.
const std::vector<std::string> &historyVerdicts();

/// In local time: the clock for today, with the date before it for other days.
QString timeInWords(std::int64_t ms);
/// "2026-03-01 12:00:00.123 UTC".
QString timeInUtc(std::int64_t ms);
/// "480 ms", "2.4 s"; empty for a negative number.
QString durationInWords(std::int64_t ms);
/// "480 B", "12 KB", "3.4 MB", in powers of 1024.
QString sizeInWords(std::int64_t bytes);
/// "Identify"; a dash where the text was no event.
QString callInWords(std::string_view callType);

} // namespace smc::gui
