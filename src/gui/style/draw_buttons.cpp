// Buttons, tabs and headers.
#include "draw.h"
#include "role.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QMargins>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>

namespace smc::gui::style {

namespace {

struct ButtonLook
{
    QColor ground;
    QColor edge;
    QColor text;
};

/// `colour` under a pointer that hovers, or presses: away from the window's ground, then further.
QColor touched(QStyle::State state, const theme::Colours &c, const QColor &colour)
{
    constexpr int Hover = 112;
    constexpr int Press = 128;
    if (!(state & (QStyle::State_MouseOver | QStyle::State_Sunken)))
        return colour;
    const int by = state & QStyle::State_Sunken ? Press : Hover;
    return c.text.lightness() > c.surface.lightness() ? colour.lighter(by) : colour.darker(by);
}

ButtonLook plain(QStyle::State state, const theme::Colours &c)
{
    if (!(state & QStyle::State_Enabled))
        return {c.surface, c.line, c.disabledText};
    ButtonLook look{c.raised, c.fieldLine, c.text};
    if (state & QStyle::State_MouseOver)
        look.ground = c.selection;
    if (state & (QStyle::State_Sunken | QStyle::State_On))
        look.ground = c.line;
    if (state & QStyle::State_HasFocus)
        look.edge = c.accent;
    return look;
}

ButtonLook filled(QStyle::State state, const theme::Colours &c, const QColor &ground, const QColor &text)
{
    if (!(state & QStyle::State_Enabled))
        return {c.line, c.line, c.secondaryText};
    const QColor now = touched(state, c, ground);
    return {now, state & QStyle::State_HasFocus ? c.text : now, text};
}

/// In words and edge what filled() has as its ground: what can't be undone, where another button is the one to press.
ButtonLook warned(QStyle::State state, const theme::Colours &c)
{
    ButtonLook look = plain(state, c);
    if (!(state & QStyle::State_Enabled))
        return look;
    look.text = c.danger;
    look.edge = state & QStyle::State_HasFocus ? c.text : c.danger;
    if (state & (QStyle::State_MouseOver | QStyle::State_Sunken))
        look.ground = c.dangerTint;
    return look;
}

ButtonLook link(QStyle::State state, const theme::Colours &c)
{
    if (!(state & QStyle::State_Enabled))
        return {Qt::transparent, Qt::transparent, c.disabledText};
    return {state & QStyle::State_Sunken ? c.selection : QColor(Qt::transparent),
            state & QStyle::State_HasFocus ? c.accent : QColor(Qt::transparent), c.accent};
}

ButtonLook search(QStyle::State state, const theme::Colours &c)
{
    const bool hover = state & QStyle::State_MouseOver;
    return {state & QStyle::State_Sunken ? c.line
            : hover                      ? c.selection
                                         : c.raised,
            state & QStyle::State_HasFocus ? c.accent : c.fieldLine, hover ? c.text : c.secondaryText};
}

ButtonLook lookOf(const QStyleOption &option, Role role)
{
    const theme::Colours &c = coloursFor(option);
    const QStyle::State state = option.state;
    switch (role) {
    case Role::Primary:
        return filled(state, c, c.accent, c.onAccent);
    case Role::Danger:
        return filled(state, c, c.danger, c.onDanger);
    case Role::Destructive:
        return warned(state, c);
    case Role::Link:
        return link(state, c);
    case Role::Search:
        return search(state, c);
    default:
        return plain(state, c);
    }
}

double lineOf(const QStyleOption &option)
{
    const bool focus = (option.state & QStyle::State_Enabled) && (option.state & QStyle::State_HasFocus);
    return focus ? FocusLine : Line;
}

} // namespace

void drawButtonGround(const QStyleOptionButton &option, QPainter &painter, const QWidget *widget)
{
    const Role role = roleOf(widget);
    const ButtonLook look = lookOf(option, role);
    if (role != Role::Link || option.text.isEmpty()) {
        drawBox(painter, option.rect, {look.ground, look.edge, lineOf(option)});
        return;
    }
    // Its words reach to its edges: a line under them shows where the keyboard is.
    painter.fillRect(option.rect, look.ground);
    QRectF line(option.rect);
    line.setTop(line.bottom() - FocusLine);
    painter.fillRect(line, look.edge);
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
    case Role::Link: {
        // Words stand in line with what is above and below them.
        const auto *button = qobject_cast<const QAbstractButton *>(widget);
        return button && button->text().isEmpty() ? QMargins(7, 6, 7, 6) : QMargins(0, 6, 0, 6);
    }
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
    if (enabled && (option.state & QStyle::State_Sunken))
        ground = c.line;
    const bool focus = option.state & QStyle::State_HasFocus;
    const QColor edge = focus ? c.accent : isSegment ? c.fieldLine : QColor(Qt::transparent);
    QRect rect = option.rect;
    if (role == Role::SegmentLast && !focus) {
        // The line between the two is the first one's.
        painter.setClipRect(rect);
        rect.setLeft(rect.left() - 1);
    }
    const Corners corners = role == Role::SegmentFirst  ? Corners::Left
                            : role == Role::SegmentLast ? Corners::Right
                                                        : Corners::All;
    drawBox(painter, rect, {ground, edge, lineOf(option), corners});
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
    constexpr int UnderLine = 2;
    const theme::Colours &c = coloursFor(option);
    const QRect &rect = option.rect;
    if (option.state & QStyle::State_Selected)
        painter.fillRect(QRect(rect.left(), rect.bottom() - UnderLine + 1, rect.width(), UnderLine), c.accent);
    else if ((option.state & QStyle::State_Enabled) && (option.state & QStyle::State_MouseOver))
        painter.fillRect(QRect(rect.left(), rect.bottom() - UnderLine + 1, rect.width(), UnderLine), c.line);
    if (option.state & QStyle::State_HasFocus)
        drawFocusRing(option, painter);
}

void drawHeaderGround(const QStyleOption &option, QPainter &painter, const QWidget *widget)
{
    const theme::Colours &c = coloursFor(option);
    const auto *view = widget ? qobject_cast<const QAbstractScrollArea *>(widget->parentWidget()) : nullptr;
    if (view && view->frameShape() != QFrame::NoFrame)
        painter.setClipPath(withinFrame(view->rect().translated(-widget->pos())));
    painter.fillRect(option.rect, c.surface);
    painter.fillRect(QRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1), c.line);
}

} // namespace smc::gui::style
