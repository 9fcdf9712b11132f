// The console's own icons: resources/icons/*.svg on a 20 px grid, drawn in the text colour of the moment.
#pragma once

#include "theme.h"

#include <QIcon>
#include <QPixmap>
#include <QString>

namespace smc::gui {

/// "send" for resources/icons/send.svg. Follows the palette, also when that changes; sharp at every scale.
QIcon icon(const QString &name);

/// The same in the colour of a tone.
QIcon icon(const QString &name, theme::Tone tone);

/// "check", "warning", "cross", "info", "waiting", "dot": the icon that goes with a tone.
QString iconNameOf(theme::Tone tone);

/// All names, sorted.
QStringList iconNames();

} // namespace smc::gui
