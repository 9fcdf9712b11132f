// The rows of a bulk request: columns, values checked field by field, duplicates told apart.
#pragma once

#include "api.h"
#include "values.h"

#include <tl/expected.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace smc::sandbox {

/// How a bulk request is to be read, from its query.
struct BulkOptions
{
    enum class Import : std::uint8_t { InsertAndUpdate, OnlyInsert, OnlyUpdate };
    enum class Deduplication : std::uint8_t { LastMatch, FirstMatch };

    Import import = Import::InsertAndUpdate;
    Deduplication deduplication = Deduplication::LastMatch;
    bool stream = false; ///< Answers without counts.
    bool stopsOnError = false;
    std::string segmentApiName; ///< Of a segment to create from a load; empty: none.
    std::string segmentName;
};

struct InvalidRecord
{
    std::size_t row = 0; ///< From 0, header not counted.
    std::string field;   ///< Empty where the whole row is at fault.
    InvalidValue problem;
};

struct BulkRow
{
    std::size_t index = 0;
    std::vector<QVariant> values; ///< One for each column.
    std::string key;              ///< Its key's values folded; empty where one of them is null.
    bool isDuplicate = false;
    bool hasFailed = false;
};

struct BulkRows
{
    std::vector<const Field *> columns;  ///< Fields of the context's list.
    std::vector<std::size_t> keyColumns; ///< Which of the columns make the key.
    std::vector<BulkRow> rows;           ///< Those that are valid.
    std::vector<InvalidRecord> invalid;
    std::size_t duplicates = 0;

    /// Counts a row that was valid by itself as failed.
    void refuse(BulkRow &row, InvalidValue problem);
    QVariantList keyValues(const BulkRow &row) const;
    std::vector<const Field *> keyFields() const;
};

/// What a bulk request did (SMC API, LoadDataResponse and DeleteDataResponse).
struct BulkCounts
{
    std::size_t inserted = 0;
    std::size_t updated = 0;
    std::size_t deleted = 0;
    std::size_t notFound = 0;
};

/// Error: the 400 to answer with.
tl::expected<BulkOptions, HttpAnswer> readOptions(const Context &context);

/// Reads and checks all rows. A request whose columns or body as a whole make no sense is an error: the 400 to answer
/// with.
tl::expected<BulkRows, HttpAnswer> readRows(const Context &context, const BulkOptions &options);

enum class BulkAnswer : std::uint8_t { Load, Delete };
HttpAnswer bulkAnswer(const Context &context, const BulkOptions &options, const BulkRows &rows,
                      const BulkCounts &counts, BulkAnswer kind);

} // namespace smc::sandbox
