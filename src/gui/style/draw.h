// How the console's controls are drawn, from the tokens. Each function draws one thing into its option's rectangle.
#pragma once

#include "../theme.h"

#include <QColor>
#include <QRectF>
#include <QRegion>
#include <QSize>
#include <QStyle>

class QMargins;
class QPainter;
class QPainterPath;
class QStyleOption;
class QStyleOptionButton;
class QStyleOptionComplex;
class QStyleOptionFrame;
class QStyleOptionHeader;
class QStyleOptionMenuItem;
class QStyleOptionProgressBar;
class QStyleOptionSlider;
class QStyleOptionSpinBox;
class QStyleOptionTab;
class QStyleOptionToolButton;
class QTextCharFormat;
class QWidget;

namespace smc::gui::style {

// Shapes.
enum class Corners { All, Left, Right, None };
inline constexpr double Line = 1;
inline constexpr double FocusLine = 2; ///< Of whatever has the keyboard.
struct Box
{
    QColor ground{Qt::transparent};
    QColor edge{Qt::transparent};
    double line = Line; ///< Along the inside of the rectangle.
    Corners corners = Corners::All;
    double radius = theme::space::Corner;
};
void drawBox(QPainter &painter, const QRect &rect, const Box &box);
QRectF crisp(const QRect &rect);              ///< Through the middles of its outermost pixels.
QPainterPath withinFrame(const QRect &frame); ///< What a frame's round corners leave to what stands in it.
enum class Towards { Down, Up, Left, Right };
/// Follows the text size.
void drawChevron(QPainter &painter, const QPointF &centre, const QColor &colour, Towards towards = Towards::Down);
int chevronSide(); ///< Of the square that a chevron takes.
void drawFocusRing(const QStyleOption &option, QPainter &painter);
QTextCharFormat focusedLink(const QStyleOption &option); ///< In a text, where a ring would cross letters.
/// Of a tree's branch, a sorted column, or towards a side.
void drawArrow(QStyle::PrimitiveElement element, const QStyleOption &option, QPainter &painter);

// Fields and frames.
void drawCheckBox(const QStyleOption &option, QPainter &painter);
/// `widget` may say with its property "active" that it narrows what is shown.
void drawComboBox(const QStyleOptionComplex &option, QPainter &painter, const QRect &arrow, const QWidget *widget);
void drawLineEdit(const QStyleOption &option, QPainter &painter, const QWidget *widget);
/// The field around a number or a time, with the arrows that step it in `up` and `down`; empty where it has none.
void drawSpinBox(const QStyleOptionSpinBox &option, QPainter &painter, const QRect &up, const QRect &down);
/// Edge and ground of what scrolls, of cards, verdicts, banners and the palette.
void drawFrame(const QStyleOption &option, QPainter &painter, const QWidget *widget);
/// Grounds of frames without an edge. False where `widget` has none.
bool drawGround(const QStyleOption &option, QPainter &painter, const QWidget *widget);
void drawScrollBarHandle(const QStyleOption &option, QPainter &painter, const QRect &slider);
void drawProgress(const QStyleOptionProgressBar &option, QPainter &painter);
void drawStatusBar(const QStyleOption &option, QPainter &painter);
void drawTip(const QStyleOption &option, QPainter &painter);
void drawNavigationItem(const QStyleOption &option, QPainter &painter);

// Buttons, tabs, headers.
void drawButtonGround(const QStyleOptionButton &option, QPainter &painter, const QWidget *widget);
/// Colours and font of its text, as its role has them.
QStyleOptionButton labelOf(const QStyleOptionButton &option, const QWidget *widget);
QMargins buttonMargins(const QWidget *widget); ///< Edge and padding.
void drawToolButtonGround(const QStyleOption &option, QPainter &painter, const QWidget *widget);
QMargins toolButtonMargins(const QWidget *widget);
void drawTab(const QStyleOptionTab &option, QPainter &painter);
/// Leaves the round corners to the frame that a header stands in.
void drawHeaderGround(const QStyleOption &option, QPainter &painter, const QWidget *widget);

// Menus, and what combo boxes open.
void drawMenuPanel(const QStyleOption &option, QPainter &painter, const QWidget *widget);
/// Without the pixels beside the round corners of its panel: where the desktop does not compose its windows, they would
/// be black instead of translucent.
QRegion menuShape(const QRect &panel);
/// A combo box is not wider than its own text asks for: its lines stand closer to the edge.
enum class LinesOf { Menu, ComboBox };
QSize menuItemSize(const QStyleOptionMenuItem &option, LinesOf of, const QSize &contents, int iconSide);
void drawMenuItem(const QStyle &style, const QStyleOptionMenuItem &option, LinesOf of, QPainter &painter, int iconSide);

} // namespace smc::gui::style
