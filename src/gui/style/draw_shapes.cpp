// What controls are made of: boxes with round corners, rings of focus, chevrons.
#include "draw.h"
#include "role.h"

#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>
#include <QTextCharFormat>

namespace smc::gui::style {

namespace {

constexpr double Stroke = 1.5;
constexpr double RingCorner = 4;
constexpr double ChevronWing = 4; ///< Half of its width; half of that is half of its height.

QPainterPath outline(const QRectF &box, Corners corners, double radius)
{
    QPainterPath path;
    if (corners == Corners::None || corners == Corners::All) {
        const double all = corners == Corners::All ? radius : 0;
        path.addRoundedRect(box, all, all);
        return path;
    }
    const bool left = corners == Corners::Left;
    const double side = 2 * radius;
    const auto corner = [&path, side](double x, double y, double from) { path.arcTo(x, y, side, side, from, -90); };
    path.moveTo(box.left() + (left ? radius : 0), box.top());
    path.lineTo(box.right() - (left ? 0 : radius), box.top());
    if (!left) {
        corner(box.right() - side, box.top(), 90);
        path.lineTo(box.right(), box.bottom() - radius);
        corner(box.right() - side, box.bottom() - side, 0);
    } else {
        path.lineTo(box.right(), box.bottom());
    }
    path.lineTo(box.left() + (left ? radius : 0), box.bottom());
    if (left) {
        corner(box.left(), box.bottom() - side, 270);
        path.lineTo(box.left(), box.top() + radius);
        corner(box.left(), box.top(), 180);
    }
    path.closeSubpath();
    return path;
}

double angleOf(Towards towards)
{
    switch (towards) {
    case Towards::Left:
        return 90;
    case Towards::Up:
        return 180;
    case Towards::Right:
        return 270;
    case Towards::Down:
        break;
    }
    return 0;
}

} // namespace

QRectF crisp(const QRect &rect)
{
    return QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
}

void drawBox(QPainter &painter, const QRect &rect, const Box &box)
{
    if (box.ground.alpha() == 0 && box.edge.alpha() == 0)
        return;
    const double inset = box.line / 2;
    painter.setPen(box.edge.alpha() == 0 ? QPen(Qt::NoPen) : QPen(box.edge, box.line));
    painter.setBrush(box.ground);
    painter.drawPath(outline(QRectF(rect).adjusted(inset, inset, -inset, -inset), box.corners, box.radius - inset));
}

QPainterPath withinFrame(const QRect &frame)
{
    return outline(QRectF(frame).adjusted(1, 1, -1, -1), Corners::All, theme::space::Corner - 1);
}

void drawChevron(QPainter &painter, const QPointF &centre, const QColor &colour, Towards towards)
{
    const double wing = ChevronWing * theme::zoom() / 100.0;
    const double stroke = Stroke * theme::zoom() / 100.0;
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(colour, stroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    painter.setBrush(Qt::NoBrush);
    painter.translate(centre);
    painter.rotate(angleOf(towards));
    const QPointF points[] = {QPointF(-wing, -wing / 2), QPointF(0, wing / 2), QPointF(wing, -wing / 2)};
    painter.drawPolyline(points, 3);
    painter.restore();
}

int chevronSide()
{
    return theme::scaled(theme::space::Medium);
}

void drawFocusRing(const QStyleOption &option, QPainter &painter)
{
    Box ring{Qt::transparent, coloursFor(option).accent, FocusLine};
    ring.radius = RingCorner;
    drawBox(painter, option.rect, ring);
}

QTextCharFormat focusedLink(const QStyleOption &option)
{
    QTextCharFormat link;
    link.setBackground(coloursFor(option).accent);
    link.setForeground(coloursFor(option).onAccent);
    return link;
}

void drawArrow(QStyle::PrimitiveElement element, const QStyleOption &option, QPainter &painter)
{
    const theme::Colours &colours = coloursFor(option);
    Towards towards = Towards::Down;
    switch (element) {
    case QStyle::PE_IndicatorArrowUp:
        towards = Towards::Up;
        break;
    case QStyle::PE_IndicatorArrowLeft:
        towards = Towards::Left;
        break;
    case QStyle::PE_IndicatorArrowRight:
        towards = Towards::Right;
        break;
    case QStyle::PE_IndicatorBranch:
        if (!(option.state & QStyle::State_Children))
            return;
        if (!(option.state & QStyle::State_Open))
            towards = option.direction == Qt::RightToLeft ? Towards::Left : Towards::Right;
        break;
    case QStyle::PE_IndicatorHeaderArrow: // Ascending: the small above the large.
        if (const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(&option);
            header && header->sortIndicator == QStyleOptionHeader::SortDown)
            towards = Towards::Up;
        break;
    default:
        break;
    }
    drawChevron(painter, QRectF(option.rect).center(),
                option.state & QStyle::State_Enabled ? colours.secondaryText : colours.disabledText, towards);
}

} // namespace smc::gui::style
