// A TextView for screen readers: a read-only text of the rows in view, with caret and selection. Internal to the view.
#pragma once

namespace smc::gui {

/// Makes the accessibility bridge know TextView. Does so once, however often it is called.
void installTextViewAccessibility();

} // namespace smc::gui
