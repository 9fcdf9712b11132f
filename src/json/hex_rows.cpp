#include "hex_rows.h"

#include "utf8.h"

#include <algorithm>

namespace smc::json {

namespace {

constexpr std::int64_t Width = 16;
constexpr std::size_t Sample = 32U << 10U;

void appendHex(std::string &out, std::uint64_t number, int digits)
{
    for (int digit = digits - 1; digit >= 0; --digit)
        out += "0123456789ABCDEF"[(number >> static_cast<unsigned>(digit * 4)) & 0xFU];
}

bool isPrintable(char c)
{
    return c >= 0x20 && c < 0x7F;
}

} // namespace

bool looksBinary(std::string_view text)
{
    const std::string_view sample = text.substr(0, Sample);
    std::size_t strange = 0;
    for (std::size_t i = 0; i < sample.size();) {
        const std::size_t length = sequenceLength(sample, i);
        const auto byte = static_cast<unsigned char>(sample[i]);
        const bool isControl = byte < 0x20 && (byte < 0x08 || byte > 0x0D) && byte != 0x1B;
        // A character that the sample cuts is none.
        if (isControl || byte == 0x7F || (length == 0 && i + 4 <= sample.size()))
            ++strange;
        i += std::max<std::size_t>(length, 1);
    }
    return strange * 10 > sample.size();
}

std::int64_t HexRows::count() const
{
    return std::max<std::int64_t>(1, (static_cast<std::int64_t>(m_text.size()) + Width - 1) / Width);
}

Row HexRows::makeRow(RowNumber number) const
{
    const auto begin = static_cast<std::size_t>(number.value * Width);
    const std::string_view bytes = m_text.substr(std::min(begin, m_text.size()), Width);
    Row row;
    row.number = number;
    row.source = {offsetAt(begin), offsetAt(begin + bytes.size())};
    appendHex(row.text, begin, m_text.size() > 0xFFFFFFFFU ? 12 : 8);
    row.pieces.push_back({0, static_cast<std::uint32_t>(row.text.size()), offsetAt(begin), 0, PieceKind::Address});
    const auto add = [&row](std::size_t from, std::uint32_t begins, std::uint32_t size, PieceKind kind) {
        row.pieces.push_back({begins, static_cast<std::uint32_t>(row.text.size()), offsetAt(from), size, kind});
    };
    for (std::size_t i = 0; i < static_cast<std::size_t>(Width); ++i) {
        row.text += i == Width / 2 ? "  " : " ";
        const auto begins = static_cast<std::uint32_t>(row.text.size());
        if (i >= bytes.size()) {
            row.text += "  ";
            continue;
        }
        appendHex(row.text, static_cast<unsigned char>(bytes[i]), 2);
        add(begin + i, begins, 1, PieceKind::HexDigit);
    }
    row.text += "  ";
    const auto begins = static_cast<std::uint32_t>(row.text.size());
    for (const char c : bytes)
        row.text += isPrintable(c) ? c : '.';
    // The digits are what is selected; the characters beside them only help to read.
    add(begin, begins, 0, PieceKind::Text);
    return row;
}

std::vector<Row> HexRows::read(RowNumber first, std::int64_t most) const
{
    first = {std::clamp<std::int64_t>(first.value, 0, count() - 1)};
    std::vector<Row> rows;
    for (std::int64_t i = 0; i < std::min(most, count() - first.value); ++i)
        rows.push_back(makeRow(first + i));
    return rows;
}

RowNumber HexRows::rowOf(Offset offset) const
{
    return {std::clamp<std::int64_t>(offset.value / Width, 0, count() - 1)};
}

} // namespace smc::json
