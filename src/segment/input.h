// The bytes of an input as they come in, with the place that has been reached.
#pragma once

#include "event_reader.h"

#include <string>
#include <string_view>

namespace smc::segment {

class Input
{
public:
    explicit Input(EventReader::Source source)
        : m_source(std::move(source))
    {
    }

    /// What has come in and is not consumed yet.
    std::string_view rest() const { return std::string_view(m_buffer).substr(m_at); }
    char front() const { return m_buffer[m_at]; }

    /// Lets more bytes come in; false at the end of the input. Views of rest() end, places in it stay.
    bool more();
    /// Lets bytes come in until rest() has `count`, or the input ends.
    void fill(std::size_t count);
    /// True where no byte is left.
    bool atEnd() { return m_at == m_buffer.size() && !more(); }

    /// Where rest() begins.
    const Origin &place() const { return m_place; }
    /// Where the byte `at` of rest() stands.
    Origin placeOf(std::size_t at) const;

    /// Consumes `count` bytes of rest().
    void drop(std::size_t count);
    /// Consumes `count` bytes of rest(), of which the last is the one line break.
    void dropLine(std::size_t count);
    /// Consumes the rest of the line with its line break, however long it is.
    void dropToNextLine();
    /// Consumes white space; false at the end of the input.
    bool skipSpace();
    void skipByteOrderMark();

    /// The position in rest() of the first line break at or behind `from`, or npos, looking at no more than about
    /// `limit` bytes. Lets bytes come in as needed; at the end of the input the end counts as a line break.
    std::size_t findLineEnd(std::size_t from, std::size_t limit);

private:
    EventReader::Source m_source;
    std::string m_buffer;
    std::size_t m_at = 0;
    Origin m_place;
    bool m_isExhausted = false;
};

} // namespace smc::segment
