#include "rows.h"

#include <algorithm>

namespace smc::json {

namespace {

bool isContinuation(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

/// Of a number, a word, a time, a mail address, an escape: what reads as one.
bool isInToken(char c)
{
    const bool isAlphanumeric = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    return isAlphanumeric || static_cast<unsigned char>(c) >= 0x80U ||
           std::string_view("+-._:@%\\").find(c) != std::string_view::npos;
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

std::size_t cutBetweenTokens(std::string_view text, std::size_t begin, std::size_t most, std::size_t columns)
{
    const std::size_t cut = cutBefore(text, begin, most);
    if (cut >= text.size() || cut <= begin || !isInToken(text[cut]) || !isInToken(text[cut - 1]))
        return cut;
    std::size_t first = cut;
    while (first > begin && isInToken(text[first - 1]))
        --first;
    if (first == begin)
        return cut; // It began in a row before, or fills this one.
    const std::size_t furthest = std::min(text.size(), first + columns + 1);
    std::size_t last = cut;
    while (last < furthest && isInToken(text[last]))
        ++last;
    if (last - first > columns)
        return cut;
    // The quote that opens goes along, but not one that is escaped.
    const bool hasQuote = first - begin > 2 && text[first - 1] == '"' && text[first - 2] != '\\';
    return hasQuote ? first - 1 : first;
}

} // namespace smc::json
