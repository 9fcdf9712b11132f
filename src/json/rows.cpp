#include "rows.h"

namespace smc::json {

namespace {

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

} // namespace

Rows::~Rows() = default;

std::uint32_t columnOf(const Row &row, Offset offset)
{
    for (const Piece &piece : row.pieces) {
        if (piece.sourceSize == 0)
            continue;
        if (offset <= piece.source)
            return piece.begin;
        if (offset < piece.source + piece.sourceSize)
            return piece.kind == PieceKind::HexDigit ? piece.begin
                                                     : piece.begin + static_cast<std::uint32_t>(offset - piece.source);
    }
    return static_cast<std::uint32_t>(row.text.size());
}

Offset offsetOf(const Row &row, std::uint32_t column)
{
    for (const Piece &piece : row.pieces) {
        if (piece.sourceSize == 0 || column >= piece.end)
            continue;
        if (column <= piece.begin || piece.kind == PieceKind::HexDigit)
            return piece.source;
        return piece.source + (column - piece.begin);
    }
    return row.source.end;
}

std::size_t cutBefore(std::string_view text, std::size_t begin, std::size_t most)
{
    if (most >= text.size())
        return text.size();
    std::size_t cut = most;
    for (int back = 0; back < 3 && cut > begin + 1 && isContinuation(text[cut]); ++back)
        --cut;
    // Four continuation bytes in a row are no character; they are cut where the row is full.
    return isContinuation(text[cut]) ? most : cut;
}

} // namespace smc::json
