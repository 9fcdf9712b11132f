// A text as it stands: a row for each line, more for lines longer than the layout is wide.
#pragma once

#include "rows.h"

namespace smc::json {

/// Where a row begins.
struct RowMark
{
    Offset offset;
    RowNumber row;
};

/// What a RawIndexer read in one go.
struct RawPart
{
    std::vector<RowMark> marks; ///< One every 32 KB.
    Offset scanned;             ///< A row's beginning, or the end of the text.
    std::int64_t rows = 0;      ///< Rows that begin before `scanned`.
    bool isComplete = false;
};

/// Finds the rows of a text from its beginning on, in any thread.
class RawIndexer
{
public:
    /// Rows of at most `columns` bytes (at least 16). `text` must outlive the indexer.
    RawIndexer(std::string_view text, int columns);

    /// Reads about `bytes` further.
    RawPart advance(std::size_t bytes);

private:
    std::string_view m_text;
    std::size_t m_columns;
    std::size_t m_at = 0;
    std::size_t m_nextMark = 0;
    std::int64_t m_rows = 0;
};

/// Until all is read, count() is an estimate of all rows, and rows beyond what is known are numbered by it; the last
/// ones are always the text's own last ones.
class RawRows final : public Rows
{
public:
    /// Knows the first rows at once. `text` must outlive the layout.
    RawRows(std::string_view text, int columns);

    /// Takes the parts of an indexer of the same text and width, in their order.
    void add(const RawPart &part);

    std::int64_t count() const override;
    bool isComplete() const override { return m_isComplete; }
    std::vector<Row> read(RowNumber first, std::int64_t most) const override;
    RowNumber rowOf(Offset offset) const override;

private:
    double bytesPerRow() const;
    std::size_t rowBeginNear(std::size_t offset) const;
    std::size_t beginOfLast(std::int64_t rows) const;
    std::vector<Row> readFrom(std::size_t offset, RowNumber number, std::int64_t most) const;

    std::string_view m_text;
    std::size_t m_columns;
    std::vector<RowMark> m_marks;
    Offset m_scanned;
    std::int64_t m_rows = 0;
    bool m_isComplete = false;
};

} // namespace smc::json
