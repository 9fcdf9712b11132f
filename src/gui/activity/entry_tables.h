// The tables of an entry's details: rows, headers, attempts.
#pragma once

#include "entry_details.h"
#include "text_table_model.h"

namespace smc::gui {

inline constexpr int RowSentenceColumn = 1;
inline constexpr int RowColumnColumn = 2;
inline constexpr int RowValueColumn = 3;
inline constexpr int RowFromColumn = 4;
inline constexpr int RowWhereColumn = 5;
inline constexpr int RowRuleColumn = 6;
QStringList rowColumns();
std::vector<TextRow> rowTable(const std::vector<RowResult> &rows);

QStringList headerColumns();
std::vector<TextRow> headerTable(const net::Exchange &exchange);

/// Sizes on the wire and decoded, and who answered over TLS.
QStringList connectionColumns();
std::vector<TextRow> connectionTable(const net::Exchange &exchange);

QStringList attemptColumns();
std::vector<TextRow> attemptTable(const net::Exchange &exchange);

} // namespace smc::gui
