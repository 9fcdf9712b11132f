#include "palette_delegate.h"

#include "../theme.h"
#include "../widgets/item_tip.h"
#include "palette_model.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QIcon>
#include <QPainter>

#include <algorithm>
#include <numeric>
#include <utility>
#include <vector>

namespace smc::gui {

namespace {

constexpr int Padding = theme::space::Small;

QFont bold(QFont font)
{
    font.setWeight(QFont::Bold);
    return font;
}

/// A run of letters of the title that all matched, or did not.
struct Piece
{
    QString text;
    QFont font;
    int width = 0;
};

std::vector<Piece> piecesOf(const QString &title, const QList<int> &places, const QFont &font)
{
    std::vector<Piece> pieces;
    for (int at = 0; at < title.size();) {
        const bool matched = places.contains(at);
        int end = at + 1;
        while (end < title.size() && places.contains(end) == matched)
            ++end;
        Piece piece{title.mid(at, end - at), matched ? bold(font) : font};
        piece.width = QFontMetrics(piece.font).horizontalAdvance(piece.text);
        pieces.push_back(std::move(piece));
        at = end;
    }
    return pieces;
}

int widthOf(const std::vector<Piece> &pieces)
{
    return std::accumulate(pieces.begin(), pieces.end(), 0,
                           [](int width, const Piece &piece) { return width + piece.width; });
}

/// As far as there is room; where the next thing may begin.
int drawTitle(QPainter &painter, const QRect &room, const std::vector<Piece> &pieces)
{
    int x = room.left();
    for (const Piece &piece : pieces) {
        const int left = room.right() + 1 - x;
        if (left <= 0)
            break;
        painter.setFont(piece.font);
        const QString text =
            piece.width <= left ? piece.text : QFontMetrics(piece.font).elidedText(piece.text, Qt::ElideRight, left);
        painter.drawText(QRect(x, room.top(), left, room.height()), Qt::AlignLeft | Qt::AlignVCenter, text);
        x += piece.width;
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
    const QString detail = index.data(PaletteModel::DetailRole).toString();
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
    const int endWidth = painter->fontMetrics().horizontalAdvance(atEnd) + theme::space::Large;
    const std::vector<Piece> title = piecesOf(index.data(Qt::DisplayRole).toString(),
                                              index.data(PaletteModel::PlacesRole).value<QList<int>>(), option.font);
    const int before = widthOf(title);
    const int detailWidth =
        detail.isEmpty() ? 0 : theme::space::Medium + painter->fontMetrics().horizontalAdvance(detail);
    // The kind is told by the icon, too.
    if (before + endWidth + (shortcut.isEmpty() ? detailWidth : 0) <= room.width()) {
        painter->drawText(room, Qt::AlignRight | Qt::AlignVCenter, atEnd);
        room.setRight(room.right() - endWidth);
    }

    painter->setPen(whyOff.isEmpty() ? colours.text : faint);
    const int used = drawTitle(*painter, room, title);
    room.setLeft(used + theme::space::Medium);
    if (room.width() > theme::scaled(40)) {
        painter->setFont(theme::captionFont());
        painter->setPen(faint);
        painter->drawText(room, Qt::AlignLeft | Qt::AlignVCenter,
                          painter->fontMetrics().elidedText(detail, Qt::ElideRight, room.width()));
    }
    painter->restore();
}

bool PaletteDelegate::helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
                                const QModelIndex &index)
{
    if (event->type() == QEvent::ToolTip)
        return showItemTip(*event, *view, index);
    return QStyledItemDelegate::helpEvent(event, view, option, index);
}

QSize PaletteDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return QSize(0, std::max(option.fontMetrics.height(), theme::scaled(20)) + 2 * theme::space::Small);
}

} // namespace smc::gui
