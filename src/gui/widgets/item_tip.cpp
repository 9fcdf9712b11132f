#include "item_tip.h"

#include "pane_head.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QToolTip>

namespace smc::gui {

QString asTip(const QString &text)
{
    if (text.isEmpty())
        return {};
    return QStringLiteral("<p style=\"white-space: pre-wrap\">%1</p>").arg(breakable(text).toHtmlEscaped());
}

bool showItemTip(const QHelpEvent &event, QAbstractItemView &view, const QModelIndex &index)
{
    const QString tip = asTip(index.data(Qt::ToolTipRole).toString());
    const QRect row = view.visualRect(index);
    QToolTip::showText(event.globalPos(), tip, &view, QRect(view.viewport()->mapToGlobal(row.topLeft()), row.size()));
    return !tip.isEmpty();
}

} // namespace smc::gui
