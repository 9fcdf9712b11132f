#include "pretty_rows.h"

#include "pretty_walk.h"

#include <algorithm>
#include <limits>

namespace smc::json {

namespace {

constexpr std::size_t LongestKeyLook = 4096;
constexpr std::uint32_t Unbroken = std::numeric_limits<std::uint32_t>::max() / 4;

PrettyState stateAt(const PrettyMark &mark)
{
    PrettyState state;
    state.offset = mark.offset;
    state.row = mark.row;
    state.depth = mark.depth;
    state.column = mark.column;
    state.pending = static_cast<PrettyState::Pending>(mark.pending);
    state.inside = static_cast<PrettyState::Inside>(mark.inside);
    return state;
}

/// True where a colon follows the string that goes on at `at`.
bool isKey(std::string_view text, std::size_t at, bool isClosed)
{
    const std::size_t limit = std::min(text.size(), at + LongestKeyLook);
    if (!isClosed) {
        const StringScan scan = scanString(text, at, limit);
        if (scan.stop != StringStop::Quote)
            return false;
        at = scan.at;
    }
    while (at < limit && isSpace(text[at]))
        ++at;
    return at < limit && text[at] == ':';
}

/// Makes rows [first, first + most).
class RowMaker
{
public:
    RowMaker(std::string_view text, RowNumber first, std::int64_t most)
        : m_text(text)
        , m_first(first)
        , m_end(first + most)
    {
    }

    void row(RowNumber number, Offset begin, std::uint32_t indent, RowStart start)
    {
        m_now = number;
        if (start == RowStart::Continuation && !m_rows.empty() && m_rows.back().number + 1 == number)
            m_rows.back().continues = true;
        if (!isWanted())
            return;
        Row row;
        row.number = number;
        row.source = {begin, begin};
        m_rows.push_back(std::move(row));
        addMade(indent);
    }

    void token(PieceKind kind, std::size_t begin, std::size_t end, TokenPart part)
    {
        if (!isWanted())
            return;
        if (m_rows.empty()) // The text begins with what opens no row: not well-formed.
            row(m_now, offsetAt(begin), 0, RowStart::Line);
        if (kind == PieceKind::String && isKey(m_text, end, part.ends))
            kind = PieceKind::Key;
        Row &row = m_rows.back();
        const auto at = static_cast<std::uint32_t>(row.text.size());
        const auto size = static_cast<std::uint32_t>(end - begin);
        row.text.append(m_text.substr(begin, size));
        row.pieces.push_back({at, at + size, offsetAt(begin), size, kind});
        row.source.end = offsetAt(end);
    }

    void space()
    {
        if (isWanted())
            addMade(1);
    }

    bool isDone() const { return m_now >= m_end; }

    std::vector<Row> take() { return std::move(m_rows); }

private:
    bool isWanted() const { return m_now >= m_first && m_now < m_end; }

    void addMade(std::uint32_t spaces)
    {
        if (spaces == 0)
            return;
        Row &row = m_rows.back();
        const auto at = static_cast<std::uint32_t>(row.text.size());
        row.text.append(spaces, ' ');
        row.pieces.push_back({at, at + spaces, row.source.end, 0, PieceKind::Made});
    }

    std::string_view m_text;
    RowNumber m_first;
    RowNumber m_end;
    RowNumber m_now{-1};
    std::vector<Row> m_rows;
};

/// Finds the last row that begins at or before a place.
class RowFinder
{
public:
    RowFinder(Offset offset, RowNumber known)
        : m_offset(offset)
        , m_found(known)
    {
    }

