// A text of any size laid out in rows, of which only those that are asked for are made.
//
// A row holds the text's own bytes, in pieces that say where each came from; what a layout adds (indentation, the space
// behind a colon) stands in pieces that come from nowhere. Lines longer than the layout's width go on in the next row.
#pragma once

#include "ordinal.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace smc::json {

enum class PieceKind : std::uint8_t {
    Made, ///< Not in the text: indentation, the space behind a colon.
    Text,
    Key,
    String,
    Number,
    Word, ///< true, false, null.
    Punctuation,
    Address,  ///< Of a hexadecimal row.
    HexDigit, ///< Two digits for one byte of the text.
};

/// A part of a row.
struct Piece
{
    std::uint32_t begin = 0; ///< First byte in Row::text.
    std::uint32_t end = 0;
    Offset source;                ///< The text's byte that it begins with.
    std::uint32_t sourceSize = 0; ///< 0 where it comes from nowhere; else end - begin, but for HexDigit.
    PieceKind kind = PieceKind::Text;
};

struct Row
{
    RowNumber number;
    Range source;     ///< From the first byte that it shows to behind the last one.
    std::string text; ///< Without a line break. Any bytes: what is no UTF-8 comes as it is.
    std::vector<Piece> pieces;
    bool continues = false; ///< The line goes on in the next row.
};

/// Where in the row's text the byte at `offset` stands; behind the last byte where the row ends before it.
std::uint32_t columnOf(const Row &row, Offset offset);
/// The byte that stands at `column` of the row's text, or the next one that comes from the text.
Offset offsetOf(const Row &row, std::uint32_t column);

/// Where a row that holds [begin, most) of `text` is cut, so that no character of UTF-8 is torn apart.
std::size_t cutBefore(std::string_view text, std::size_t begin, std::size_t most);

/// The same, where no number, name, time or address is torn apart either, unless it alone is wider than a row of
/// `columns` bytes.
std::size_t cutBetweenTokens(std::string_view text, std::size_t begin, std::size_t most, std::size_t columns);

/// A layout of one text. The text must outlive it.
class Rows
{
public:
    virtual ~Rows();

    /// How many there are: at least 1. While the text is still being read, the rows known so far, or an estimate of
    /// all, as the layout says.
    virtual std::int64_t count() const = 0;
    /// The whole text was read: count() is final.
    virtual bool isComplete() const = 0;

    /// `most` rows from `first` on, fewer at the end.
    virtual std::vector<Row> read(RowNumber first, std::int64_t most) const = 0;

    /// The row that shows the byte at `offset`, or the last one that begins before it.
    virtual RowNumber rowOf(Offset offset) const = 0;
};

} // namespace smc::json
