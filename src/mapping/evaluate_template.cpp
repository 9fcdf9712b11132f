// Texts with values of the payload in them: @template.
#include "evaluate.h"
#include "javascript.h"

#include <json/quote.h>

namespace smc::mapping {

using json::Type;
using json::Value;

Seen Evaluator::operator()(const Template &operation)
{
    if (operation.pieces.size() == 1 && !operation.pieces.front().isText) {
        // "{{userId}}": a string stays the slice that it is.
        const Seen only = look(operation.pieces.front().lookup);
        if (only.exists() && only.type() == Type::String)
            return only;
    }
    return computedString(render(operation.pieces));
}

Seen Evaluator::operator()(const DynamicTemplate &operation)
{
    const Seen text = run(*operation.text);
    if (text.hasFailed())
        return text;
    if (!text.exists() || text.type() != Type::String)
        return failed("@template expects a string, but got " + text.described() + ".");
    Rendered written{text.text(), {}, {}};
    if (m_scratch.isTracing() && text.kind() != Origin::Kind::Constant)
        written.parts = partsOfText(text, Directive::AtTemplate);
    const Rendered once = render(splitTemplate(written.text, 3), &written);
    Rendered twice = render(splitTemplate(once.text, 2), &once);
    std::vector<Value> sources(once.sources);
    const std::span<const Value> own = sourcesOf(text);
    sources.insert(sources.end(), own.begin(), own.end());
    twice.sources.insert(twice.sources.begin(), sources.begin(), sources.end());
    return computedString(std::move(twice));
}

Parts Evaluator::partsOfText(Seen text, Directive by)
{
    Parts parts = partsOf(text);
    // Where the text is spelt another way than it is written anew, the places of its pieces are others.
    if (json::quoted(text.text()) == text.json())
        return parts;
    const std::span<const Value> sources = sourcesOf(text);
    const auto size = static_cast<std::uint32_t>(json::quoted(text.text()).size());
    return {{{0, size}, Origin::Kind::Computed, by, {sources.begin(), sources.end()}}};
}

Seen Evaluator::computedString(Rendered rendered)
{
    const Seen seen = computedString(rendered.text, rendered.sources);
    if (m_scratch.isTracing())
        m_scratch.keepParts(seen.json(), std::move(rendered.parts));
    return seen;
}

/// The whole says nothing that its pieces don't.
bool Evaluator::coversAll(const Rendered &written)
{
    return written.parts.front().text.size() == json::quoted(written.text).size();
}

std::size_t Evaluator::appendCopied(Parts &parts, std::size_t at, const Rendered &written, Range range)
{
    const std::string_view text = written.text;
    const auto escapedSize = [](std::string_view plain) { return json::quoted(plain).size() - 2; };
    const std::size_t begin = 1 + escapedSize(text.substr(0, range.begin));
    const std::size_t size = escapedSize(text.substr(range.begin, range.size));
    const bool isInPieces = written.parts.size() > 1;
    appendParts(parts,
                partsCutTo(std::span(written.parts).subspan(isInPieces && coversAll(written) ? 1 : 0),
                           {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + size)}),
                at);
    return size;
}

Evaluator::Rendered Evaluator::render(const std::vector<Piece> &pieces, const Rendered *written)
{
    Rendered rendered;
    std::size_t read = 0; // Of what is written.
    std::size_t end = 1;  // behind the quote
    const auto appendPartsOf = [&](std::size_t from, const Seen *piece) {
        const std::string quoted = json::quoted(std::string_view(rendered.text).substr(from));
        const std::string_view escaped = std::string_view(quoted).substr(1, quoted.size() - 2);
        if (piece != nullptr)
            appendParts(rendered.parts, partsInTemplate(*piece, escaped), end);
        else
            rendered.parts.push_back(
                {{static_cast<std::uint32_t>(end), static_cast<std::uint32_t>(end + escaped.size())}});
        end += escaped.size();
    };
    for (const Piece &piece : pieces) {
        if (isTooMuch(rendered.text))
            break; // computedString() keeps it, and the run ends as too much.
        const std::size_t from = rendered.text.size();
        if (piece.isText) {
            rendered.text += piece.text;
            if (m_scratch.isTracing() && written != nullptr && !written->parts.empty())
                end += appendCopied(rendered.parts, end, *written, {read, piece.size});
            else if (m_scratch.isTracing())
                appendPartsOf(from, nullptr);
            read += piece.size;
            continue;
        }
        read += piece.size;
        const Seen seen = look(piece.lookup);
        if (seen.exists() && !seen.isNull())
            javascript::appendString(rendered.text, {seen.exists(), seen.type(), seen.json()});
        const std::span<const Value> sources = sourcesOf(seen);
        rendered.sources.insert(rendered.sources.end(), sources.begin(), sources.end());
        if (m_scratch.isTracing() && rendered.text.size() > from)
            appendPartsOf(from, &seen);
    }
    return rendered;
}

} // namespace smc::mapping