    void row(RowNumber number, Offset begin, std::uint32_t /*indent*/, RowStart /*start*/)
    {
        m_isDone = begin > m_offset;
        if (!m_isDone)
            m_found = number;
    }
    void token(PieceKind, std::size_t, std::size_t, TokenPart) {}
    void space() {}
    bool isDone() const { return m_isDone; }
    RowNumber found() const { return m_found; }

private:
    Offset m_offset;
    RowNumber m_found;
    bool m_isDone = false;
};

} // namespace

PrettyRows::PrettyRows(std::string_view text, int columns)
    : m_text(text)
    , m_columns(columns)
    , m_marks{{}}
{
    const PrettyState begin;
    m_marks.front().offset = offsetAt(beginOfJson(text));
    m_marks.front().row = begin.row;
    m_marks.front().pending = static_cast<std::uint8_t>(begin.pending);
    // The first rows are there at once.
    JsonIndexer first(text, columns);
    add(first.advance(64U << 10U));
}

PrettyRows::~PrettyRows() = default;

void PrettyRows::add(const JsonPart &part)
{
    for (const PrettyMark &mark : part.marks) {
        if (mark.offset > m_marks.back().offset)
            m_marks.push_back(mark);
    }
    m_count = std::max(m_count, part.rows);
    m_scanned = std::max(m_scanned, part.scanned);
    m_isComplete = m_isComplete || part.shape != JsonShape::Reading;
}

const PrettyMark &PrettyRows::markOf(RowNumber row) const
{
    // A mark stands within its row: the row before it is the last that begins behind an earlier mark.
    const auto at = std::lower_bound(m_marks.begin() + 1, m_marks.end(), row,
                                     [](const PrettyMark &mark, RowNumber wanted) { return mark.row < wanted; });
    return *std::prev(at);
}

const PrettyMark &PrettyRows::markOf(Offset offset) const
{
    const auto at = std::upper_bound(m_marks.begin() + 1, m_marks.end(), offset,
                                     [](Offset wanted, const PrettyMark &mark) { return wanted < mark.offset; });
    return *std::prev(at);
}

std::vector<Row> PrettyRows::read(RowNumber first, std::int64_t most) const
{
    first = {std::clamp<std::int64_t>(first.value, 0, m_count - 1)};
    most = std::min(most, m_count - first.value);
    RowMaker maker(m_text, first, most);
    PrettyWalk walk(m_text, static_cast<std::uint32_t>(m_columns), stateAt(markOf(first)), maker);
    walk.run(m_text.size());
    std::vector<Row> rows = maker.take();
    if (rows.empty() && most > 0)
        rows.push_back(Row{});
    return rows;
}

RowNumber PrettyRows::rowOf(Offset offset) const
{
    // Nothing is read here that the indexer has not read.
    if (offset >= m_scanned)
        return {m_count - 1};
    const PrettyMark &mark = markOf(offset);
    RowFinder finder(offset, {std::max<std::int64_t>(mark.row.value, 0)});
    PrettyWalk walk(m_text, static_cast<std::uint32_t>(m_columns), stateAt(mark), finder);
    walk.run(static_cast<std::size_t>(std::max<std::int64_t>(offset.value + 1, 0)));
    return {std::min(finder.found().value, m_count - 1)};
}

struct PrettyWriter::Walk
{
    struct Sink
    {
        explicit Sink(std::string_view source)
            : text(source)
        {
        }
        void row(RowNumber number, Offset, std::uint32_t indent, RowStart)
        {
            if (number.value > 0)
                out.append(1, '\n').append(indent, ' ');
        }
        void token(PieceKind, std::size_t begin, std::size_t end, TokenPart) { out += text.substr(begin, end - begin); }
        void space() { out += ' '; }
        bool isDone() const { return out.size() >= most; }

        std::string_view text;
        std::string out;
        std::size_t most = 0;
    };

    Walk(std::string_view source, Range range)
        : text(source.substr(0, range.end.index()))
        , sink(text)
    {
        state.offset = range.begin;
    }

    std::string_view text;
    Sink sink;
    PrettyState state;
};

PrettyWriter::PrettyWriter(std::string_view text, Range range)
    : m_walk(std::make_unique<Walk>(text, range))
{
}

PrettyWriter::~PrettyWriter() = default;

std::optional<std::string> PrettyWriter::next(std::size_t bytes)
{
    if (m_walk->state.offset.index() >= m_walk->text.size())
        return std::nullopt;
    m_walk->sink.out.clear();
    m_walk->sink.most = std::max<std::size_t>(bytes, 1);
    PrettyWalk walk(m_walk->text, Unbroken, m_walk->state, m_walk->sink);
    walk.run(m_walk->text.size());
    m_walk->state = walk.state();
    return std::move(m_walk->sink.out);
}

std::string prettyRange(std::string_view text, Range range, std::size_t most)
{
    PrettyWriter writer(text, range);
    std::string out;
    while (auto piece = writer.next(most - std::min(most, out.size()))) {
        out += *piece;
        if (out.size() >= most)
            break;
    }
    return out;
}

} // namespace smc::json
