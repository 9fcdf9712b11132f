// JSON that stands inside a string of other JSON, with the way from each byte inside to the byte outside.
#pragma once

#include <json/document.h>

#include <string_view>
#include <vector>

namespace smc::gui {

class PackedJson
{
public:
    /// `literal` is a JSON string with its quotes. isRead() tells whether JSON stood in it.
    explicit PackedJson(std::string_view literal);

    bool isRead() const { return m_isRead; }
    const json::Document &document() const { return m_document; }

    /// The part of the literal in which the bytes `inside` of the content stand.
    json::Span outside(json::Span inside) const;
    /// The byte of the content that stands at `offset` of the literal, or the nearest before it.
    std::size_t inside(std::size_t offset) const;

private:
    json::Document m_document;
    std::vector<std::uint32_t> m_outside; ///< By byte of the content, and one for its end.
    bool m_isRead = false;
};

} // namespace smc::gui
