// Fields, frames, and what stands around them.
#include "draw.h"
#include "role.h"

#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QLineEdit>
#include <QPainter>
#include <QPainterPath>
#include <QScrollArea>
#include <QStyleOption>

#include <chrono>
#include <cmath>
#include <numbers>

namespace smc::gui::style {

namespace {

constexpr double BoxCorner = 3;
constexpr int HandleMargin = 3;

/// The edge of a field.
Box fieldBox(const QStyleOption &option, const QColor &ground)
{
    const theme::Colours &colours = coloursFor(option);
    if (!(option.state & QStyle::State_Enabled))
        return {ground, colours.line};
    if (option.state & QStyle::State_HasFocus)
        return {ground, colours.accent, FocusLine};
    return {ground, colours.fieldLine};
}

/// 0 to 1 and back, slower near the ends, by the clock: all that moves, moves together.
double pendulum()
{
    using namespace std::chrono;
    constexpr milliseconds Period = 2400ms;
    const auto now = duration_cast<milliseconds>(steady_clock::now().time_since_epoch()) % Period;
    return (1 - std::cos(2 * std::numbers::pi * double(now.count()) / double(Period.count()))) / 2;
}

/// A step's arrow, on a ground of its own under the pointer.
void drawStep(const QStyleOptionSpinBox &option, QPainter &painter, QStyle::SubControl part, const QRect &rect)
{
    if (rect.isEmpty())
        return;
    const theme::Colours &colours = coloursFor(option);
    const bool isUp = part == QStyle::SC_SpinBoxUp;
    const bool can =
        (option.state & QStyle::State_Enabled) &&
        (option.stepEnabled & (isUp ? QAbstractSpinBox::StepUpEnabled : QAbstractSpinBox::StepDownEnabled));
    if (can && option.activeSubControls == part && (option.state & (QStyle::State_MouseOver | QStyle::State_Sunken)))
        painter.fillRect(rect, option.state & QStyle::State_Sunken ? colours.line : colours.selection);
    drawChevron(painter, QRectF(rect).center(), can ? colours.secondaryText : colours.disabledText,
                isUp ? Towards::Up : Towards::Down);
}

} // namespace

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
    Box box = fieldBox(option, isActive ? colours.selection : colours.raised);
    if (isActive && enabled)
        box.edge = colours.accent;
    drawBox(painter, option.rect, box);
    drawChevron(painter, QRectF(arrow).center(), enabled ? colours.secondaryText : colours.disabledText);
}

void drawSpinBox(const QStyleOptionSpinBox &option, QPainter &painter, const QRect &up, const QRect &down)
{
    const theme::Colours &colours = coloursFor(option);
    const bool enabled = option.state & QStyle::State_Enabled;
    drawBox(painter, option.rect, fieldBox(option, enabled ? colours.raised : colours.surface));
    drawStep(option, painter, QStyle::SC_SpinBoxUp, up);
    drawStep(option, painter, QStyle::SC_SpinBoxDown, down);
}

void drawLineEdit(const QStyleOption &option, QPainter &painter, const QWidget *widget)
{
    const Role role = roleOf(widget);
    if (role == Role::Path)
        return;
    const theme::Colours &colours = coloursFor(option);
    const auto *edit = qobject_cast<const QLineEdit *>(widget);
    const bool isFixed = !(option.state & QStyle::State_Enabled) || (edit && edit->isReadOnly());
    Box box = fieldBox(option, isFixed ? colours.surface : colours.raised);
    if (isWrong(widget))
        box.edge = colours.danger;
    else if (isFixed && !(option.state & QStyle::State_HasFocus))
        box.edge = colours.line;
    if (role == Role::Cell) {
        box.corners = Corners::None;
        const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(&option);
        if (frame && frame->lineWidth == 0)
            box.line = 1; // It is no higher than the text of its row.
    }
    drawBox(painter, option.rect, box);
}

void drawFrame(const QStyleOption &option, QPainter &painter, const QWidget *widget)
{
    const theme::Colours &colours = coloursFor(option);
    Box box{colours.raised, colours.line};
    auto &[ground, edge, line, corners, radius] = box;
    if (qobject_cast<const QAbstractScrollArea *>(widget)) {
        const bool focus = option.state & QStyle::State_HasFocus;
        if (roleOf(widget) == Role::Code) // A field for several lines.
            edge = colours.fieldLine;
        if (focus)
            line = FocusLine;
        if (isWrong(widget))
            edge = colours.danger;
        else if (focus)
            edge = colours.accent;
    } else if (roleOf(widget) == Role::Card && (option.state & QStyle::State_HasFocus)) {
        edge = colours.accent;
        line = FocusLine;
    } else if (isCalled(widget, QLatin1String("verdict"))) {
        ground = theme::tintOf(toneOf(widget), colours);
    } else if (isCalled(widget, QLatin1String("banner"))) {
        ground = theme::tintOf(toneOf(widget), colours);
        edge = theme::colourOf(toneOf(widget), colours);
    } else if (isCalled(widget, QLatin1String("palette"))) {
        ground = colours.surface;
        edge = colours.fieldLine;
    }
    drawBox(painter, option.rect, box);
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
    } else { // How much there is to do is not known: a piece that goes to and fro, or stands in the middle.
        const int room = chunk.width() - chunk.width() / 3;
        chunk.setWidth(chunk.width() / 3);
        chunk.translate(qRound(room * (theme::allowsMotion() ? pendulum() : 0.5)), 0);
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
        drawBox(painter, rect, {colours.selection, colours.accent, FocusLine});
        return;
    }
    painter.setPen(Qt::NoPen);
    painter.setBrush(isSelected ? colours.selection : colours.line);
    painter.drawRoundedRect(rect, theme::space::Corner, theme::space::Corner);
}

} // namespace smc::gui::style
