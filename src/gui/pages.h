// The pages that the console has.
#pragma once

#include <vector>

class QWidget;

namespace smc::gui {

class Console;
class Page;

/// In the order of the navigation, as children of `parent`.
std::vector<Page *> makePages(Console &console, QWidget &parent);

} // namespace smc::gui
