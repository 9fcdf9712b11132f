// Sorting a table without a mouse: the same as clicks on the heads of its columns.
#pragma once

class QMenu;
class QTableView;

namespace smc::gui {

/// True where a click on a column's head sorts the table.
bool isSortable(const QTableView &table);

/// The columns that are shown, the two directions, and, where the table can be without, its own order; what holds now
/// is checked.
void addSorting(QMenu &menu, QTableView &table);

} // namespace smc::gui
