#include "raw_rows.h"

#include <algorithm>
#include <cstring>

namespace smc::json {

namespace {

constexpr std::size_t MarkDistance = 32U << 10U;
constexpr std::size_t ReadAtOnce = 64U << 10U; ///< What a new layout knows.
constexpr std::size_t LongestLook = 4U << 20U; ///< Back from the end for the beginning of a line.
constexpr int LeastColumns = 16;

struct RawEnd
{
    std::size_t shown; ///< Behind the last byte that is shown.
    std::size_t next;  ///< Where the next row begins.
    bool continues;
};

std::size_t widthOf(int columns)
{
    return static_cast<std::size_t>(std::max(columns, LeastColumns));
}

RawEnd rawEnd(std::string_view text, std::size_t begin, std::size_t columns)
{
    const std::size_t most = std::min(text.size(), begin + columns);
    const std::size_t looked = std::min(text.size(), most + 2) - begin;
    const void *found = std::memchr(text.data() + begin, '\n', looked);
    if (found != nullptr) {
        const auto newline = static_cast<std::size_t>(static_cast<const char *>(found) - text.data());
        const bool withReturn = newline > begin && text[newline - 1] == '\r';
        if (newline - (withReturn ? 1 : 0) <= most)
            return {newline - (withReturn ? 1 : 0), newline + 1, false};
    }
    const std::size_t cut = cutBetweenTokens(text, begin, most, columns);
    return {cut, cut, cut < text.size()};
}

Row makeRow(std::string_view text, std::size_t begin, const RawEnd &end, RowNumber number)
{
    Row row;
    row.number = number;
    row.source = {offsetAt(begin), offsetAt(end.shown)};
    row.text = std::string(text.substr(begin, end.shown - begin));
    row.continues = end.continues;
    if (!row.text.empty()) {
        const auto size = static_cast<std::uint32_t>(row.text.size());
        row.pieces.push_back({0, size, offsetAt(begin), size, PieceKind::Text});
    }
    return row;
}

} // namespace

RawIndexer::RawIndexer(std::string_view text, int columns)
    : m_text(text)
    , m_columns(widthOf(columns))
{
}

RawPart RawIndexer::advance(std::size_t bytes)
{
    RawPart part;
    const std::size_t stop = m_text.size() - m_at < bytes ? m_text.size() : m_at + bytes;
    while (m_at < stop) {
        if (m_at >= m_nextMark) {
            part.marks.push_back({offsetAt(m_at), {m_rows}});
            m_nextMark = m_at + MarkDistance;
        }
        m_at = rawEnd(m_text, m_at, m_columns).next;
        ++m_rows;
    }
    part.scanned = offsetAt(m_at);
    part.rows = m_rows;
    part.isComplete = m_at >= m_text.size();
    return part;
}

RawRows::RawRows(std::string_view text, int columns)
    : m_text(text)
    , m_columns(widthOf(columns))
{
    RawIndexer first(text, columns);
    add(first.advance(ReadAtOnce));
}

void RawRows::add(const RawPart &part)
{
    // The indexer reads anew what was read at once.
    for (const RowMark &mark : part.marks) {
        if (m_marks.empty() || mark.offset > m_marks.back().offset)
            m_marks.push_back(mark);
    }
    if (part.scanned >= m_scanned) {
        m_scanned = part.scanned;
        m_rows = part.rows;
    }
    m_isComplete = m_isComplete || part.isComplete;
}

double RawRows::bytesPerRow() const
{
    return std::max(1.0, static_cast<double>(m_scanned.value) / static_cast<double>(std::max<std::int64_t>(m_rows, 1)));
}

std::int64_t RawRows::count() const
{
    if (m_isComplete)
        return std::max<std::int64_t>(m_rows, 1);
    const auto rest = static_cast<double>(offsetAt(m_text.size()) - m_scanned);
    return m_rows + std::max<std::int64_t>(1, static_cast<std::int64_t>(rest / bytesPerRow()));
}

std::vector<Row> RawRows::readFrom(std::size_t offset, RowNumber number, std::int64_t most) const
{
    std::vector<Row> rows;
    if (m_text.empty() && most > 0)
        rows.push_back(Row{});
    while (offset < m_text.size() && static_cast<std::int64_t>(rows.size()) < most) {
        const RawEnd end = rawEnd(m_text, offset, m_columns);
        rows.push_back(makeRow(m_text, offset, end, number));
        ++number;
        offset = end.next;
    }
    return rows;
}

std::size_t RawRows::rowBeginNear(std::size_t offset) const
{
    const std::string_view before = m_text.substr(0, std::min(offset, m_text.size()));
    const std::size_t from = before.size() > ReadAtOnce ? before.size() - ReadAtOnce : 0;
    const std::size_t newline = before.substr(from).rfind('\n');
    if (newline == std::string_view::npos)
        return cutBefore(m_text, from, offset);
    // Within the line the rows are as they will be.
    std::size_t at = from + newline + 1;
    for (std::size_t next = at; next <= offset && next < m_text.size();) {
        at = next;
        next = rawEnd(m_text, at, m_columns).next;
    }
    return at;
}

std::size_t RawRows::beginOfLast(std::int64_t rows) const
{
    for (std::size_t look = ReadAtOnce;; look *= 2) {
        const std::size_t from = m_text.size() > look ? m_text.size() - look : 0;
        std::size_t at = from == 0 ? 0 : m_text.find('\n', from);
        if (at == std::string_view::npos || at + 1 >= m_text.size())
            at = cutBefore(m_text, from, from + 1);
        else if (from > 0)
            ++at;
        std::vector<std::size_t> begins;
        for (; at < m_text.size(); at = rawEnd(m_text, at, m_columns).next)
            begins.push_back(at);
        const auto found = static_cast<std::int64_t>(begins.size());
        if (found >= rows)
            return begins[static_cast<std::size_t>(found - rows)];
        if (from == 0 || look >= LongestLook)
            return begins.empty() ? m_text.size() : begins.front();
    }
}

std::vector<Row> RawRows::read(RowNumber first, std::int64_t most) const
{
    const std::int64_t total = count();
    first = {std::clamp<std::int64_t>(first.value, 0, total - 1)};
    most = std::min(most, total - first.value);
    if (first.value >= m_rows && !m_isComplete) {
        if (first.value + most >= total)
            return readFrom(beginOfLast(most), first, most);
        const double distance = static_cast<double>(first.value - m_rows) * bytesPerRow();
        return readFrom(rowBeginNear(m_scanned.index() + static_cast<std::size_t>(distance)), first, most);
    }
    const auto after = std::upper_bound(m_marks.begin(), m_marks.end(), first,
                                        [](RowNumber row, const RowMark &mark) { return row < mark.row; });
    if (after == m_marks.begin())
        return readFrom(0, {0}, most);
    const RowMark &mark = *std::prev(after);
    std::size_t at = mark.offset.index();
    for (RowNumber row = mark.row; row < first; ++row)
        at = rawEnd(m_text, at, m_columns).next;
    return readFrom(at, first, most);
}

RowNumber RawRows::rowOf(Offset offset) const
{
    offset = std::clamp(offset, Offset{0}, offsetAt(m_text.size()));
    if (offset >= m_scanned && !m_isComplete) {
        const auto distance = static_cast<std::int64_t>(static_cast<double>(offset - m_scanned) / bytesPerRow());
        return {std::min(count() - 1, m_rows + distance)};
    }
    const auto after = std::upper_bound(m_marks.begin(), m_marks.end(), offset,
                                        [](Offset place, const RowMark &mark) { return place < mark.offset; });
    if (after == m_marks.begin())
        return {0};
    RowMark mark = *std::prev(after);
    while (mark.row.value + 1 < m_rows) {
        const std::size_t next = rawEnd(m_text, mark.offset.index(), m_columns).next;
        if (next > offset.index() || next >= m_text.size())
            break;
        mark = {offsetAt(next), mark.row + 1};
    }
    return mark.row;
}

} // namespace smc::json
