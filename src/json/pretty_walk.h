// How JSON is laid out for reading: one pass over the text, token by token, that can stop and go on anywhere.
//
// The pass looks at tokens alone, not at what belongs together, so that it goes on from any place with nothing but a
// depth in hand, and lays out broken JSON too. Internal to this room.
#pragma once

#include "rows.h"
#include "scan.h"
#include "string_scan.h"

#include <algorithm>

namespace smc::json {

/// All that the pass knows at a place.
struct PrettyState
{
    enum class Pending : std::uint8_t {
        Nothing,
        Open,  ///< A bracket was opened: what comes decides whether the row ends here.
        Break, ///< What comes begins a row.
    };
    enum class Inside : std::uint8_t { Between, String, Scalar };

    Offset offset;     ///< The next byte.
    RowNumber row{-1}; ///< The row begun last.
    std::uint32_t depth = 0;
    std::uint32_t column = 0; ///< Bytes in the row so far.
    Pending pending = Pending::Break;
    Inside inside = Inside::Between;
};

/// Drives a Sink, which has
///     void row(RowNumber, Offset begin, std::uint32_t indent, RowStart);
///     void token(PieceKind, std::size_t begin, std::size_t end, TokenPart);
///     void space();                     behind a colon
///     bool isDone() const;              asked before each token and each row
/// `columns` is the width of a row in bytes: what would go beyond it goes on in the next row.
enum class RowStart : std::uint8_t { Line, Continuation };

struct TokenPart
{
    bool begins = true;
    bool ends = true;
    bool hasControl = false; ///< The string holds a byte below 0x20 here.
};

template <typename Sink>
class PrettyWalk
{
public:
    PrettyWalk(std::string_view text, std::uint32_t columns, PrettyState state, Sink &sink)
        : m_text(text)
        , m_columns(std::max<std::uint32_t>(columns, 16))
        , m_state(state)
        , m_sink(sink)
    {
    }

    const PrettyState &state() const { return m_state; }

    /// Goes on to the end of the text, to `stop`, or until the sink has enough.
    void run(std::size_t stop)
    {
        stop = std::min(stop, m_text.size());
        while (m_state.offset.index() < stop && !m_sink.isDone())
            step();
    }

private:
    using Pending = PrettyState::Pending;
    using Inside = PrettyState::Inside;

    static constexpr std::size_t SpacesAtOnce = 32U << 10U;

    void step()
    {
        if (m_state.inside == Inside::String)
            return string(m_state.offset.index(), false);
        if (m_state.inside == Inside::Scalar)
            return scalar(m_state.offset.index(), false);
        std::size_t at = m_state.offset.index();
        const std::size_t limit = std::min(m_text.size(), at + SpacesAtOnce);
        while (at < limit && isSpace(m_text[at]))
            ++at;
        m_state.offset = offsetAt(at);
        if (at >= limit)
            return;
        switch (m_text[at]) {
        case '{':
        case '[':
            begin(at);
            mark(at);
            ++m_state.depth;
            m_state.pending = Pending::Open;
            break;
        case '}':
        case ']':
            m_state.depth -= m_state.depth > 0 ? 1 : 0;
            if (m_state.pending != Pending::Open)
                newRow(at, RowStart::Line);
            m_state.pending = Pending::Nothing;
            mark(at);
            break;
        case ',':
            if (m_state.pending != Pending::Nothing)
                begin(at);
            mark(at);
            m_state.pending = Pending::Break;
            break;
        case ':':
            if (m_state.pending != Pending::Nothing)
                begin(at);
            mark(at);
            m_sink.space();
            ++m_state.column;
            break;
        case '"':
            begin(at);
            string(at, true);
            break;
        default:
            begin(at);
            scalar(at, true);
        }
    }

    std::uint32_t indent(RowStart start) const
    {
        // Deeper levels are indented no further, so that room is left for what they hold.
        const std::uint32_t wanted = m_state.depth * 2 + (start == RowStart::Continuation ? 2 : 0);
        return m_state.depth > m_columns ? m_columns / 2 : std::min(wanted, m_columns / 2);
    }

    void newRow(std::size_t at, RowStart start)
    {
        ++m_state.row;
        m_state.column = indent(start);
        m_sink.row(m_state.row, offsetAt(at), m_state.column, start);
    }

    void begin(std::size_t at)
    {
        if (m_state.pending != Pending::Nothing)
            newRow(at, RowStart::Line);
        m_state.pending = Pending::Nothing;
    }

    void mark(std::size_t at)
    {
        m_sink.token(PieceKind::Punctuation, at, at + 1, {});
        ++m_state.column;
        m_state.offset = offsetAt(at + 1);
    }

    /// The room that the row has left for a token, which may begin in a new one.
    std::size_t room(std::size_t at)
    {
        if (m_state.column + 2 > m_columns)
            newRow(at, RowStart::Continuation);
        return std::max<std::size_t>(m_columns - m_state.column, 2);
    }

    void string(std::size_t at, bool begins)
    {
        const std::size_t most = std::min(m_text.size(), at + room(at));
        std::size_t from = at + (begins ? 1 : 0);
        TokenPart part{begins, false, false};
        StringScan scan = scanString(m_text, from, most);
        while (scan.stop == StringStop::Control) {
            part.hasControl = true;
            from = scan.at + 1;
            scan = scanString(m_text, from, most);
        }
        part.ends = scan.stop == StringStop::Quote;
        // Not within the quote, and not between a backslash and what it escapes, where the scan has stopped.
        const std::size_t end = part.ends ? scan.at : cutBetweenTokens(m_text, at, std::min(scan.at, most), m_columns);
        take(PieceKind::String, at, std::max(end, at + 1), part, Inside::String);
    }

    void scalar(std::size_t at, bool begins)
    {
        if (begins && !fits(at))
            newRow(at, RowStart::Continuation);
        const std::size_t most = std::min(m_text.size(), at + room(at));
        std::size_t end = at + (begins ? 1 : 0);
        while (end < most && !endsScalar(m_text[end]))
            ++end;
        const bool ends = end >= m_text.size() || endsScalar(m_text[end]);
        if (!ends)
            end = std::max(cutBefore(m_text, at, end), at + 1);
        const PieceKind kind = m_text[at] == '-' || isDigit(m_text[at]) ? PieceKind::Number : PieceKind::Word;
        take(kind, at, end, {begins, ends, false}, Inside::Scalar);
    }

    /// Whether the scalar at `at` ends in this row, or would not end in one of its own either.
    bool fits(std::size_t at) const
    {
        const std::size_t left = m_columns > m_state.column ? m_columns - m_state.column : 0;
        const std::size_t most = m_columns - indent(RowStart::Continuation);
        std::size_t size = 0;
        while (size <= most && at + size < m_text.size() && !endsScalar(m_text[at + size]))
            ++size;
        return size <= left || size > most;
    }

    static bool endsScalar(char c)
    {
        return isSpace(c) || c == ',' || c == ':' || c == '"' || c == '[' || c == ']' || c == '{' || c == '}';
    }

    void take(PieceKind kind, std::size_t at, std::size_t end, TokenPart part, Inside inside)
    {
        m_sink.token(kind, at, end, part);
        m_state.column = part.ends ? m_state.column + static_cast<std::uint32_t>(end - at) : m_columns;
        m_state.inside = part.ends ? Inside::Between : inside;
        m_state.offset = offsetAt(end);
    }

    std::string_view m_text;
    std::uint32_t m_columns;
    PrettyState m_state;
    Sink &m_sink;
};

} // namespace smc::json
