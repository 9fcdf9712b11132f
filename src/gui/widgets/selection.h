// Views that screen readers can work with.
#pragma once

class QAbstractItemView;

namespace smc::gui {

/// Assistive technologies select an item without making it the current one: from here on, what is selected alone
/// becomes current too, so that all that follows the current item follows them. Call once the view has its model.
void followSelection(QAbstractItemView &view);

} // namespace smc::gui
