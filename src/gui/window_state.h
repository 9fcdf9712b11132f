// A window's place on the screen, from one start to the next.
#pragma once

class QMainWindow;

namespace smc::workspace {
class UiState;
} // namespace smc::workspace

namespace smc::gui {

void rememberWindow(const QMainWindow &window, workspace::UiState &state);
/// Leaves the window as it is where nothing was remembered, or the screen is another.
void restoreWindow(QMainWindow &window, const workspace::UiState &state);

} // namespace smc::gui
