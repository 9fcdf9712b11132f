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
    const Rendered once = render(splitTemplate(text.text(), 3));
    Rendered twice = render(splitTemplate(once.text, 2));
    std::vector<Value> sources(once.sources);
    const std::span<const Value> own = sourcesOf(text);
    sources.insert(sources.end(), own.begin(), own.end());
    twice.sources.insert(twice.sources.begin(), sources.begin(), sources.end());
    // The second pass takes for text of the mapping what the first one put there: which piece is whose is lost.
    if (!sources.empty())
        twice.parts.clear();
    return computedString(std::move(twice));
}

Seen Evaluator::computedString(Rendered rendered)
{
    const Seen seen = computedString(rendered.text, rendered.sources);
    if (m_scratch.isTracing())
        m_scratch.keepParts(seen.json(), std::move(rendered.parts));
    return seen;
}

Evaluator::Rendered Evaluator::render(const std::vector<Piece> &pieces)
{
    Rendered rendered;
    std::size_t end = 1; // behind the quote
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
            if (m_scratch.isTracing())
                appendPartsOf(from, nullptr);
            continue;
        }
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
