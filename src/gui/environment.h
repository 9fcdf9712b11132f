// Environments in words and colours.
#pragma once

#include "theme.h"

#include <QString>

namespace smc::workspace {
enum class Environment;
} // namespace smc::workspace

class QPushButton;

namespace smc::gui {

class Console;

QString environmentWord(workspace::Environment environment); ///< "Production"
/// Four letters or fewer, for where the word has no room.
QString environmentSign(workspace::Environment environment);
/// Production is Danger, and nothing else is.
theme::Tone toneOf(workspace::Environment environment);
/// Of a button that sends to the SMC of the profile: "danger" where that is production, else `otherwise`. The one rule
/// for all of them; their words say where it goes, too.
void setSendRole(QPushButton &button, const Console &console, const char *otherwise = "");

} // namespace smc::gui
