// What of a table goes to the clipboard.
#pragma once

#include <QModelIndexList>
#include <QString>

#include <string>
#include <vector>

class QTableView;

namespace smc::gui {

/// A cell on one line: CopyRole, or what is shown.
QString copyText(const QModelIndex &index);
/// Visible columns in the order in which they are shown.
std::vector<int> shownColumns(const QTableView &table);
QString columnName(const QTableView &table, int column);

/// Cells side by side with tabs between, rows with line feeds; tabs and line breaks within a cell become spaces.
/// `indexes` may be any selection in `table`; what is shown between selected cells of a row stays empty.
QString asTsv(const QTableView &table, const QModelIndexList &indexes);
/// The rows of `indexes` with all columns that are not hidden in `table`, as TSV with a line of column names.
QString rowsAsTsv(const QTableView &table, const QModelIndexList &indexes);
/// The same as a JSON array of objects, by column name.
std::string rowsAsJson(const QTableView &table, const QModelIndexList &indexes);

} // namespace smc::gui
