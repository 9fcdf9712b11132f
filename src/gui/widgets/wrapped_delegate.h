// Rows whose text is broken into lines, in any view.
#pragma once

#include "../theme.h"

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
};

} // namespace smc::gui
