// Fields, frames, and what stands around them.
#include "draw.h"
#include "role.h"

#include <QAbstractScrollArea>
#include <QLineEdit>
#include <QPainter>
#include <QPainterPath>
#include <QScrollArea>
#include <QStyleOption>

namespace smc::gui::style {

namespace {

constexpr double Stroke = 1.5;
constexpr double BoxCorner = 3;
constexpr int HandleMargin = 3;

void drawBox(QPainter &painter, const QRect &rect, Corners corners, const QColor &edge, const QBrush &ground)
{
    painter.setPen(QPen(edge, 1));
    painter.setBrush(ground);
    painter.drawPath(outline(rect, corners, theme::space::Corner - 0.5));
}

} // namespace

QRectF crisp(const QRect &rect)
{
    return QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
}

QPainterPath outline(const QRect &rect, Corners corners, double radius)
{
    const QRectF box = crisp(rect);
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

void drawChevron(QPainter &painter, const QPointF &centre, const QColor &colour)
{
    painter.setPen(QPen(colour, Stroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF points[] = {centre + QPointF(-4, -2), centre + QPointF(0, 2), centre + QPointF(4, -2)};
    painter.drawPolyline(points, 3);
}

void drawCheckBox(const QStyleOption &option, QPainter &painter)
{
    const theme::Colours &colours = coloursFor(option);
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool on = option.state & (QStyle::State_On | QStyle::State_NoChange);
    const QColor fill = on ? (enabled ? colours.accent : colours.disabledText) : colours.raised;
    const QColor edge = on ? fill : (enabled ? colours.fieldLine : colours.line);
    painter.setPen(QPen(edge, 1));
    painter.setBrush(fill);
    const QRectF box = crisp(option.rect);
    painter.drawRoundedRect(box, BoxCorner, BoxCorner);
    if (!on)
        return;
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(enabled ? colours.onAccent : colours.surface, 1.8, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto at = [&box](double x, double y) {
        return QPointF(box.left() + x * box.width(), box.top() + y * box.height());
    };
    if (option.state & QStyle::State_NoChange) {
        painter.drawLine(at(0.25, 0.5), at(0.75, 0.5));
        return;
    }
    const QPointF points[] = {at(0.24, 0.52), at(0.43, 0.70), at(0.77, 0.31)};
    painter.drawPolyline(points, 3);
}

void drawComboBox(const QStyleOptionComplex &option, QPainter &painter, const QRect &arrow, const QWidget *widget)
{
    const theme::Colours &colours = coloursFor(option);
    const bool isActive = widget && widget->property("active").toBool();
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool focus = option.state & QStyle::State_HasFocus;
    drawBox(painter, option.rect, Corners::All,
            !enabled            ? colours.line
            : focus || isActive ? colours.accent
                                : colours.fieldLine,
            isActive ? colours.selection : colours.raised);
    painter.setBrush(Qt::NoBrush);
    drawChevron(painter, QRectF(arrow).center(), enabled ? colours.secondaryText : colours.disabledText);
}

void drawFocusRing(const QStyleOption &option, QPainter &painter)
{
    painter.setPen(QPen(coloursFor(option).accent, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(crisp(option.rect), BoxCorner, BoxCorner);
}

void drawLineEdit(const QStyleOption &option, QPainter &painter, const QWidget *widget)
{
    const Role role = roleOf(widget);
    if (role == Role::Path)
        return;
    const theme::Colours &colours = coloursFor(option);
    const auto *edit = qobject_cast<const QLineEdit *>(widget);
    const bool isFixed = !(option.state & QStyle::State_Enabled) || (edit && edit->isReadOnly());
    const bool focus = option.state & QStyle::State_HasFocus;
    const QColor edge = isWrong(widget) ? colours.danger
                        : isFixed       ? colours.line
                        : focus         ? colours.accent
                                        : colours.fieldLine;
    drawBox(painter, option.rect, role == Role::Cell ? Corners::None : Corners::All, edge,
            isFixed ? colours.surface : colours.raised);
}

void drawFrame(const QStyleOption &option, QPainter &painter, const QWidget *widget)
{
    const theme::Colours &colours = coloursFor(option);
    QColor edge = colours.line;
    QColor ground = colours.raised;
    if (qobject_cast<const QAbstractScrollArea *>(widget)) {
        if (roleOf(widget) == Role::Code) // A field for several lines.
            edge = colours.fieldLine;
        if (isWrong(widget))
            edge = colours.danger;
        else if (option.state & QStyle::State_HasFocus)
            edge = colours.accent;
    } else if (isCalled(widget, QLatin1String("verdict"))) {
        ground = theme::tintOf(toneOf(widget), colours);
    } else if (isCalled(widget, QLatin1String("banner"))) {
        ground = theme::tintOf(toneOf(widget), colours);
        edge = theme::colourOf(toneOf(widget), colours);
    } else if (isCalled(widget, QLatin1String("palette"))) {
        ground = colours.surface;
        edge = colours.fieldLine;
    }
    drawBox(painter, option.rect, Corners::All, edge, ground);
}

bool drawGround(const QStyleOption &option, QPainter &painter, const QWidget *widget)
{
    const theme::Colours &colours = coloursFor(option);
    if (isCalled(widget, QLatin1String("navigation"))) {
        painter.fillRect(option.rect, colours.sunken);
        painter.fillRect(QRect(option.rect.right(), option.rect.top(), 1, option.rect.height()), colours.line);
        return true;
    }
    if (isCalled(widget, QLatin1String("productionLine"))) {
        painter.fillRect(option.rect, colours.danger);
        return true;
    }
    return false;
}

void drawScrollBarHandle(const QStyleOption &option, QPainter &painter, const QRect &slider)
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(coloursFor(option).fieldLine);
    painter.drawRoundedRect(slider.adjusted(HandleMargin, HandleMargin, -HandleMargin, -HandleMargin), BoxCorner,
                            BoxCorner);
}

void drawProgress(const QStyleOptionProgressBar &option, QPainter &painter)
{
    const theme::Colours &colours = coloursFor(option);
    painter.setPen(Qt::NoPen);
    painter.setBrush(colours.line);
    painter.drawRoundedRect(option.rect, BoxCorner, BoxCorner);
    painter.setBrush(colours.accent);
    QRect chunk = option.rect;
    if (option.maximum > option.minimum) {
        const double share = (double(option.progress) - option.minimum) / (double(option.maximum) - option.minimum);
        chunk.setWidth(qBound(0, qRound(share * chunk.width()), chunk.width()));
    } else { // How much there is to do is not known: a piece in the middle, which does not move.
        chunk.adjust(chunk.width() / 3, 0, -chunk.width() / 3, 0);
    }
    if (!chunk.isEmpty())
        painter.drawRoundedRect(chunk, BoxCorner, BoxCorner);
}

void drawStatusBar(const QStyleOption &option, QPainter &painter)
{
    const theme::Colours &colours = coloursFor(option);
    painter.fillRect(option.rect, colours.sunken);
    painter.fillRect(QRect(option.rect.left(), option.rect.top(), option.rect.width(), 1), colours.line);
}

void drawTip(const QStyleOption &option, QPainter &painter)
{
    const theme::Colours &colours = coloursFor(option);
    painter.fillRect(option.rect, colours.line);
    painter.fillRect(option.rect.adjusted(1, 1, -1, -1), colours.raised);
}

void drawNavigationItem(const QStyleOption &option, QPainter &painter)
{
    const theme::Colours &colours = coloursFor(option);
    const bool isSelected = option.state & QStyle::State_Selected;
    if (!isSelected && !(option.state & QStyle::State_MouseOver))
        return;
    const QRect rect = option.rect.adjusted(0, 1, 0, -1);
    if (isSelected && (option.state & QStyle::State_HasFocus)) {
        drawBox(painter, rect, Corners::All, colours.accent, colours.selection);
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(isSelected ? colours.selection : colours.line);
    painter.drawRoundedRect(rect, theme::space::Corner, theme::space::Corner);
}

} // namespace smc::gui::style
