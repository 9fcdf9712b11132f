// Where splitters stand and how wide columns are, from one start to the next: one way for all pages and windows.
#pragma once

class QSplitter;
class QWidget;

namespace smc::workspace {
class UiState;
} // namespace smc::workspace

namespace smc::gui {

/// Of each QSplitter and DataTable below `root` that has an object name, which must be one in the whole console. Tables
/// whose columns nobody has touched keep fitting them by themselves.
void rememberLayout(QWidget &root, workspace::UiState &state);
/// Damaged states leave things as they are.
void restoreLayout(QWidget &root, const workspace::UiState &state);

/// Where a splitter stands: as the person wants it, or for now only, by what it holds or until there is room again. The
/// latter is not remembered; what was restored is Chosen.
enum class LayoutIs { Chosen, ForNow };
void setLayoutIs(QSplitter &splitter, LayoutIs is);
LayoutIs layoutOf(const QSplitter &splitter); ///< Chosen, where nobody has said anything.

/// Sets the splitter as the last start left it, where it had as many parts then as it has by now.
enum class Restored { Yes, No };
Restored restoreWithParts(QSplitter &splitter);

} // namespace smc::gui
