#include "document.h"

#include "scan.h"

#include <simdjson.h>

#include <algorithm>
#include <limits>
#include <type_traits>
#include <utility>
#include <vector>

namespace smc::json {

namespace {

/// The shortest structural distance: one index for each bracket, comma, colon, string and scalar.
constexpr std::size_t MaxTextSize = std::numeric_limits<std::uint32_t>::max() - Document::Padding;

} // namespace

/// simdjson finds the structure of the text (strings, brackets, scalars, UTF-8) with SIMD; the loop below turns it into
/// nodes and checks the grammar of every value, so that a text that is not wholly well-formed is never taken.
struct Document::Reader
{
    std::unique_ptr<simdjson::internal::dom_parser_implementation> stage;
    std::vector<std::uint32_t> open; ///< Nodes of the containers around the place.
    std::size_t covered = 0;         ///< Bytes of all tokens: fewer than the text's where white space stands between.
    std::size_t backslash = 0;       ///< The next one at or behind the place, or npos: strings before it need no look.
    bool oddEscapes = false;         ///< Any that JSON.stringify would write otherwise.

    bool prepare(std::size_t size)
    {
        const std::size_t capacity = std::max<std::size_t>(size, 4096);
        if (!stage)
            return simdjson::get_active_implementation()->create_dom_parser_implementation(capacity, 1, stage) ==
                   simdjson::SUCCESS;
        return stage->capacity() >= size ||
               stage->set_capacity(std::min(capacity * 2, MaxTextSize)) == simdjson::SUCCESS;
    }

    /// The number of `nodes` that the text has, 0 where it is not JSON.
    std::uint32_t read(std::string_view text, Nodes &nodes)
    {
        const auto *bytes = reinterpret_cast<const std::uint8_t *>(text.data());
        if (!prepare(text.size()) ||
            stage->stage1(bytes, text.size(), simdjson::stage1_mode::regular) != simdjson::SUCCESS)
            return 0;
        // A value has a structural of its own and, but where it is the last or still open, one behind it.
        const std::size_t structurals = stage->n_structural_indexes;
        const std::size_t most = std::min(structurals, structurals / 2 + MaxDepth + 2);
        backslash = text.find('\\');
        return build(text, nodes.take(most));
    }

    std::uint32_t build(std::string_view text, Node *nodes)
    {
        const char *const bytes = text.data();
        const std::uint32_t *index = stage->structural_indexes.get();
        const std::uint32_t *const end = index + stage->n_structural_indexes;
        open.clear();
        oddEscapes = false;
        // Brackets, commas and colons are one byte each; keys, strings and scalars add the rest of theirs.
        std::size_t tokenBytes = stage->n_structural_indexes;
        std::uint32_t size = 0;
        bool inObject = false; // The container around the place, as all that follows in this loop.

        for (;;) {
            // Field by field: a node put together elsewhere would be read before its pieces are there to be read whole.
            Node &made = nodes[size++];
            made.next = size;
            made.valueEscaped = false;
            made.keyEscaped = false;
            if (inObject) {
                if (end - index < 2 || bytes[index[0]] != '"' || bytes[index[1]] != ':')
                    return 0;
                const Span key = stringToken(text, index[0], index[1]);
                if (!readString(text, key, made.keyEscaped))
                    return 0;
                made.key = key;
                tokenBytes += key.size() - 1;
                index += 2;
            } else {
                made.key = {};
            }
            if (index == end)
                return 0;
            const std::uint32_t at = *index++;
            const char first = bytes[at];
            if (first == '{' || first == '[') {
                inObject = first == '{';
                made.type = inObject ? Type::Object : Type::Array;
                made.value = {at, at};
                if (open.size() >= MaxDepth || index == end)
                    return 0;
                open.push_back(size - 1);
                if (bytes[*index] != (inObject ? '}' : ']'))
                    continue;
            } else {
                const auto next = index == end ? static_cast<std::uint32_t>(text.size()) : *index;
                if (!readScalar(text, at, next, made))
                    return 0;
                tokenBytes += made.value.size() - 1;
            }

            // Behind a value: close containers, then a comma, or the end.
            for (;;) {
                if (open.empty()) {
                    covered = tokenBytes;
                    return index == end ? size : 0;
                }
                if (index == end)
                    return 0;
                const std::uint32_t behind = *index++;
                if (bytes[behind] == ',')
                    break;
                if (bytes[behind] != (inObject ? '}' : ']'))
                    return 0;
                Node &container = nodes[open.back()];
                container.value.end = behind + 1;
                container.next = size;
                open.pop_back();
                inObject = !open.empty() && nodes[open.back()].type == Type::Object;
            }
        }
    }

    /// The token that starts at `begin`, without the white space before the next structural.
    static Span token(std::string_view text, std::uint32_t begin, std::uint32_t next)
    {
        while (next > begin + 1 && isSpace(text[next - 1]))
            --next;
        return {begin, next};
    }

    /// The same for a string, behind which most often nothing stands.
    static Span stringToken(std::string_view text, std::uint32_t begin, std::uint32_t next)
    {
        return text[next - 1] == '"' ? Span{begin, next} : token(text, begin, next);
    }

