// Where splitters stand and how wide columns are, from one start to the next: one way for all pages.
#pragma once

class QWidget;

namespace smc::workspace {
class UiState;
} // namespace smc::workspace

namespace smc::gui {

/// Of each QSplitter and DataTable below `root` that has an object name, which must be one in the whole console. Tables
/// whose columns nobody has touched keep fitting them by themselves.
void rememberLayout(QWidget &root, workspace::UiState &state);
/// Where a splitter stands: as the person wants it, or only until there is room again, which is not remembered.
enum class LayoutIs { Chosen, ForNow };
void setLayoutIs(QWidget &widget, LayoutIs is);
/// Damaged states leave things as they are.
void restoreLayout(QWidget &root, const workspace::UiState &state);

} // namespace smc::gui
