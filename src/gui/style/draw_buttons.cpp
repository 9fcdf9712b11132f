// Buttons, tabs and headers.
#include "draw.h"
#include "role.h"

#include <QMargins>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>

namespace smc::gui::style {

namespace {

constexpr int ThickLine = 2;

struct ButtonLook
{
    QColor ground;
    QColor edge;
    QColor text;
    int line = 1;
};

ButtonLook plain(QStyle::State state, const theme::Colours &c)
{
    if (!(state & QStyle::State_Enabled))
        return {c.surface, c.line, c.disabledText};
    ButtonLook look{c.raised, c.fieldLine, c.text};
    if (state & QStyle::State_MouseOver)
        look.ground = c.selection;
    if (state & QStyle::State_Sunken)
        look.ground = c.line;
    if (state & QStyle::State_HasFocus)
        look.edge = c.accent;
    return look;
}

ButtonLook filled(QStyle::State state, const theme::Colours &c, const QColor &ground, const QColor &text)
{
    if (!(state & QStyle::State_Enabled))
        return {c.line, c.line, c.secondaryText};
    if (state & QStyle::State_HasFocus)
        return {ground, c.text, text, ThickLine};
    return {ground, ground, text};
}

ButtonLook link(QStyle::State state, const theme::Colours &c)
{
    const bool enabled = state & QStyle::State_Enabled;
    const bool focus = enabled && (state & QStyle::State_HasFocus);
    return {Qt::transparent, focus ? c.accent : QColor(Qt::transparent), enabled ? c.accent : c.disabledText};
}

ButtonLook search(QStyle::State state, const theme::Colours &c)
{
    const bool hover = state & QStyle::State_MouseOver;
    return {hover ? c.selection : c.raised, state & QStyle::State_HasFocus ? c.accent : c.line,
            hover ? c.text : c.secondaryText};
}

QColor hovered(const theme::Colours &c)
{
    return c.accent.lightness() > c.surface.lightness() ? c.accent.lighter(112) : c.accent.darker(115);
}

ButtonLook lookOf(const QStyleOption &option, Role role)
{
    const theme::Colours &c = coloursFor(option);
    const QStyle::State state = option.state;
    switch (role) {
    case Role::Primary:
        return filled(state, c, state & QStyle::State_MouseOver ? hovered(c) : c.accent, c.onAccent);
    case Role::Danger:
        return filled(state, c, c.danger, c.onDanger);
    case Role::Link:
        return link(state, c);
    case Role::Search:
        return search(state, c);
    default:
        return plain(state, c);
    }
}

void drawBox(QPainter &painter, const QRect &rect, Corners corners, const QColor &ground, const QColor &edge, int line)
{
    const double inset = (line - 1) / 2.0;
    painter.setPen(edge.alpha() == 0 ? QPen(Qt::NoPen) : QPen(edge, line));
    painter.setBrush(ground);
    if (inset == 0)
        painter.drawPath(outline(rect, corners, theme::space::Corner - 0.5));
    else
        painter.drawRoundedRect(crisp(rect).adjusted(inset, inset, -inset, -inset), theme::space::Corner - inset,
                                theme::space::Corner - inset);
}

} // namespace

void drawButtonGround(const QStyleOptionButton &option, QPainter &painter, const QWidget *widget)
{
    const ButtonLook look = lookOf(option, roleOf(widget));
    if (look.ground.alpha() == 0 && look.edge.alpha() == 0)
        return;
    drawBox(painter, option.rect, Corners::All, look.ground, look.edge, look.line);
}

QStyleOptionButton labelOf(const QStyleOptionButton &option, const QWidget *widget)
{
    QStyleOptionButton label = option;
    label.palette.setColor(QPalette::ButtonText, lookOf(option, roleOf(widget)).text);
    return label;
}

QMargins buttonMargins(const QWidget *widget)
{
    switch (roleOf(widget)) {
    case Role::Link:
        return {7, 6, 7, 6};
    case Role::Search:
        return {13, 5, 13, 5};
    default:
        return {15, 6, 15, 6};
    }
}

void drawToolButtonGround(const QStyleOption &option, QPainter &painter, const QWidget *widget)
{
    const theme::Colours &c = coloursFor(option);
    const Role role = roleOf(widget);
    const bool isSegment = role == Role::SegmentFirst || role == Role::SegmentLast;
    const bool enabled = option.state & QStyle::State_Enabled;
    QColor ground = isSegment ? c.raised : QColor(Qt::transparent);
    if ((option.state & QStyle::State_On) || (enabled && !isSegment && (option.state & QStyle::State_MouseOver)))
        ground = c.selection;
    const bool focus = option.state & QStyle::State_HasFocus;
    const QColor edge = focus ? c.accent : isSegment ? c.fieldLine : QColor(Qt::transparent);
    if (ground.alpha() == 0 && edge.alpha() == 0)
        return;
    QRect rect = option.rect;
    if (role == Role::SegmentLast && !focus) {
        // The line between the two is the first one's.
        painter.setClipRect(rect);
        rect.setLeft(rect.left() - 1);
    }
    const Corners corners = role == Role::SegmentFirst  ? Corners::Left
                            : role == Role::SegmentLast ? Corners::Right
                                                        : Corners::All;
    drawBox(painter, rect, corners, ground, edge, 1);
}

QMargins toolButtonMargins(const QWidget *widget)
{
    switch (roleOf(widget)) {
    case Role::SegmentFirst:
        return {11, 3, 11, 3};
    case Role::SegmentLast:
        return {10, 3, 11, 3};
    default:
        return {5, 5, 5, 5};
    }
}

void drawTab(const QStyleOptionTab &option, QPainter &painter)
{
    if (!(option.state & QStyle::State_Selected))
        return;
    const QRect &rect = option.rect;
    painter.fillRect(QRect(rect.left(), rect.bottom() - ThickLine + 1, rect.width(), ThickLine),
                     coloursFor(option).accent);
}

void drawHeaderSection(const QStyleOptionHeader &option, QPainter &painter)
{
    const theme::Colours &c = coloursFor(option);
    painter.fillRect(option.rect, c.surface);
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), c.line);
}

} // namespace smc::gui::style
