#include "palette_delegate.h"

#include "../theme.h"
#include "palette_model.h"

#include <QIcon>
#include <QPainter>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr int Padding = theme::space::Small;

QFont bold(QFont font)
{
    font.setWeight(QFont::Bold);
    return font;
}

/// The title in pieces that matched and pieces that did not, as far as there is room; where the next thing may begin.
int drawTitle(QPainter &painter, const QRect &room, const QString &title, const QList<int> &places, const QFont &font)
{
    int x = room.left();
    for (int at = 0; at < title.size();) {
        const bool matched = places.contains(at);
        int end = at + 1;
        while (end < title.size() && places.contains(end) == matched)
            ++end;
        painter.setFont(matched ? bold(font) : font);
        const QFontMetrics metrics = painter.fontMetrics();
        const int left = room.right() - x;
        const QString piece = metrics.elidedText(title.mid(at, end - at), Qt::ElideRight, left);
        painter.drawText(QRect(x, room.top(), left, room.height()), Qt::AlignLeft | Qt::AlignVCenter, piece);
        x += metrics.horizontalAdvance(piece);
        if (x >= room.right())
            break;
        at = end;
    }
    return x;
}

} // namespace

void PaletteDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    // The view itself is transparent, and that tells no scheme.
    const theme::Colours &colours = theme::colours(*option.widget->window());
    const QString whyOff = index.data(PaletteModel::WhyOffRole).toString();
    const QString shortcut = index.data(PaletteModel::ShortcutRole).toString();
    const QString kind = index.data(PaletteModel::KindRole).toString();
    const QString detail = whyOff.isEmpty() ? index.data(PaletteModel::DetailRole).toString() : whyOff;
    const bool selected = option.state & QStyle::State_Selected;

    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (selected) {
        painter->setPen(QPen(colours.accent, 1));
        painter->setBrush(colours.selection);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(0.5, 0.5, -0.5, -0.5), theme::space::Corner,
                                 theme::space::Corner);
    }
    QRect room = option.rect.adjusted(Padding, 0, -Padding, 0);
    const int side = theme::scaled(20);
    const QRect iconRoom(room.left(), room.top() + (room.height() - side) / 2, side, side);
    index.data(Qt::DecorationRole)
        .value<QIcon>()
        .paint(painter, iconRoom, Qt::AlignCenter, whyOff.isEmpty() ? QIcon::Normal : QIcon::Disabled);
    room.setLeft(iconRoom.right() + 1 + Padding);

    const QColor faint = selected ? colours.text : colours.secondaryText;
    painter->setFont(theme::captionFont());
    painter->setPen(faint);
    const QString atEnd = shortcut.isEmpty() ? kind : shortcut;
    const int endWidth = painter->fontMetrics().horizontalAdvance(atEnd);
    painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, atEnd);
    room.setRight(room.right() - endWidth - theme::space::Large);

    painter->setPen(whyOff.isEmpty() ? colours.text : faint);
    const int used = drawTitle(*painter, room, index.data(Qt::DisplayRole).toString(),
                               index.data(PaletteModel::PlacesRole).value<QList<int>>(), option.font);
    room.setLeft(used + theme::space::Medium);
    if (room.width() > theme::scaled(40)) {
        painter->setFont(theme::captionFont());
        painter->setPen(faint);
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(detail, Qt::ElideRight, room.width()));
    }
    painter->restore();
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return QSize(0, std::max(option.fontMetrics.height(), theme::scaled(20)) + 2 * theme::space::Small);
}

} // namespace smc::gui
