// Draws a line of the palette: icon, title with the letters that matched, what it does, and its shortcut or kind.
#pragma once

#include <QStyledItemDelegate>

namespace smc::gui {

class PaletteDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace smc::gui
