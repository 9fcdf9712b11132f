#include "placeholder.h"

#include "javascript.h"

namespace smc::mapping {

std::vector<Piece> splitTemplate(std::string_view text, std::size_t braces)
{
    const std::string open(braces, '{');
    const std::string close(braces, '}');
    std::vector<Piece> pieces;
    std::string plain;
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t inside = i + braces;
        const std::size_t end = text.substr(i, braces) == open ? text.find('}', inside) : std::string_view::npos;
        if (end == std::string_view::npos || end == inside || text.substr(end, braces) != close) {
            plain += text[i++];
            continue;
        }
        if (!plain.empty())
            pieces.push_back({.text = plain, .size = plain.size()});
        plain.clear();
        pieces.push_back({.isText = false,
                          .lookup = {splitPlaceholder(javascript::trim(text.substr(inside, end - inside))), {}},
                          .size = end + braces - i});
        i = end + braces;
    }
    if (!plain.empty())
        pieces.push_back({.text = plain, .size = plain.size()});
    return pieces;
}

} // namespace smc::mapping
