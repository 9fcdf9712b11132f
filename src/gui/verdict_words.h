// What became of an event, a row or an exchange, in the words that all pages use.
#pragma once

#include "theme.h"

#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace smc::gui {

struct VerdictWord
{
    theme::Tone tone = theme::Tone::Neutral;
    QString word;
};

/// For a verdict of the history ("PartlyRefused"), of an event or of a row ("not_found"); unknown ones are shown as
/// they are.
VerdictWord verdictWord(std::string_view verdict);

/// The verdicts that a history entry can have, for a filter.
const std::vector<std::string> &historyVerdicts();

} // namespace smc::gui
