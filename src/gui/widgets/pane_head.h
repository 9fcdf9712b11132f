// What panes side by side have in common.
#pragma once

#include "verdict_widget.h"

namespace smc::gui {

/// `text` with places to break a line within words that are longer than a line, such as ids and keys.
QString breakable(const QString &text);

/// The same words with such places.
VerdictContent withBreaks(VerdictContent content);

} // namespace smc::gui