    bool readString(std::string_view text, Span span, bool &escaped)
    {
        if (span.size() < 2 || text[span.end - 1] != '"')
            return false;
        escaped = backslash < span.end;
        if (!escaped)
            return true;
        const std::string_view content = text.substr(span.begin + 1, span.size() - 2);
        backslash = text.find('\\', span.end);
        if (findWrongEscape(content) != std::string_view::npos)
            return false;
        oddEscapes = oddEscapes || hasOddEscape(content);
        return true;
    }

    static bool hasOddEscape(std::string_view string)
    {
        for (std::size_t i = string.find('\\'); i != std::string_view::npos; i = string.find('\\', i + 2)) {
            if (string[i + 1] == '/' || string[i + 1] == 'u')
                return true;
        }
        return false;
    }

    bool readScalar(std::string_view text, std::uint32_t begin, std::uint32_t next, Node &node)
    {
        if (text[begin] == '"') {
            node.type = Type::String;
            node.value = stringToken(text, begin, next);
            return readString(text, node.value, node.valueEscaped);
        }
        node.value = token(text, begin, next);
        const std::string_view raw = node.value.of(text);
        switch (raw.front()) {
        case 't':
        case 'f':
            node.type = Type::Bool;
            return raw == "true" || raw == "false";
        case 'n':
            node.type = Type::Null;
            return raw == "null";
        default: {
            node.type = Type::Number;
            const NumberScan scan = scanNumber(raw);
            node.isUnusual = scan.isUnusual;
            return scan.complete && scan.length == raw.size();
        }
        }
    }
};

Document::Document() = default;
Document::~Document() = default;

Document::Document(Document &&other) noexcept
    : m_owned(std::move(other.m_owned))
    , m_text(std::exchange(other.m_text, {}))
    , m_nodes(std::move(other.m_nodes))
    , m_size(std::exchange(other.m_size, 0))
    , m_isCompact(other.m_isCompact)
    , m_reader(std::move(other.m_reader))
{
}

Document &Document::operator=(Document &&other) noexcept
{
    if (this != &other) {
        m_owned = std::move(other.m_owned);
        m_text = std::exchange(other.m_text, {});
        m_nodes = std::move(other.m_nodes);
        m_size = std::exchange(other.m_size, 0);
        m_isCompact = other.m_isCompact;
        m_reader = std::move(other.m_reader);
    }
    return *this;
}

Document Document::sibling()
{
    if (!m_reader)
        m_reader = std::make_shared<Reader>();
    Document document;
    document.m_reader = m_reader;
    return document;
}

Document::Node *Document::Nodes::take(std::size_t count)
{
    static_assert(std::is_trivially_copyable_v<Node> && std::is_trivially_destructible_v<Node>);
    if (!m_bytes || m_capacity < count) {
        m_bytes.reset(); // Before the next is taken.
        m_bytes.reset(new std::byte[count * sizeof(Node)]);
        m_capacity = count;
    }
    return reinterpret_cast<Node *>(m_bytes.get());
}

tl::expected<void, SyntaxError> Document::parse(std::string text)
{
    m_owned = std::move(text);
    m_owned.reserve(m_owned.size() + Padding);
    return parseInPlace(m_owned);
}

tl::expected<void, SyntaxError> Document::parseInPlace(std::string_view text)
{
    m_size = 0;
    m_text = text;
    if (!m_reader)
        m_reader = std::make_shared<Reader>();
    if (text.size() < MaxTextSize)
        m_size = m_reader->read(text, m_nodes);
    if (m_size > 0) {
        m_isCompact = m_reader->covered == text.size() && !m_reader->oddEscapes;
        return {};
    }
    if (text.size() >= MaxTextSize)
        return tl::make_unexpected(SyntaxError{0, 1, 1, "at most 4 GB", "The text is larger than 4 GB."});
    if (auto error = locateError(text))
        return tl::make_unexpected(std::move(*error));
    return tl::make_unexpected(SyntaxError{0, 1, 1, "JSON", "The text could not be read as JSON."});
}

Value Document::valueAt(std::size_t offset) const
{
    const auto at = static_cast<std::uint32_t>(offset);
    const auto holds = [&](const Node &node) {
        return node.value.contains(at) || node.key.contains(at) ||
               (!node.key.isEmpty() && at >= node.key.begin && at < node.value.end);
    };
    if (m_size == 0 || !holds(m_nodes[0]))
        return {};
    std::uint32_t found = 0;
    for (bool deeper = true; deeper;) {
        deeper = false;
        for (std::uint32_t i = found + 1; i < m_nodes[found].next; i = m_nodes[i].next) {
            if (holds(m_nodes[i])) {
                found = i;
                deeper = true;
                break;
            }
        }
    }
    return Value(this, found);
}

Value Document::parentOf(Value value) const
{
    // Parents stand before their children, and their subtree ends behind them.
    for (std::uint32_t i = value.node(); i-- > 0;) {
        if (m_nodes[i].next > value.node())
            return Value(this, i);
    }
    return {};
}

} // namespace smc::json
