// How the console looks: the one place that defines space, type and colour.
//
// Widgets ask for a colour by its meaning, `colours(*this).danger`, and get the one for the scheme that they are shown
// in. Most need no colour at all: the application's style, made from these tokens, dresses them by class or by the
// properties in `role`.
#pragma once

#include <QColor>
#include <QFont>
#include <QString>

class QApplication;
class QPalette;
class QWidget;

namespace smc::gui::theme {

enum class Scheme { Light, Dark };

/// Distances in device-independent pixels.
namespace space {
inline constexpr int Tight = 4;   ///< Between a label and its field.
inline constexpr int Small = 8;   ///< Between buttons.
inline constexpr int Medium = 12; ///< Between rows of a form.
inline constexpr int Large = 16;
inline constexpr int Group = 24; ///< Between groups; a page's padding.
inline constexpr int Huge = 32;
inline constexpr int Corner = 6;
inline constexpr int FieldWidth = 560; ///< Fields grow to at most this.
inline constexpr int NavigationWidth = 200;
} // namespace space

/// Colours by meaning. Text colours reach 4.5:1 on surface and on raised; on* colours on their namesakes.
struct Colours
{
    QColor text;
    QColor secondaryText;
    QColor disabledText; ///< Exempt from the contrast rule (WCAG 1.4.3, inactive components).
    QColor surface;      ///< The window.
    QColor raised;       ///< Fields, tables, cards.
    QColor sunken;       ///< Navigation, code gutter.
    QColor line;
    QColor fieldLine; ///< The edge of a control: 3:1 on surface (WCAG 1.4.11).
    QColor accent;
    QColor onAccent;
    QColor success;
    QColor warning;
    QColor danger;
    QColor onDanger;
    QColor info;
    QColor successTint; ///< Behind a banner or a chip; text, success … reach 4.5:1 on their tint.
    QColor warningTint;
    QColor dangerTint;
    QColor infoTint;
    QColor selection; ///< Behind a selected row; text keeps its colour.
    QColor spanHighlight;
    // Code: keys, strings, numbers and words of JSON, on raised.
    QColor codeKey;
    QColor codeString;
    QColor codeNumber;
    QColor codeWord;
};

const Colours &colours(Scheme scheme);
const Colours &colours(const QWidget &widget); ///< For the scheme of the widget's palette.

/// What a message is about; each has its colour, its tint and its icon. Waiting: a step that was not reached.
enum class Tone { Neutral, Info, Success, Warning, Danger, Waiting };
QColor colourOf(Tone tone, const Colours &colours);
QColor tintOf(Tone tone, const Colours &colours);

Scheme schemeOf(const QPalette &palette);

/// WCAG 2.1 contrast ratio, 1 to 21.
double contrast(const QColor &a, const QColor &b);

/// Fonts, from the application's own font.
QFont pageTitleFont();  ///< 1.5×
QFont groupTitleFont(); ///< 1.1× semibold
QFont captionFont();    ///< 0.9×
QFont codeFont();       ///< The system's fixed font, at the body's size.

/// How large text is, in percent of the system's font. What goes with text (icons, rows, the navigation) follows.
inline constexpr int SmallestZoom = 80;
inline constexpr int LargestZoom = 200;
int zoom();
/// What `pixels` at 100 % are at the present zoom.
int scaled(int pixels);
/// Makes icons of a view or a button `side` pixels wide and high, at every zoom.
void setIconSide(QWidget &widget, int side);
/// Of the line that a pane's title stands in, so that panes side by side begin at one height, with a button or without.
int paneHeadHeight();

/// The console's style and the scheme's palette, at the zoom that holds, or another; to all widgets that there are.
void apply(QApplication &application, Scheme scheme);
void apply(QApplication &application, Scheme scheme, int zoomPercent);
/// What the desktop shows by itself, as far as its palette tells.
Scheme platformScheme();
QPalette paletteOf(Scheme scheme);

/// Whether things may move by themselves: not where the system asks for less.
bool allowsMotion();
void allowMotion(bool allowed);

/// Values of the dynamic property "role", by which the style knows a widget:
///   QLabel: "pageTitle", "groupTitle", "caption", "error", "warning", "hint", "fieldLabel", "paneTitle"
///   QPushButton: "primary", "danger" where it goes to production, "destructive" beside one that is safe, "link"
///   QLabel, QLineEdit: "code" for the system's fixed font
///   QLineEdit: "cell", within a table
///   QToolButton: "segmentFirst", "segmentLast", of a choice of two side by side
///   QFrame: "card"
void setRole(QWidget &widget, const char *role);
/// Dresses a widget in a tone: the style knows it for QFrame#verdict and QFrame#banner.
void setTone(QWidget &widget, Tone tone);
/// Dresses a shown widget anew after a property that the style asks for has changed.
void repolish(QWidget &widget);

} // namespace smc::gui::theme
