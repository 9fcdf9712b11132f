// What each piece of a value came from, while the scratch memory traces.
#include "evaluate.h"

namespace smc::mapping {

using json::Span;
using json::Value;

namespace {

Span wholeOf(std::string_view text)
{
    return {0, static_cast<std::uint32_t>(text.size())};
}

/// `inner` with a part for the whole before it, unless there is one.
Parts around(Part whole, Parts inner)
{
    if (inner.empty() || inner.front().text != whole.text)
        inner.insert(inner.begin(), std::move(whole));
    return inner;
}

} // namespace

Parts Evaluator::partsOf(Value value) const
{
    const bool isPayload = !m_outer && value.document() == m_payload.root.document();
    if (isPayload)
        return {{wholeOf(value.raw()), Origin::Kind::Event, Directive::None, {value}, value.span()}};
    return partsWithin(m_scratch.partsOf(value.document()->text()), value.span());
}

Parts Evaluator::partsOf(Seen seen)
{
    if (!seen.exists())
        return {};
    if (seen.kind() == Origin::Kind::Event)
        return partsOf(seen.node());
    Part whole{wholeOf(seen.json()), seen.kind(), seen.by(), {seen.sources().begin(), seen.sources().end()}};
    if (seen.kind() != Origin::Kind::Computed)
        return {std::move(whole)};
    return around(std::move(whole), seen.node().exists() ? partsOf(seen.node()) : m_scratch.partsOf(seen.json()));
}

Parts Evaluator::compactPartsOf(Seen seen)
{
    return seen.node().exists() ? partsOfCompact(seen.node(), partsOf(seen)) : partsOf(seen);
}

Parts Evaluator::compactPartsOf(Value value) const
{
    return partsOfCompact(value, partsOf(value));
}

Parts Evaluator::partsInTemplate(Seen piece, std::string_view escaped)
{
    const std::span<const Value> sources = sourcesOf(piece);
    const Part whole{wholeOf(escaped), Origin::Kind::Computed, Directive::AtTemplate, {sources.begin(), sources.end()}};
    const bool isString = piece.type() == json::Type::String;
    const auto quote = static_cast<std::uint32_t>(isString ? 1 : 0);
    if (piece.isContainer() || piece.json().substr(quote, piece.json().size() - 2UL * quote) != escaped)
        return {whole};
    Parts parts = partsWithin(partsOf(piece), {quote, static_cast<std::uint32_t>(piece.json().size() - quote)});
    return around(whole, std::move(parts));
}

/// `packed`, the JSON of `value` in a string, with what is known of its pieces. A copy of one value of the payload
/// needs none: what stands in the string is that value on one line.
Seen Evaluator::packedOf(Seen packed, Seen value, std::string_view json)
{
    if (!m_scratch.isTracing() || value.kind() != Origin::Kind::Computed)
        return packed;
    Parts parts = compactPartsOf(value);
    // A container that is written out in the mapping has no directive to tell.
    if (!parts.empty() && parts.front().by == Directive::None && parts.front().text == wholeOf(json))
        parts.erase(parts.begin());
    m_scratch.keepParts(packed.json(), partsInQuotes(json, parts));
    return packed;
}

} // namespace smc::mapping
