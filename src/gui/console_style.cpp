#include "console_style.h"

#include "theme.h"

#include <QAbstractItemView>
#include <QPainter>
#include <QPainterPath>
#include <QStyleOption>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr double Stroke = 1.5;
constexpr int ControlHeight = 32;
constexpr int TextInset = 6;

QRectF crisp(const QRect &rect)
{
    return QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
}

void drawChevron(QPainter &painter, const QPointF &centre, const QColor &colour)
{
    painter.setPen(QPen(colour, Stroke, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF points[] = {centre + QPointF(-4, -2), centre + QPointF(0, 2), centre + QPointF(4, -2)};
    painter.drawPolyline(points, 3);
}

void drawCheckBox(const QStyleOption &option, QPainter &painter, const theme::Colours &colours)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool on = option.state & (QStyle::State_On | QStyle::State_NoChange);
    const QColor fill = on ? (enabled ? colours.accent : colours.disabledText) : colours.raised;
    const QColor edge = on ? fill : (enabled ? colours.fieldLine : colours.line);
    painter.setPen(QPen(edge, 1));
    painter.setBrush(fill);
    const QRectF box = crisp(option.rect);
    painter.drawRoundedRect(box, 3, 3);
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

/// `widget` may say with its property "active" that it narrows what is shown.
void drawComboBox(const QStyleOptionComplex &option, QPainter &painter, const theme::Colours &colours,
                  const QRect &arrow, const QWidget *widget)
{
    const bool isActive = widget && widget->property("active").toBool();
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool focus = option.state & QStyle::State_HasFocus;
    painter.setPen(QPen(!enabled ? colours.line : focus || isActive ? colours.accent : colours.fieldLine, 1));
    painter.setBrush(isActive ? colours.selection : colours.raised);
    painter.drawRoundedRect(crisp(option.rect), theme::space::Corner, theme::space::Corner);
    painter.setBrush(Qt::NoBrush);
    drawChevron(painter, QRectF(arrow).center(), enabled ? colours.secondaryText : colours.disabledText);
}

} // namespace

ConsoleStyle::ConsoleStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{
}

void ConsoleStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const
{
    const theme::Colours &colours = theme::colours(theme::schemeOf(option->palette));
    if (element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck) {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        drawCheckBox(*option, *painter, colours);
        painter->restore();
        return;
    }
    if (element == PE_FrameFocusRect) {
        if (qobject_cast<const QAbstractItemView *>(widget))
            return; // The selection shows where one is.
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(QPen(colours.accent, 1));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(crisp(option->rect), 3, 3);
        painter->restore();
        return;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void ConsoleStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                      const QWidget *widget) const
{
    if (control != CC_ComboBox) {
        QProxyStyle::drawComplexControl(control, option, painter, widget);
        return;
    }
    const theme::Colours &colours = theme::colours(theme::schemeOf(option->palette));
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    drawComboBox(*option, *painter, colours, subControlRect(control, option, SC_ComboBoxArrow, widget), widget);
    painter->restore();
}

QRect ConsoleStyle::subControlRect(ComplexControl control, const QStyleOptionComplex *option, SubControl part,
                                   const QWidget *widget) const
{
    QRect rect = QProxyStyle::subControlRect(control, option, part, widget);
    // Text begins where it does in a line edit.
    if (control == CC_ComboBox && part == SC_ComboBoxEditField)
        rect.adjust(TextInset, 0, 0, 0);
    return rect;
}

QSize ConsoleStyle::sizeFromContents(ContentsType type, const QStyleOption *option, const QSize &size,
                                     const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    if (type == CT_SpinBox)
        result.setHeight(std::max(result.height(), ControlHeight));
    if (type == CT_ComboBox) {
        result.setHeight(std::max(result.height(), ControlHeight));
        result.rwidth() += theme::space::Small + TextInset;
    }
    return result;
}

int ConsoleStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
        return theme::scaled(16);
    case PM_CheckBoxLabelSpacing:
        return theme::space::Small;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
    case PM_ListViewIconSize:
        return theme::scaled(20);
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int ConsoleStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                            QStyleHintReturn *data) const
{
    switch (hint) {
    case SH_Widget_Animation_Duration:
        return 0;
    case SH_EtchDisabledText:
    case SH_DitherDisabledText:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, data);
    }
}

} // namespace smc::gui
