// Bytes that are no text: sixteen a row, as hexadecimal digits and as characters.
#pragma once

#include "rows.h"

namespace smc::json {

/// True where so much of the beginning of `text` is neither UTF-8 nor printable that it says nothing as text.
bool looksBinary(std::string_view text);

class HexRows final : public Rows
{
public:
    /// `text` must outlive the layout.
    explicit HexRows(std::string_view text)
        : m_text(text)
    {
    }

    std::int64_t count() const override;
    bool isComplete() const override { return true; }
    std::vector<Row> read(RowNumber first, std::int64_t most) const override;
    RowNumber rowOf(Offset offset) const override;

private:
    Row makeRow(RowNumber number) const;

    std::string_view m_text;
};

} // namespace smc::json
