#include "parts.h"

#include <json/quote.h>
#include <json/text.h>

#include <algorithm>

namespace smc::mapping {

using json::Span;
using json::Type;
using json::Value;

namespace {

bool covers(Span outer, Span inner)
{
    return outer.begin <= inner.begin && outer.end >= inner.end;
}

Part cutTo(Part part, Span span)
{
    if (!part.copied.isEmpty())
        part.copied.begin += span.begin - part.text.begin;
    part.text = {0, span.size()};
    if (!part.copied.isEmpty())
        part.copied.end = part.copied.begin + span.size();
    return part;
}

/// How a value comes to stand on one line.
struct OneLine
{
    std::string (*text)(Value value);
    std::size_t (*keySize)(Value member); ///< With its quotes.
};

constexpr OneLine Compact{[](Value value) { return json::compact(value); },
                          [](Value member) { return json::quoted(member.key()).size(); }};
constexpr OneLine WithoutSpace{[](Value value) { return json::withoutSpace(value.raw()); },
                               [](Value member) -> std::size_t { return member.keySpan().size(); }};

/// Walks through a value as it stands on its line.
class OneLineWalk
{
public:
    OneLineWalk(const OneLine &line, const Parts &parts, std::uint32_t begin)
        : m_line(line)
        , m_parts(parts)
        , m_begin(begin)
    {
    }

    void visit(Value value)
    {
        const bool isObject = value.is(Type::Object);
        if (value.size() == 0)
            return visitLeaf(value);
        ++m_at;
        bool isFirst = true;
        for (const Value child : value) {
            m_at += isFirst ? 0 : 1;
            isFirst = false;
            if (isObject)
                m_at += m_line.keySize(child) + 1;
            visit(child);
        }
        ++m_at;
    }

    Parts take() { return std::move(m_found); }

private:
    void visitLeaf(Value leaf)
    {
        const std::string text = m_line.text(leaf);
        const Span span = leaf.span();
        if (text == leaf.raw())
            appendParts(m_found, partsWithin(m_parts, {span.begin - m_begin, span.end - m_begin}), m_at);
        m_at += text.size();
    }

    const OneLine &m_line;
    const Parts &m_parts;
    std::uint32_t m_begin;
    std::size_t m_at = 0;
    Parts m_found;
};

Parts partsOfLine(const OneLine &line, Value value, const Parts &parts)
{
    const std::string text = line.text(value);
    if (text == value.raw())
        return parts;
    OneLineWalk walk(line, parts, value.span().begin);
    walk.visit(value);
    Parts found = walk.take();
    if (parts.empty())
        return found;
    Part whole = parts.front();
    whole.text = {0, static_cast<std::uint32_t>(text.size())};
    if (!whole.copied.isEmpty())
        whole.kind = Origin::Kind::Computed;
    whole.copied = {};
    if (found.empty() || found.front().text != whole.text)
        found.insert(found.begin(), std::move(whole));
    return found;
}

} // namespace

Parts partsWithin(const Parts &parts, Span span)
{
    Parts found;
    const Part *around = nullptr;
    for (const Part &part : parts) {
        if (covers(part.text, span)) {
            around = &part;
        } else if (covers(span, part.text)) {
            found.push_back(part);
            found.back().text = {part.text.begin - span.begin, part.text.end - span.begin};
        }
    }
    if (around != nullptr)
        found.insert(found.begin(), cutTo(*around, span));
    return found;
}

Parts partsCutTo(std::span<const Part> parts, Span span)
{
    Parts found;
    for (const Part &part : parts) {
        const Span cut{std::max(part.text.begin, span.begin), std::min(part.text.end, span.end)};
        if (cut.begin >= cut.end)
            continue;
        found.push_back(cutTo(part, cut));
        found.back().text = {cut.begin - span.begin, cut.end - span.begin};
    }
    return found;
}

Parts partsOfCompact(Value value, const Parts &parts)
{
    return partsOfLine(Compact, value, parts);
}

Parts partsWithoutSpace(Value value, const Parts &parts)
{
    return partsOfLine(WithoutSpace, value, parts);
}

namespace {

/// Between its quotes, where `part` copies a string that needs no escapes inside.
Part withoutQuotes(Part part, std::string_view json)
{
    const std::string_view literal = part.text.of(json);
    const bool isString = literal.size() > 2 && literal.front() == '"' && literal.back() == '"';
    if (part.copied.isEmpty() || !isString ||
        literal.substr(1, literal.size() - 2).find_first_of("\"\\") != std::string_view::npos)
        return part;
    part.text = {part.text.begin + 1, part.text.end - 1};
    part.copied = {part.copied.begin + 1, part.copied.end - 1};
    return part;
}

} // namespace

Parts partsInQuotes(std::string_view json, const Parts &parts)
{
    std::vector<std::uint32_t> outside; // By byte of `json`, and one for its end.
    outside.reserve(json.size() + 1);
    std::uint32_t at = 1;
    for (const char &c : json) {
        outside.push_back(at);
        const bool mayNeedEscape = c == '"' || c == '\\' || static_cast<unsigned char>(c) < ' ';
        at += mayNeedEscape ? static_cast<std::uint32_t>(json::quoted({&c, 1}).size() - 2) : 1;
    }
    outside.push_back(at);
    Parts found;
    for (const Part &part : parts) {
        Part moved = withoutQuotes(part, json);
        moved.text = {outside[moved.text.begin], outside[moved.text.end]};
        if (!moved.copied.isEmpty() && moved.copied.size() != moved.text.size()) {
            moved.kind = Origin::Kind::Computed;
            moved.by = Directive::AtJson;
            moved.copied = {};
        }
        found.push_back(std::move(moved));
    }
    return found;
}

void appendParts(Parts &parts, Parts more, std::size_t at)
{
    const auto shift = static_cast<std::uint32_t>(at);
    for (Part &part : more) {
        part.text = {part.text.begin + shift, part.text.end + shift};
        parts.push_back(std::move(part));
    }
}

} // namespace smc::mapping
