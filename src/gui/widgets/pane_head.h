// What panes side by side have in common.
#pragma once

#include "verdict_widget.h"

namespace smc::gui {

/// The title's line, so that panes begin at one height whether or not a button stands in it.
inline constexpr int PaneHeadHeight = 30;

/// `text` with places to break a line within words that are longer than a line, such as ids and keys.
QString breakable(const QString &text);

/// The same words with such places.
VerdictContent withBreaks(VerdictContent content);

} // namespace smc::gui
