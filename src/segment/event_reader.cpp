#include "event_reader_state.h"

#include <json/scan.h>

#include <algorithm>

namespace smc::segment {

namespace {

constexpr std::size_t ChunkSize = 256U << 10U;
/// How many bytes of white space are looked through for what follows a line.
constexpr std::size_t LookAhead = 64U << 10U;
/// Bytes behind a place that are enough to say what stands there.
constexpr std::size_t LongestCharacter = 4;

std::string_view trimmedEnd(std::string_view text)
{
    while (!text.empty() && json::isSpace(text.back()))
        text.remove_suffix(1);
    return text;
}

/// A line that starts so can begin a value. Indented lines and these signs only go on with one.
bool canBeginValue(char c)
{
    return !json::isSpace(c) && std::string_view("\"}],:").find(c) == std::string_view::npos;
}

/// Whether the line is one value by its brackets and quotes.
bool isComplete(std::string_view line)
{
    Framer frame;
    const std::string_view text = trimmedEnd(line);
    return frame.scan(text) == Framer::Status::Done && frame.at() == text.size();
}

/// Whether `"batch"` stands anywhere in the text: only then it is worth a closer look. Most of a text is passed over
/// in the search for its letter that is rarest in events.
bool mentionsBatch(std::string_view line)
{
    for (std::size_t at = line.find('b', 1); at != std::string_view::npos; at = line.find('b', at + 1)) {
        if (line[at - 1] == '"' && line.substr(at, 6) == "batch\"")
            return true;
    }
    return false;
}

} // namespace

EventReader::Step EventReader::State::next()
{
    if (!m_hasBegun)
        m_input.skipByteOrderMark();
    m_hasBegun = true;
    while (!m_hasEnded) {
        if (const Progress progress = m_isInArray ? nextElement() : nextValue())
            return *progress;
    }
    m_text = {};
    return Step::End;
}

EventReader::Step EventReader::State::event(std::size_t size)
{
    m_text = trimmedEnd(m_input.rest().substr(0, size));
    m_origin = m_input.place();
    m_input.drop(size);
    return Step::Event;
}

EventReader::Step EventReader::State::fail(ReadError error)
{
    m_error = std::move(error);
    return Step::Error;
}

EventReader::Step EventReader::State::failForGood(ReadError error)
{
    m_hasEnded = true;
    m_brokeOff = error.offset < m_input.place().offset + m_input.rest().size();
    return fail(std::move(error));
}

/// The value that begins here cannot go on at `stop`.
EventReader::Step EventReader::State::failForGoodIn(std::size_t stop)
{
    m_input.fill(stop + LongestCharacter);
    const auto error = json::locateError(m_input.rest());
    return failForGood(error ? placeInInput(*error, m_input.place()) : errorAt(m_input.place(), "expected an event"));
}

/// What stands here cannot follow `before`, the start of a JSON text.
EventReader::Step EventReader::State::failForGoodBehind(std::string before)
{
    m_input.fill(LongestCharacter);
    const std::size_t begin = before.size();
    before += m_input.rest().substr(0, LongestCharacter);
    auto error = json::locateError(before);
    if (!error || error->offset != begin)
        return failForGood(errorAt(m_input.place(), "expected an event"));
    error->offset = 0;
    error->line = error->column = 1;
    return failForGood(placeInInput(*error, m_input.place()));
}

// The sequence of values.

EventReader::State::Progress EventReader::State::nextValue()
{
    const bool linesOnly = m_isSkipping || m_input.place().offset < m_linesUntil;
    if (linesOnly)
        skipContinuation();
    if (!m_input.skipSpace()) {
        m_hasEnded = true;
        return {};
    }
    if (m_input.place().offset < m_linesUntil)
        return nextLine();
    switch (m_input.front()) {
    case '[':
        m_input.drop(1);
        m_isInArray = true;
        m_isBatch = m_needsComma = m_needsValue = false;
        return {};
    case '{':
        if (const Progress line = nextWholeLine())
            return line;
        return nextObject();
    default:
        return nextLine();
    }
}

/// NDJSON at full speed. A '}' at the end of a line and a '{' at the start of the next one stand side by side in no
/// value, so that the line is an event or wrong, whatever else it holds.
EventReader::State::Progress EventReader::State::nextWholeLine()
{
    const std::size_t end = m_input.findLineEnd(0, MaxEventSize);
    if (end == std::string_view::npos || end > MaxEventSize)
        return {};
    if (trimmedEnd(m_input.rest().substr(0, end)).back() != '}')
        return {};
    for (std::size_t at = end;; ++at) {
        // A line that is complete does not wait for the next one: the input may be a pipe that is slow to fill.
        if (at >= m_input.rest().size() && (isComplete(m_input.rest().substr(0, end)) || !m_input.more()))
            break;
        const char c = m_input.rest()[at];
        if (c == '{')
            break;
        if (!json::isSpace(c) || at > end + LookAhead)
            return {};
    }
    if (mentionsBatch(m_input.rest().substr(0, end)))
        return {};
    m_text = trimmedEnd(m_input.rest().substr(0, end));
    m_origin = m_input.place();
    if (end < m_input.rest().size())
        m_input.dropLine(end + 1);
    else
        m_input.drop(end);
    return Step::Event;
}

EventReader::State::Progress EventReader::State::nextObject()
{
    Framer frame;
    for (;;) {
        const Framer::Status status = frame.scan(m_input.rest());
        if (status == Framer::Status::Broken)
            return broken(frame.at());
        if (status == Framer::Status::Done) {
            if (frame.isBatch())
                return enterBatch(frame);
            if (frame.at() > MaxEventSize)
                return skipTooLarge(frame, status);
            // What else stands on the line makes it wrong, as in NDJSON.
            const std::size_t end = m_input.findLineEnd(frame.at(), frame.at() + LookAhead);
            return event(std::min(end, m_input.rest().size()));
        }
        if (m_input.rest().size() > MaxEventSize)
            return frame.isInBatch() ? enterBatch(frame) : skipTooLarge(frame, status);
        if (!m_input.more())
            return broken(m_input.rest().size());
    }
}

EventReader::State::Progress EventReader::State::nextLine()
{
    const std::size_t end = m_input.findLineEnd(0, MaxEventSize);
    if (end != std::string_view::npos && end <= MaxEventSize)
        return event(std::min(end + 1, m_input.rest().size()));
    const Origin place = m_input.place();
    m_input.dropToNextLine();
    return fail(tooLarge(place, "this line is larger than 16 MB"));
}

EventReader::State::Progress EventReader::State::skipTooLarge(Framer frame, Framer::Status status)
{
    const ReadError error = tooLarge(m_input.place(), "this event is larger than 16 MB");
    for (;;) {
        m_input.drop(frame.at());
        frame.forget();
        if (status != Framer::Status::More || !m_input.more())
            break;
        status = frame.scan(m_input.rest());
    }
    if (m_isInArray && status != Framer::Status::Done)
        return failForGood(error);
    m_isSkipping = !m_isInArray && status == Framer::Status::Broken;
    return fail(error);
}

/// The object that begins here cannot go on at `stop`.
EventReader::State::Progress EventReader::State::broken(std::size_t stop)
{
    // The next line that can begin a value, if there is one before the place; else the end of the line at the place.
    std::size_t cut = std::string_view::npos;
    const std::string_view rest = m_input.rest();
    for (std::size_t at = rest.find('\n'); at < stop && cut == std::string_view::npos; at = rest.find('\n', at + 1)) {
        if (at + 1 < rest.size() && canBeginValue(rest[at + 1]))
            cut = at + 1;
    }
    m_isSkipping = cut == std::string_view::npos;
    if (m_isSkipping)
        cut = std::min(m_input.findLineEnd(stop, stop + LookAhead), m_input.rest().size());
    m_linesUntil = std::max(m_linesUntil, m_input.place().offset + stop);
    const auto syntax = json::locateError(trimmedEnd(m_input.rest().substr(0, cut)));
    const Origin place = m_input.place();
    m_input.drop(cut);
    return fail(syntax ? placeInInput(*syntax, place) : errorAt(place, "expected an event"));
}

/// Passes over lines that belong to a broken value.
void EventReader::State::skipContinuation()
{
    if (m_input.place().column > 1)
        m_input.dropToNextLine();
    while (!m_input.atEnd() && !canBeginValue(m_input.front()))
        m_input.dropToNextLine();
    m_isSkipping = false;
}

EventReader::EventReader(Source source)
    : m_state(std::make_unique<State>(std::move(source)))
{
}

EventReader::EventReader(std::string_view text)
    : EventReader([rest = text](std::string &buffer) mutable {
        const std::string_view chunk = rest.substr(0, ChunkSize);
        buffer.append(chunk);
        rest.remove_prefix(chunk.size());
        return !rest.empty();
    })
{
}

EventReader::~EventReader() = default;
EventReader::EventReader(EventReader &&) noexcept = default;
EventReader &EventReader::operator=(EventReader &&) noexcept = default;

EventReader::Step EventReader::next()
{
    return m_state->next();
}

std::string_view EventReader::text() const
{
    return m_state->text();
}

Origin EventReader::origin() const
{
    return m_state->origin();
}

const ReadError &EventReader::error() const
{
    return m_state->error();
}

bool EventReader::brokeOff() const
{
    return m_state->brokeOff();
}

} // namespace smc::segment
