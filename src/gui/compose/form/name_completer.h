// Proposals under a line while one types in it.
#pragma once

#include <QStringList>

class QCompleter;
class QLineEdit;

namespace smc::gui {

/// Proposes `names` to `line`, capitals or not. Return and Tab that choose none of them are the line's.
QCompleter *proposeNames(QLineEdit &line, const QStringList &names);
/// What `completer`, made by proposeNames(), proposes from now on.
void setNames(QCompleter &completer, const QStringList &names);

} // namespace smc::gui
