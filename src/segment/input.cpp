#include "input.h"

#include <json/scan.h>

#include <algorithm>

namespace smc::segment {

namespace {

std::uint32_t countCharacters(std::string_view text)
{
    return static_cast<std::uint32_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

} // namespace

bool Input::more()
{
    m_buffer.erase(0, m_at);
    m_at = 0;
    const std::size_t before = m_buffer.size();
    while (!m_isExhausted && m_buffer.size() == before)
        m_isExhausted = !m_source(m_buffer);
    return m_buffer.size() > before;
}

void Input::fill(std::size_t count)
{
    while (rest().size() < count && more())
        ;
}

Origin Input::placeOf(std::size_t at) const
{
    const std::string_view passed = rest().substr(0, at);
    Origin place = m_place;
    place.offset += passed.size();
    place.line += static_cast<std::uint32_t>(std::count(passed.begin(), passed.end(), '\n'));
    const std::size_t lineBreak = passed.rfind('\n');
    if (lineBreak == std::string_view::npos)
        place.column += countCharacters(passed);
    else
        place.column = 1 + countCharacters(passed.substr(lineBreak + 1));
    return place;
}

void Input::drop(std::size_t count)
{
    m_place = placeOf(count);
    m_at += count;
}

void Input::dropLine(std::size_t count)
{
    m_place.offset += count;
    ++m_place.line;
    m_place.column = 1;
    m_at += count;
}

void Input::dropToNextLine()
{
    while (!atEnd()) {
        const std::size_t lineBreak = rest().find('\n');
        if (lineBreak != std::string_view::npos)
            return dropLine(lineBreak + 1);
        drop(rest().size());
    }
}

bool Input::skipSpace()
{
    while (!atEnd()) {
        const std::string_view text = rest();
        const auto found = std::find_if_not(text.begin(), text.end(), json::isSpace);
        if (found != text.begin())
            drop(static_cast<std::size_t>(found - text.begin()));
        if (found != text.end())
            return true;
    }
    return false;
}

void Input::skipByteOrderMark()
{
    constexpr std::string_view Mark = "\xEF\xBB\xBF";
    while (rest().size() < Mark.size() && Mark.starts_with(rest()) && more())
        ;
    if (rest().starts_with(Mark)) {
        m_at += Mark.size();
        m_place.offset += Mark.size();
    }
}

std::size_t Input::findLineEnd(std::size_t from, std::size_t limit)
{
    for (;;) {
        const std::size_t found = rest().find('\n', from);
        if (found != std::string_view::npos)
            return found;
        from = std::max(from, rest().size());
        if (from > limit)
            return std::string_view::npos;
        if (!more())
            return from;
    }
}

} // namespace smc::segment
