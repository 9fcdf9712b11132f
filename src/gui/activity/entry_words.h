// How an entry of the history reads: time, duration, size.
#pragma once

#include "../verdict_words.h"

#include <workspace/history_entry.h>

#include <QString>
#include <QStringList>

namespace smc::gui {

/// In local time: the clock for today, with the date before it for other days.
QString timeInWords(std::int64_t ms);
/// "2026-03-01 12:00:00.123 UTC".
QString timeInUtc(std::int64_t ms);
/// "480 ms", "2.4 s"; empty for a negative number.
QString durationInWords(std::int64_t ms);
/// "Identify"; a dash where the text was no event.
QString callInWords(std::string_view callType);

} // namespace smc::gui
