// Rows whose text is broken into lines, in any view; and so is their tooltip, which has room for all of it.
#pragma once

#include "../theme.h"
#include "item_tip.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QStyledItemDelegate>

#include <algorithm>

namespace smc::gui {

/// Makes a row as high as its lines are: Qt counts them as if the style's padding were not there, and the last one is
/// cut where that makes one more.
class WrappedDelegate : public QStyledItemDelegate
{
public:
    static constexpr int Padding = 2 * theme::space::Small; ///< Beside the text of a cell, both sides together.

    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        QStyleOptionViewItem within = option;
        within.rect.setWidth(std::max(1, option.rect.width() - Padding));
        return QStyledItemDelegate::sizeHint(within, index);
    }

    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override
    {
        if (event->type() == QEvent::ToolTip)
            return showItemTip(*event, *view, index);
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    }
};

} // namespace smc::gui
