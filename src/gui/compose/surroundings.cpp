#include "surroundings.h"

#include <json/scan.h>
#include <json/text.h>

#include <algorithm>

namespace smc::gui {

namespace {

constexpr std::size_t MaxDepth = 1000;
constexpr std::size_t MaxTexts = 500;

bool isWord(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || json::isDigit(c) || c == '_' || c == '-' || c == '+' ||
           c == '.';
}

struct Frame
{
    enum class State { Key, Colon, Value, Behind };

    bool isObject = false;
    State state = State::Key;
    std::string key{};
    std::vector<std::string> keys{};
    std::uint32_t lastEnd = 0; ///< Of the last value.
};

class Reader
{
public:
    Reader(std::string_view text, std::size_t place)
        : m_text(text)
        , m_place(std::min(place, text.size()))
    {
    }

    Surroundings read()
    {
        while (!m_isDone && m_at < m_text.size()) {
            skipSpace();
            if (!m_isFound && m_place <= m_at && !isTokenAt(m_at))
                foundGap();
            if (m_at < m_text.size())
                readToken();
        }
        if (!m_isFound)
            foundGap();
        if (m_frameAtPlace < m_frames.size())
            keepSiblings(m_frames[m_frameAtPlace]);
        return std::move(m_result);
    }

private:
    void skipSpace()
    {
        while (m_at < m_text.size() && json::isSpace(m_text[m_at]))
            ++m_at;
    }

    /// A word or a number that begins at the place is meant by it; a string only from its quote on.
    bool isTokenAt(std::size_t at) const { return at < m_text.size() && at == m_place && isWord(m_text[at]); }

    void readToken()
    {
        const char c = m_text[m_at];
        if (c == '{' || c == '[')
            open(c == '{');
        else if (c == '}' || c == ']')
            close();
        else if (c == ':' || c == ',')
            separate(c);
        else if (c == '"')
            readString();
        else if (isWord(c))
            readWord();
        else
            ++m_at; // No JSON: somebody is at work here.
    }

    void open(bool isObject)
    {
        ++m_at;
        if (m_frames.size() >= MaxDepth) {
            m_isDone = true;
            return;
        }
        if (!m_isFound && isObject && pathToHere().empty())
            m_result.texts.clear();
        m_frames.push_back({isObject, isObject ? Frame::State::Key : Frame::State::Value});
    }

    void close()
    {
        ++m_at;
        if (m_frames.empty())
            return;
        if (m_isFound && m_frameAtPlace == m_frames.size() - 1) {
            keepSiblings(m_frames.back());
            m_frameAtPlace = NoFrame;
        }
        m_frames.pop_back();
        m_isDone = m_isFound && pathToHere().empty();
        endValue();
    }

    void separate(char c)
    {
        ++m_at;
        if (m_frames.empty())
            return;
        Frame &frame = m_frames.back();
        frame.state = c == ':' || !frame.isObject ? Frame::State::Value : Frame::State::Key;
    }

    void endValue()
    {
        if (m_frames.empty())
            return;
        m_frames.back().state = Frame::State::Behind;
        m_frames.back().lastEnd = static_cast<std::uint32_t>(m_at);
    }

    /// The end of the string that opens at m_at, its closing quote included, and whether it has one.
    std::pair<std::size_t, bool> naturalEnd() const
    {
        for (std::size_t i = m_at + 1; i < m_text.size(); ++i) {
            if (m_text[i] == '\\')
                ++i;
            else if (m_text[i] == '"')
                return {i + 1, true};
            else if (m_text[i] == '\n' || m_text[i] == '\r')
                return {i, false};
        }
        return {m_text.size(), false};
    }

    /// Whether what stands behind a string is what stands behind strings. If not, its quote was another's opening one.
    bool endsWell(std::size_t end) const
    {
        while (end < m_text.size() && (m_text[end] == ' ' || m_text[end] == '\t'))
            ++end;
        return end == m_text.size() || std::string_view(",:}]\r\n").find(m_text[end]) != std::string_view::npos;
    }

    void readString()
    {
        const auto [end, isClosed] = naturalEnd();
        std::size_t last = end;
        const bool isPlace = !m_isFound && m_place > m_at && (isClosed ? m_place < end : m_place <= end);
        if (isPlace && !(isClosed && endsWell(end))) {
            last = m_place;
            while (last < end && std::string_view("\",:{}[]").find(m_text[last]) == std::string_view::npos)
                ++last;
            if (last < end && m_text[last] == '"')
                ++last;
        }
        const bool hasQuote = last > m_at + 1 && m_text[last - 1] == '"';
        const std::string_view content = m_text.substr(m_at + 1, last - m_at - 1 - (hasQuote ? 1 : 0));
        takeScalar(last, content, isPlace, true);
    }

