#include "packed_json.h"

#include <json/text.h>

#include <algorithm>

namespace smc::gui {

namespace {

/// Length of the escape that `text` begins with; a pair of surrogates is one.
std::size_t escapeLength(std::string_view text)
{
    if (text.size() < 2 || text[1] != 'u')
        return std::min<std::size_t>(2, text.size());
    const bool isHigh = text.size() >= 12 && (text[2] == 'd' || text[2] == 'D') &&
                        std::string_view("89abAB").find(text[3]) != std::string_view::npos;
    return std::min<std::size_t>(isHigh && text[6] == '\\' && text[7] == 'u' ? 12 : 6, text.size());
}

} // namespace

PackedJson::PackedJson(std::string_view literal)
{
    if (literal.size() < 2 || literal.front() != '"')
        return;
    const std::string_view content = literal.substr(1, literal.size() - 2);
    std::string text;
    text.reserve(content.size());
    m_outside.reserve(content.size() + 1);
    for (std::size_t i = 0; i < content.size();) {
        const std::size_t length = content[i] == '\\' ? escapeLength(content.substr(i)) : 1;
        if (length == 1)
            text += content[i];
        else
            json::appendUnescaped(text, content.substr(i, length));
        m_outside.resize(text.size(), static_cast<std::uint32_t>(i + 1));
        i += length;
    }
    m_outside.push_back(static_cast<std::uint32_t>(content.size() + 1));
    m_isRead = m_document.parse(std::move(text)).has_value();
}

json::Span PackedJson::outside(json::Span inside) const
{
    const std::size_t last = m_outside.size() - 1;
    return {m_outside[std::min<std::size_t>(inside.begin, last)], m_outside[std::min<std::size_t>(inside.end, last)]};
}

std::size_t PackedJson::inside(std::size_t offset) const
{
    const auto behind = std::upper_bound(m_outside.begin(), m_outside.end(), offset);
    return behind == m_outside.begin() ? 0 : static_cast<std::size_t>(behind - m_outside.begin()) - 1;
}

} // namespace smc::gui
