// A menu's lines: icon or mark, words, keys.
#include "draw.h"
#include "role.h"

#include <QIcon>
#include <QPainter>
#include <QStyleOption>
#include <QWidget>

#include <algorithm>
#include <cmath>

namespace smc::gui::style {

namespace {

struct Insets
{
    int left;
    int beside; ///< Between mark and words.
    int right;
};
constexpr Insets InMenu{12, theme::space::Small, 24};
constexpr Insets InComboBox{6, theme::space::Tight, 6};
constexpr int LeastHeight = 32;
constexpr int UpAndDown = 6;
constexpr int Corner = 4; ///< Of the chosen line: within the menu's own.
constexpr int Separator = 9;
constexpr int SeparatorInset = 8;
constexpr int MarkWidth = 16;

Insets insetsOf(LinesOf of)
{
    return of == LinesOf::Menu ? InMenu : InComboBox;
}

bool isSeparator(const QStyleOptionMenuItem &option)
{
    return option.menuItemType == QStyleOptionMenuItem::Separator;
}

/// The column of icons and marks with the room beside it, where the menu has any.
int markColumn(const QStyleOptionMenuItem &option, LinesOf of, int iconSide)
{
    const int mark = option.menuHasCheckableItems ? theme::scaled(MarkWidth) : 0;
    // A combo box always tells of icons.
    const bool hasIcons = of == LinesOf::Menu ? option.maxIconWidth > 0 : !option.icon.isNull();
    const int icon = hasIcons ? iconSide : 0;
    const int widest = std::max(mark, icon);
    return widest > 0 ? widest + insetsOf(of).beside : 0;
}

void drawMark(const QStyleOptionMenuItem &option, QPainter &painter, const QRect &column, const QColor &colour)
{
    const double scale = theme::zoom() / 100.0;
    painter.setPen(QPen(colour, 1.8 * scale, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    const QPointF centre = QRectF(column).center();
    const QPointF points[] = {centre + scale * QPointF(-4, 0.5), centre + scale * QPointF(-1, 3.5),
                              centre + scale * QPointF(5, -3.5)};
    if (option.checked)
        painter.drawPolyline(points, 3);
}

} // namespace

QSize menuItemSize(const QStyleOptionMenuItem &option, LinesOf of, const QSize &contents, int iconSide)
{
    if (isSeparator(option))
        return {contents.width(), Separator};
    // With an icon or without: one height in all menus.
    const int height = std::max(contents.height(), iconSide);
    const int betweenWordsAndKeys = option.text.contains(QLatin1Char('\t')) ? theme::space::Group : 0;
    return {insetsOf(of).left + markColumn(option, of, iconSide) + contents.width() + betweenWordsAndKeys +
                insetsOf(of).right,
            std::max(LeastHeight, height + 2 * UpAndDown)};
}

void drawMenuPanel(const QStyleOption &option, QPainter &painter, const QWidget *widget)
{
    const theme::Colours &colours = coloursFor(option);
    Box box{colours.raised, colours.fieldLine};
    if (!widget || !widget->testAttribute(Qt::WA_TranslucentBackground))
        box.corners = Corners::None;
    drawBox(painter, option.rect, box);
}

QRegion menuShape(const QRect &panel)
{
    constexpr int Round = theme::space::Corner;
    QRegion shape(panel.adjusted(0, Round, 0, -Round));
    for (int row = 0; row < Round; ++row) {
        // Pixels of which the panel has the lesser part would be seen as dark spots.
        const double up = Round - (row + 0.5);
        const int inset = static_cast<int>(std::lround(Round - std::sqrt(Round * Round - up * up)));
        const int width = panel.width() - 2 * inset;
        shape += QRect(panel.left() + inset, panel.top() + row, width, 1);
        shape += QRect(panel.left() + inset, panel.bottom() - row, width, 1);
    }
    return shape;
}

void drawMenuItem(const QStyle &style, const QStyleOptionMenuItem &option, LinesOf of, QPainter &painter, int iconSide)
{
    const theme::Colours &c = coloursFor(option);
    if (isSeparator(option)) {
        painter.fillRect(QRect(option.rect.left() + SeparatorInset, option.rect.center().y(),
                               option.rect.width() - 2 * SeparatorInset, 1),
                         c.line);
        return;
    }
    const bool enabled = option.state & QStyle::State_Enabled;
    if (option.state & QStyle::State_Selected) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(c.selection);
        painter.drawRoundedRect(option.rect, Corner, Corner);
    }
    const QRect content = option.rect.adjusted(insetsOf(of).left, 0, -insetsOf(of).right, 0);
    const int column = markColumn(option, of, iconSide);
    const QRect mark(content.left(), content.top(), column - insetsOf(of).beside, content.height());
    const QColor colour = enabled ? c.text : c.disabledText;
    if (!option.icon.isNull())
        option.icon.paint(&painter, QRect(mark.left(), mark.center().y() - iconSide / 2, iconSide, iconSide),
                          Qt::AlignCenter, enabled ? QIcon::Normal : QIcon::Disabled);
    else if (option.checkType != QStyleOptionMenuItem::NotCheckable)
        drawMark(option, painter, mark, colour);

    const qsizetype tab = option.text.indexOf(QLatin1Char('\t'));
    const QRect words = QStyle::visualRect(option.direction, option.rect, content.adjusted(column, 0, 0, 0));
    const int mnemonic =
        style.styleHint(QStyle::SH_UnderlineShortcut, &option) ? Qt::TextShowMnemonic : Qt::TextHideMnemonic;
    const int flags = Qt::AlignVCenter | Qt::TextDontClip | Qt::TextSingleLine;
    painter.setPen(colour);
    painter.setFont(option.font);
    painter.drawText(words, flags | mnemonic | Qt::AlignLeft, tab < 0 ? option.text : option.text.left(tab));
    if (tab >= 0)
        painter.drawText(words, flags | Qt::AlignRight, option.text.mid(tab + 1));
    if (option.menuItemType == QStyleOptionMenuItem::SubMenu) {
        drawChevron(painter, {QRectF(option.rect).right() - theme::space::Medium, QRectF(option.rect).center().y()},
                    colour, Towards::Right);
    }
}

} // namespace smc::gui::style
