// JSON laid out for reading: two spaces a level, a row for each member, element and closing bracket.
//
// Only layout is added: keys, strings and numbers stay byte for byte, duplicates and order too. Well-formed text of at
// most the layout's width a line reads as json::pretty() writes it.
#pragma once

#include "json_indexer.h"
#include "rows.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace smc::json {

class PrettyRows final : public Rows
{
public:
    /// Rows of about `columns` bytes. `text` must outlive the layout.
    PrettyRows(std::string_view text, int columns);
    ~PrettyRows() override;

    /// Takes the parts of an indexer of the same text and width, in their order.
    void add(const JsonPart &part);

    /// Rows known so far: it grows as parts come in.
    std::int64_t count() const override { return m_count; }
    bool isComplete() const override { return m_isComplete; }
    std::vector<Row> read(RowNumber first, std::int64_t most) const override;
    RowNumber rowOf(Offset offset) const override;

private:
    const PrettyMark &markOf(RowNumber row) const;
    const PrettyMark &markOf(Offset offset) const;

    std::string_view m_text;
    int m_columns;
    std::vector<PrettyMark> m_marks;
    Offset m_scanned;
    std::int64_t m_count = 1;
    bool m_isComplete = false;
};

/// The bytes of `range` as they are laid out, lines whole however long. Begins without indentation. Stops behind `most`
/// bytes of output. `depth` is how many brackets are open before the range.
///
/// For a range that begins and ends between tokens; bytes outside it are not read.
std::string prettyRange(std::string_view text, Range range, std::size_t most);

/// The same in pieces, for writing somewhere.
class PrettyWriter
{
public:
    PrettyWriter(std::string_view text, Range range);
    ~PrettyWriter();

    /// The next piece of output, from about `bytes` of the range; none at the end.
    std::optional<std::string> next(std::size_t bytes);

private:
    struct Walk;
    std::unique_ptr<Walk> m_walk;
};

} // namespace smc::json
