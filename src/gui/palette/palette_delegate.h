// Draws a line of the palette: icon, title with the letters that matched, what it does, and its shortcut or kind. Where
// there is too little room the title has it before what it does, and that before the kind; the tooltip says the rest.
#pragma once

#include <QStyledItemDelegate>

namespace smc::gui {

class PaletteDelegate final : public QStyledItemDelegate
{
    Q_OBJECT

public:
    using QStyledItemDelegate::QStyledItemDelegate;

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                   const QModelIndex &index) override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

} // namespace smc::gui