    void readWord()
    {
        std::size_t end = m_at;
        while (end < m_text.size() && isWord(m_text[end]))
            ++end;
        takeScalar(end, m_text.substr(m_at, end - m_at), !m_isFound && m_place >= m_at && m_place <= end, false);
    }

    void takeScalar(std::size_t end, std::string_view content, bool isPlace, bool isQuoted)
    {
        const bool isKey =
            !m_frames.empty() && m_frames.back().isObject &&
            (m_frames.back().state == Frame::State::Key || m_frames.back().state == Frame::State::Behind);
        const std::size_t begin = m_at;
        m_at = end;
        if (isPlace)
            foundToken(begin, isKey, isQuoted);
        if (m_frames.empty())
            return;
        Frame &frame = m_frames.back();
        if (isKey) {
            frame.key = json::unescaped(content);
            frame.state = Frame::State::Colon;
            if (!isPlace)
                frame.keys.push_back(frame.key);
            return;
        }
        if (isQuoted && frame.isObject && m_result.texts.size() < MaxTexts && !isPlace)
            m_result.texts[dotted(pathToHere())] = json::unescaped(content);
        endValue();
    }

    static std::string dotted(const std::vector<std::string> &path)
    {
        std::string text;
        for (const std::string &step : path)
            text += (text.empty() ? "" : ".") + step;
        return text;
    }

    /// Steps to the value that would stand here, from the event's top.
    std::vector<std::string> pathToHere() const
    {
        std::vector<std::string> path;
        for (const Frame &frame : m_frames)
            path.push_back(frame.isObject ? frame.key : "[]");
        auto first = path.begin();
        while (first != path.end() && *first == "[]")
            ++first;
        if (path.end() - first >= 2 && *first == "batch" && *(first + 1) == "[]")
            first += 2;
        return {first, path.end()};
    }

    void foundToken(std::size_t begin, bool isKey, bool isQuoted)
    {
        m_result.token = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(m_at)};
        m_result.isQuoted = isQuoted;
        const std::size_t from = std::min(begin + (isQuoted ? 1 : 0), m_place);
        m_result.typed = json::unescaped(m_text.substr(from, m_place - from));
        found(isKey ? Surroundings::At::Key : Surroundings::At::Value);
    }

    void foundGap()
    {
        m_result.token = {static_cast<std::uint32_t>(m_place), static_cast<std::uint32_t>(m_place)};
        using State = Frame::State;
        const State state = m_frames.empty() ? State::Colon : m_frames.back().state;
        const bool isObject = !m_frames.empty() && m_frames.back().isObject;
        const bool hasComma = m_at < m_text.size() && m_text[m_at] == ',';
        if (state == State::Value)
            found(Surroundings::At::Value);
        else if (isObject && (state == State::Key || (state == State::Behind && !hasComma)))
            found(Surroundings::At::Key);
        else
            found(Surroundings::At::Nothing);
    }

    void found(Surroundings::At at)
    {
        m_isFound = true;
        m_result.at = at;
        if (m_frames.empty())
            return;
        const Frame &frame = m_frames.back();
        m_frameAtPlace = m_frames.size() - 1;
        m_result.path = pathToHere();
        if (frame.isObject && !m_result.path.empty())
            m_result.path.pop_back();
        if (frame.isObject && at == Surroundings::At::Value)
            m_result.key = frame.key;
        if (frame.isObject && at == Surroundings::At::Key && frame.state == Frame::State::Behind)
            m_result.commaAt = frame.lastEnd;
        std::size_t next = m_result.token.end;
        while (next < m_text.size() && json::isSpace(m_text[next]))
            ++next;
        m_result.hasColon = next < m_text.size() && m_text[next] == ':';
        m_result.needsCommaBehind = next < m_text.size() && m_text[next] == '"';
    }

    void keepSiblings(Frame &frame) { m_result.siblings = std::move(frame.keys); }

    static constexpr std::size_t NoFrame = static_cast<std::size_t>(-1);

    std::string_view m_text;
    std::size_t m_place;
    std::size_t m_at = 0;
    std::vector<Frame> m_frames;
    std::size_t m_frameAtPlace = NoFrame;
    bool m_isFound = false;
    bool m_isDone = false;
    Surroundings m_result;
};

} // namespace

Surroundings surroundingsOf(std::string_view text, std::size_t place)
{
    return Reader(text, place).read();
}

Surroundings surroundingsOfValue(std::string_view text, std::vector<std::string> path, std::string typed)
{
    const std::size_t begin = std::min(text.find('{'), text.size());
    Surroundings around;
    around.texts = surroundingsOf(text, std::min(begin + 1, text.size())).texts;
    around.at = Surroundings::At::Value;
    around.key = std::move(path.back());
    path.pop_back();
    around.path = std::move(path);
    around.typed = std::move(typed);
    around.isQuoted = true;
    return around;
}

} // namespace smc::gui
