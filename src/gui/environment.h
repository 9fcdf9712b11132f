// Environments in words and colours.
#pragma once

#include "theme.h"

#include <QString>

namespace smc::workspace {
enum class Environment;
} // namespace smc::workspace

namespace smc::gui {

QString environmentWord(workspace::Environment environment); ///< "Production"
/// Four letters or fewer, for where the word has no room.
QString environmentSign(workspace::Environment environment);
/// Production is Danger, and nothing else is.
theme::Tone toneOf(workspace::Environment environment);

} // namespace smc::gui
