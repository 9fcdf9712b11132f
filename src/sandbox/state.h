// What a sandbox holds, for those who look at it.
#pragma once

#include "schema.h"

#include <base/error.h>

#include <QtCore/qstring.h>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace smc::sandbox {

struct SegmentState
{
    std::string apiName;
    std::string name;
    SegmentKind kind = SegmentKind::Static;
    qint64 members = 0;
};

struct ListState
{
    std::string apiName;
    std::string name;
    ListKind kind = ListKind::Datalist;
    std::vector<Field> fields;
    std::vector<std::string> businessKey;
    std::vector<SegmentState> segments;
    qint64 records = 0;
};

struct State
{
    std::string organization;
    std::vector<ListState> lists;
};

struct RowsOrder
{
    std::string column; ///< In any case. One that the list has no more: by ID.
    enum class Direction : std::uint8_t { Ascending, Descending } direction = Direction::Ascending;
    bool operator==(const RowsOrder &) const = default;
};

struct RowsQuery
{
    std::string list;    ///< API name, in any case.
    std::string segment; ///< Only the members of this static segment; empty: all records.
    qint64 offset = 0;
    qint64 limit = 100;
    std::optional<RowsOrder>
        order{}; ///< Of all records that match, before they come in pages; by ID where there is none.
};

constexpr qint64 MaxRowsPerPage = 1000;

using StoredRow = std::vector<std::optional<std::string>>; ///< A text for each column; nothing for null.

struct RowsPage
{
    std::vector<std::string> columns;
    std::vector<StoredRow> rows;
    qint64 total = 0;              ///< Records that the query matches on all pages.
    std::vector<DataType> types{}; ///< Of the columns.
};

/// Takes records one by one: first their columns, then each row. False ends the reading.
struct RowsSink
{
    std::function<bool(const std::vector<std::string> &columns, const std::vector<DataType> &types)> columns;
    std::function<bool(const StoredRow &row)> row;
};

/// Reads from the database file beside whoever writes to it.
Result<State> readState(const QString &file, const std::string &organization);
Result<RowsPage> readRows(const QString &file, const RowsQuery &query);
/// All records that `query` matches, whatever its offset and limit, as they were at one moment.
Result<void> readAllRows(const QString &file, const RowsQuery &query, const RowsSink &sink);

} // namespace smc::sandbox
