// A run in words: how far it is, and what came of it.
#pragma once

#include "../widgets/verdict_widget.h"
#include "run.h"

namespace smc::gui {

/// "57 of 200: 55 accepted, 1 refused, 1 failed. About 12 seconds left."
QString progressSentence(const RunProgress &progress);
/// "Sending to Sandbox: 57 of 200, about 12 seconds left": for the status bar.
QString progressLine(const RunProgress &progress, const QString &target);
/// "A run to Sandbox is under way: 43 events are still to be sent.": for whoever closes the console.
QString unfinishedSentence(const RunProgress &progress, const QString &target);
/// With a link to Activity ("activity") or to what is missing ("setting:…", "sandbox:").
VerdictContent summaryOf(const RunSummary &summary);

} // namespace smc::gui
