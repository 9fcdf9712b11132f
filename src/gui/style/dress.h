// What a widget gets once, not each time it is drawn: font, colours of text, and the room that its edge takes.
#pragma once

class QWidget;

namespace smc::gui::style {

/// Pixels of a button with an icon alone, beside its icon and its margins, at every zoom.
inline constexpr int ToolButtonExtra = 3;

/// To the tokens of the moment; again whenever its role, the scheme or the zoom is another.
void dress(QWidget &widget);

} // namespace smc::gui::style
