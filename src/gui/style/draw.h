// How the console's controls are drawn, from the tokens. Each function draws one thing into its option's rectangle.
#pragma once

#include <QRectF>
#include <QSize>
#include <QStyle>

class QColor;
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
class QStyleOptionTab;
class QStyleOptionToolButton;
class QWidget;

namespace smc::gui::style {

enum class Corners { All, Left, Right, None };
/// The area within the middle of a line of 1 px along `rect`.
QPainterPath outline(const QRect &rect, Corners corners, double radius);
QRectF crisp(const QRect &rect); ///< Through the middles of its outermost pixels.
void drawChevron(QPainter &painter, const QPointF &centre, const QColor &colour);

// Fields and frames.
void drawCheckBox(const QStyleOption &option, QPainter &painter);
/// `widget` may say with its property "active" that it narrows what is shown.
void drawComboBox(const QStyleOptionComplex &option, QPainter &painter, const QRect &arrow, const QWidget *widget);
void drawFocusRing(const QStyleOption &option, QPainter &painter);
void drawLineEdit(const QStyleOption &option, QPainter &painter, const QWidget *widget);
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
void drawHeaderSection(const QStyleOptionHeader &option, QPainter &painter);

// Menus.
QSize menuItemSize(const QStyleOptionMenuItem &option, const QSize &contents, int iconSide);
void drawMenuItem(const QStyle &style, const QStyleOptionMenuItem &option, QPainter &painter, int iconSide);

} // namespace smc::gui::style
