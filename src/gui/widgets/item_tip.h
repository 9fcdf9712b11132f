// The whole of what a row has no room for, where the pointer rests on it.
#pragma once

#include <QString>

class QAbstractItemView;
class QHelpEvent;
class QModelIndex;

namespace smc::gui {

/// `text` as a tooltip shows it: as it stands, broken into lines. Qt leaves plain text on one line of any length, and
/// takes what looks like HTML for it.
QString asTip(const QString &text);

/// Shows Qt::ToolTipRole of `index`, for a delegate's helpEvent(). False where there is none.
bool showItemTip(const QHelpEvent &event, QAbstractItemView &view, const QModelIndex &index);

} // namespace smc::gui
