// The button that empties a field to search in, with the console's own icon.
#pragma once

class QLineEdit;

namespace smc::gui {

void addClearButton(QLineEdit &field);

} // namespace smc::gui
