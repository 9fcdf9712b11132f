// What a sandbox holds, for those who look at it.
#pragma once

#include "schema.h"

#include <base/error.h>

#include <QtCore/qstring.h>

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

struct RowsQuery
{
    std::string list;    ///< API name, in any case.
    std::string segment; ///< Only the members of this static segment; empty: all records.
    qint64 offset = 0;
    qint64 limit = 100;
};

constexpr qint64 MaxRowsPerPage = 1000;

struct RowsPage
{
    std::vector<std::string> columns;
    std::vector<std::vector<std::optional<std::string>>> rows; ///< Nothing for null.
    qint64 total = 0;                                          ///< Records that the query matches on all pages.
};

/// Reads from the database file beside whoever writes to it.
Result<State> readState(const QString &file, const std::string &organization);
Result<RowsPage> readRows(const QString &file, const RowsQuery &query);

} // namespace smc::sandbox
