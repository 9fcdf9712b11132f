// What a widget is called in the style's terms.
#pragma once

#include "../theme.h"

#include <QLatin1String>

class QStyleOption;
class QWidget;

namespace smc::gui::style {

/// The value of theme::setRole(), as one of what a style tells apart; a line that is typed in within a table is a Cell.
enum class Role {
    None,
    PageTitle,
    GroupTitle,
    PaneTitle,
    Caption,
    Hint,
    Error,
    Warning,
    FieldLabel,
    Code,
    Path,
    Cell,
    Card,
    Primary,
    Danger,
    Destructive,
    Link,
    Search,
    SegmentFirst,
    SegmentLast,
};
Role roleOf(const QWidget *widget); ///< None for no widget.

bool isCalled(const QWidget *widget, QLatin1String objectName);
/// What a combo box opens.
bool isPopupOfCombo(const QWidget *widget);
/// Of a verdict or a banner; neutral for others.
theme::Tone toneOf(const QWidget *widget);
/// Whether theme's property "wrong" is set: a field whose content can't be used.
bool isWrong(const QWidget *widget);

/// For the scheme of the option's palette.
const theme::Colours &coloursFor(const QStyleOption &option);

} // namespace smc::gui::style
