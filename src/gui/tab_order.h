// Tab goes through a page as one reads it.
#pragma once

class QWidget;

namespace smc::gui {

/// Makes the order of Tab within `root` that of its layouts: row by row, column by column as they are nested, splitters
/// and tabs from left to right. Widgets that come later need another call.
void followLayout(QWidget &root);

} // namespace smc::gui
