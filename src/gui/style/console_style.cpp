// What the style draws by itself. How large things are: console_style_sizes.cpp.
#include "console_style.h"

#include "../icons.h"
#include "draw.h"
#include "dress.h"
#include "role.h"

#include <QAbstractItemView>
#include <QAbstractScrollArea>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QPainter>
#include <QScrollArea>
#include <QStyleOption>
#include <QTimer>

namespace smc::gui {

using namespace style;

namespace {

constexpr int MenuArrowRight = 8;
constexpr int FrameMs = 33; ///< Between two pictures of what moves.

/// Where one line of a view is selected, that one is where one is.
bool isShownBySelection(const QStyleOption &option, const QAbstractItemView &view)
{
    if (!(option.state & QStyle::State_Selected) || !view.selectionModel())
        return false;
    const QItemSelection selection = view.selectionModel()->selection();
    return selection.size() == 1 && selection.first().height() == 1;
}

/// What a combo box to type into opens is a list below it, for Qt: no menu, and without round corners.
bool isListOfEditable(const QWidget &popup)
{
    const auto *combo = qobject_cast<const QComboBox *>(popup.parentWidget());
    return combo && combo->isEditable();
}

/// Leaves the painter as it was.
class Painting
{
public:
    explicit Painting(QPainter &painter)
        : m_painter(painter)
    {
        painter.save();
        painter.setRenderHint(QPainter::Antialiasing);
    }
    ~Painting() { m_painter.restore(); }
    Painting(const Painting &) = delete;
    Painting &operator=(const Painting &) = delete;

private:
    QPainter &m_painter;
};

template <typename Option>
const Option &as(const QStyleOption &option)
{
    return static_cast<const Option &>(option);
}

} // namespace

ConsoleStyle::ConsoleStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{
}

void ConsoleStyle::polish(QWidget *widget)
{
    QProxyStyle::polish(widget);
#ifndef Q_OS_WIN // There such windows need other flags; menus have square corners.
    if (qobject_cast<QMenu *>(widget) || (isPopupOfCombo(widget) && !isListOfEditable(*widget)))
        widget->setAttribute(Qt::WA_TranslucentBackground); // Beside the round corners.
#endif
    if (qobject_cast<QMenu *>(widget))
        widget->installEventFilter(&m_menuHover);
    // What people and servers name is no markup: what has some says so itself, but for tips.
    auto *label = qobject_cast<QLabel *>(widget);
    if (label && label->textFormat() == Qt::AutoText && !label->inherits("QTipLabel"))
        label->setTextFormat(Qt::PlainText);
    m_wheelGuard.watch(*widget);
    m_keyGuard.watch(*widget);
    dress(*widget);
}

void ConsoleStyle::drawPrimitive(PrimitiveElement element, const QStyleOption *option, QPainter *painter,
                                 const QWidget *widget) const
{
    {
        const Painting painting(*painter);
        if (drawOwnPrimitive(element, *option, *painter, widget))
            return;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

bool ConsoleStyle::drawOwnPrimitive(PrimitiveElement element, const QStyleOption &option, QPainter &painter,
                                    const QWidget *widget) const
{
    switch (element) {
    case PE_IndicatorCheckBox:
    case PE_IndicatorItemViewItemCheck:
        drawCheckBox(option, painter);
        return true;
    case PE_FrameFocusRect:
        if (const auto *view = qobject_cast<const QAbstractItemView *>(widget);
            !view || !isShownBySelection(option, *view))
            drawFocusRing(option, painter);
        return true;
    case PE_IndicatorArrowDown:
    case PE_IndicatorArrowUp:
    case PE_IndicatorArrowLeft:
    case PE_IndicatorArrowRight:
    case PE_IndicatorHeaderArrow:
    case PE_IndicatorBranch:
        drawArrow(element, option, painter);
        return true;
    case PE_PanelLineEdit:
        // In a table it has no frame of its own, and covers what stood there.
        if (as<QStyleOptionFrame>(option).lineWidth > 0 || roleOf(widget) == Role::Cell)
            drawLineEdit(option, painter, widget);
        return true;
    case PE_Frame:
        if (isPopupOfCombo(widget)) {
            // Qt draws the panel itself where the popup has round corners by translucency alone.
            if (!widget->mask().isEmpty() || isListOfEditable(*widget))
                drawMenuPanel(option, painter, widget);
            return true;
        }
        drawFrame(option, painter, widget);
        return true;
    case PE_FrameTabWidget:
    case PE_FrameTabBarBase:
    case PE_FrameStatusBarItem:
        return true;
    case PE_PanelStatusBar:
        drawStatusBar(option, painter);
        return true;
    case PE_PanelScrollAreaCorner:
        painter.fillRect(option.rect, qobject_cast<const QScrollArea *>(widget) ? coloursFor(option).surface
                                                                                : coloursFor(option).raised);
        return true;
    case PE_PanelMenu:
        drawMenuPanel(option, painter, widget);
        return true;
    case PE_PanelTipLabel:
        drawTip(option, painter);
        return true;
    case PE_FrameMenu:
        return true;
    case PE_PanelItemViewItem:
        if (isCalled(widget, QLatin1String("navigation.pages"))) {
            drawNavigationItem(option, painter);
            return true;
        }
        return false;
    default:
        return false;
    }
}

void ConsoleStyle::drawControl(ControlElement element, const QStyleOption *option, QPainter *painter,
                               const QWidget *widget) const
{
    {
        const Painting painting(*painter);
        if (drawOwnControl(element, *option, *painter, widget))
            return;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

bool ConsoleStyle::drawOwnControl(ControlElement element, const QStyleOption &option, QPainter &painter,
                                  const QWidget *widget) const
{
    switch (element) {
    case CE_PushButton:
        drawPushButton(as<QStyleOptionButton>(option), painter, widget);
        return true;
    case CE_TabBarTabShape:
        drawTab(as<QStyleOptionTab>(option), painter);
        return true;
    case CE_TabBarTabLabel:
        drawTabLabel(as<QStyleOptionTab>(option), painter, widget);
        return true;
    case CE_Header:
        drawHeader(as<QStyleOptionHeader>(option), painter, widget);
        return true;
    case CE_HeaderEmptyArea:
        drawHeaderGround(option, painter, widget);
        return true;
    case CE_ShapedFrame:
        return drawGround(option, painter, widget);
    case CE_Splitter:
        if (option.state & State_MouseOver)
            painter.fillRect(option.rect, coloursFor(option).line);
        return true;
    case CE_ProgressBar:
        drawProgressBar(as<QStyleOptionProgressBar>(option), painter, widget);
        return true;
    case CE_MenuItem:
        drawMenuItem(*this, as<QStyleOptionMenuItem>(option),
                     qobject_cast<const QMenu *>(widget) ? LinesOf::Menu : LinesOf::ComboBox, painter,
                     pixelMetric(PM_SmallIconSize, &option, widget));
        return true;
    case CE_MenuEmptyArea:
        return true;
    default:
        return false;
    }
}

void ConsoleStyle::drawHeader(const QStyleOptionHeader &option, QPainter &painter, const QWidget *widget) const
{
    painter.save();
    drawHeaderGround(option, painter, widget);
    painter.restore();
    painter.setRenderHint(QPainter::Antialiasing, false);
    QStyleOptionHeader part = option;
    part.palette.setColor(QPalette::ButtonText, coloursFor(option).secondaryText);
    part.rect = subElementRect(SE_HeaderLabel, &option, widget);
    const int icon = part.icon.isNull() ? 0 : pixelMetric(PM_SmallIconSize, &option, widget) + theme::space::Tight;
    part.text = part.fontMetrics.elidedText(part.text, Qt::ElideRight, part.rect.width() - icon);
    QProxyStyle::drawControl(CE_HeaderLabel, &part, &painter, widget);
    if (option.sortIndicator == QStyleOptionHeader::None)
        return;
    part.rect = subElementRect(SE_HeaderArrow, &option, widget);
    drawPrimitive(PE_IndicatorHeaderArrow, &part, &painter, widget);
}

void ConsoleStyle::drawProgressBar(const QStyleOptionProgressBar &option, QPainter &painter,
                                   const QWidget *widget) const
{
    drawProgress(option, painter);
    // Each picture asks for the next: nothing runs for a bar that is not seen. One drawn in between asks for no second.
    constexpr const char *Asked = "smc_busy_frame";
    auto *bar = const_cast<QWidget *>(widget);
    if (option.minimum != option.maximum || !bar || !theme::allowsMotion() || bar->property(Asked).toBool())
        return;
    bar->setProperty(Asked, true);
    QTimer::singleShot(FrameMs, bar, [bar] {
        bar->setProperty(Asked, false);
        bar->update();
    });
}

QIcon ConsoleStyle::standardIcon(StandardPixmap pixmap, const QStyleOption *option, const QWidget *widget) const
{
    switch (pixmap) {
    case SP_ArrowLeft: // A calendar's months.
        return icon(QStringLiteral("chevron-left"));
    case SP_ArrowRight:
        return icon(QStringLiteral("chevron-right"));
    default:
        return QProxyStyle::standardIcon(pixmap, option, widget);
    }
}

void ConsoleStyle::drawPushButton(const QStyleOptionButton &option, QPainter &painter, const QWidget *widget) const
{
    drawButtonGround(option, painter, widget);
    painter.setRenderHint(QPainter::Antialiasing, false); // It blurs the lines under letters.
    const Role role = roleOf(widget);
    QStyleOptionButton label = labelOf(option, widget);
    label.rect = subElementRect(SE_PushButtonContents, &option, widget);
    if (role == Role::Link && (option.state & State_Enabled) && (option.state & State_MouseOver)) {
        QFont font = painter.font();
        font.setUnderline(true);
        painter.setFont(font);
    }
    if (role == Role::Search) {
        painter.setPen(label.palette.color(QPalette::ButtonText));
        painter.drawText(label.rect, Qt::AlignVCenter | Qt::AlignLeft | Qt::TextHideMnemonic, label.text);
        return;
    }
    // What is drawn may be a pixel wider than what was measured.
    label.rect.adjust(-theme::space::Tight, 0, theme::space::Tight, 0);
    // Past Fusion, which would draw its own. NOLINTNEXTLINE(bugprone-parent-virtual-call)
    QCommonStyle::drawControl(CE_PushButtonLabel, &label, &painter, widget);
    if (!(option.features & QStyleOptionButton::HasMenu) || role == Role::Link)
        return;
    const int side = pixelMetric(PM_MenuButtonIndicator, &option, widget);
    const QRect arrow(option.rect.right() - MenuArrowRight - side, option.rect.top(), side, option.rect.height());
    drawChevron(painter, QRectF(arrow).center(), label.palette.color(QPalette::ButtonText));
}

void ConsoleStyle::drawToolButton(const QStyleOptionToolButton &option, QPainter &painter, const QWidget *widget) const
{
    painter.save();
    drawToolButtonGround(option, painter, widget);
    painter.restore();
    painter.setRenderHint(QPainter::Antialiasing, false);
    QStyleOptionToolButton label = option;
    label.rect = option.rect.marginsRemoved(toolButtonMargins(widget));
    const Role role = roleOf(widget);
    if ((role == Role::SegmentFirst || role == Role::SegmentLast) && (option.state & State_On))
        label.font.setWeight(QFont::DemiBold);
    drawControl(CE_ToolButtonLabel, &label, &painter, widget);
}

void ConsoleStyle::drawTabLabel(const QStyleOptionTab &option, QPainter &painter, const QWidget *widget) const
{
    const theme::Colours &colours = coloursFor(option);
    const bool isCurrent = option.state & State_Selected;
    QStyleOptionTab label = option;
    label.rect.adjust(0, 0, 0, -2);             // The line under it.
    label.state.setFlag(State_HasFocus, false); // The tab's own ring shows it.
    label.palette.setColor(QPalette::WindowText, !(option.state & State_Enabled) ? colours.disabledText
                                                 : isCurrent                     ? colours.text
                                                                                 : colours.secondaryText);
    painter.setRenderHint(QPainter::Antialiasing, false);
    // Past Fusion, which would draw its own. NOLINTNEXTLINE(bugprone-parent-virtual-call)
    QCommonStyle::drawControl(CE_TabBarTabLabel, &label, &painter, widget);
}

void ConsoleStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex *option, QPainter *painter,
                                      const QWidget *widget) const
{
    switch (control) {
    case CC_ComboBox: {
        const Painting painting(*painter);
        drawComboBox(*option, *painter, subControlRect(control, option, SC_ComboBoxArrow, widget), widget);
        return;
    }
    case CC_SpinBox: {
        const Painting painting(*painter);
        drawSpinBox(as<QStyleOptionSpinBox>(*option), *painter, subControlRect(control, option, SC_SpinBoxUp, widget),
                    subControlRect(control, option, SC_SpinBoxDown, widget));
        return;
    }
    case CC_ToolButton: {
        const Painting painting(*painter);
        drawToolButton(as<QStyleOptionToolButton>(*option), *painter, widget);
        return;
    }
    case CC_ScrollBar: {
        const Painting painting(*painter);
        drawScrollBarHandle(*option, *painter, subControlRect(control, option, SC_ScrollBarSlider, widget));
        return;
    }
    default:
        QProxyStyle::drawComplexControl(control, option, painter, widget);
    }
}

} // namespace smc::gui
