// JSON text read once, forward, with nothing lost: every value is a range of the text's own bytes.
//
// Numbers keep their spelling, objects keep the order of their keys and any duplicates, and each value and key
// knows where it stands.
#pragma once

#include "span.h"

#include <base/error.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace smc::json {

enum class Type : std::uint8_t { Null, Bool, Number, String, Array, Object };

/// "null", "a boolean", "a number", "a string", "an array", "an object": for sentences.
std::string_view describe(Type type);

/// Why a text is not JSON.
struct SyntaxError
{
    std::uint32_t offset = 0; ///< Byte at which it went wrong.
    std::uint32_t line = 1;   ///< From 1.
    std::uint32_t column = 1; ///< From 1, in characters (code points).
    std::string expected;     ///< "',' or '}'".
    std::string message;      ///< The whole sentence: place, what was expected, what stands there.
    bool isTooDeep = false;   ///< Well-formed so far, but nested deeper than Document::MaxDepth.
};

/// The first error of `text`, or nothing where it is one well-formed JSON value. Exact and not fast.
std::optional<SyntaxError> locateError(std::string_view text);

/// Line and column (both from 1, columns in characters) of the byte at `offset`.
struct Place
{
    std::uint32_t line = 1;
    std::uint32_t column = 1;
};
Place placeOf(std::string_view text, std::size_t offset);

class Document;

/// A value in a Document, or none. Cheap to copy; lives no longer than its document's text.
class Value
{
public:
    Value() = default;
    Value(const Document *document, std::uint32_t node)
        : m_document(document)
        , m_node(node)
    {
    }

    bool exists() const { return m_document != nullptr; }
    explicit operator bool() const { return exists(); }

    Type type() const;
    bool is(Type type) const { return exists() && this->type() == type; }

    /// The value as it stands in the text, quotes and brackets included. Empty where there is none.
    std::string_view raw() const;
    Span span() const;

    /// The name under which the value stands in its object, unescaped; empty for elements and for the root.
    std::string key() const;
    std::string_view rawKey() const; ///< Without the quotes, escapes as they stand.
    Span keySpan() const;            ///< With the quotes.
    bool keyIs(std::string_view name) const;

    /// The member of an object, the last one where a name stands twice (as JavaScript reads it); none elsewhere.
    Value find(std::string_view name) const;
    /// The element of an array; none elsewhere.
    Value at(std::size_t index) const;
    /// Members or elements; 0 for scalars.
    std::size_t size() const;

    /// Members of an object or elements of an array in the order of the text.
    class Iterator;
    Iterator begin() const;
    Iterator end() const;

    /// A string unescaped; empty for other types.
    std::string text() const;
    /// True where a string's text can be taken from raw() as it stands.
    bool isPlainString() const;
    bool textIs(std::string_view text) const;
    bool isTrue() const;
    std::optional<double> number() const; ///< Nearest double of a number.
    std::optional<std::int64_t>
    integer() const; ///< A number that is an integer in range, however it is spelt as digits.

    const Document *document() const { return m_document; }
    std::uint32_t node() const { return m_node; }

private:
    const Document *m_document = nullptr;
    std::uint32_t m_node = 0;
};

class Document
{
public:
    /// Bytes that must be readable behind a text given to parseInPlace().
    static constexpr std::size_t Padding = 64;
    /// Deepest nesting that is read; deeper texts are an error.
    static constexpr std::size_t MaxDepth = 1000;

    Document();
    ~Document();
    Document(Document &&) noexcept;
    Document &operator=(Document &&) noexcept;

    /// An empty document that reads with this one's parser, whose memory is several times the text's: for many texts of
    /// one thread.
    Document sibling();

    /// Reads `text` and keeps it. Errors name the place. A Document can be used for one text after another.
    tl::expected<void, SyntaxError> parse(std::string text);

    /// Reads `text` where it lies: it must outlive the document's use and have Padding readable bytes behind it.
    tl::expected<void, SyntaxError> parseInPlace(std::string_view text);

    std::string_view text() const { return m_text; }
    /// True where nothing stands between the tokens and strings are escaped as JSON.stringify does: such text is its
    /// own compact form.
    bool isCompact() const { return m_isCompact; }
    Value root() const { return m_size == 0 ? Value() : Value(this, 0); }

    /// The smallest value whose bytes (key included) contain `offset`; none outside the root.
    Value valueAt(std::size_t offset) const;

    /// The value's parent; none for the root.
    Value parentOf(Value value) const;

    struct Node
    {
        Span key;           ///< With quotes; empty where the value has no key.
        Span value;         ///< With quotes and brackets.
        std::uint32_t next; ///< The node behind this one's subtree.
        Type type;
        bool keyEscaped;   ///< The key holds a backslash.
        bool valueEscaped; ///< The string holds a backslash.
        bool isUnusual;    ///< A number that JavaScript may write otherwise (json/number.h); plain ones never are.
    };
    const Node &node(std::uint32_t index) const { return m_nodes[index]; }

private:
    friend class Value;
    struct Reader;

    std::string m_owned;
    std::string_view m_text;
    /// Room for nodes, which stays from text to text. What is not used is not even touched: a large text's room is more
    /// than it needs.
    class Nodes
    {
    public:
        /// Room for `count` nodes, whatever stood there is lost.
        Node *take(std::size_t count);
        const Node &operator[](std::size_t index) const { return data()[index]; }
        const Node *data() const { return reinterpret_cast<const Node *>(m_bytes.get()); }

    private:
        std::unique_ptr<std::byte[]> m_bytes;
        std::size_t m_capacity = 0;
    };

    Nodes m_nodes;
    std::uint32_t m_size = 0;
    bool m_isCompact = false;
    std::shared_ptr<Reader> m_reader; ///< At work while a text is read, and idle afterwards.
};

inline Type Value::type() const
{
    return m_document->node(m_node).type;
}

inline Span Value::span() const
{
    return exists() ? m_document->node(m_node).value : Span();
}

inline std::string_view Value::raw() const
{
    return exists() ? span().of(m_document->text()) : std::string_view();
}

class Value::Iterator
{
public:
    using value_type = Value;
    using difference_type = std::ptrdiff_t;

    Iterator() = default;
    Iterator(const Document *document, std::uint32_t node)
        : m_document(document)
        , m_node(node)
    {
    }
    Value operator*() const { return Value(m_document, m_node); }
    Iterator &operator++()
    {
        m_node = m_document->node(m_node).next;
        return *this;
    }
    Iterator operator++(int)
    {
        Iterator old = *this;
        ++*this;
        return old;
    }
    bool operator==(const Iterator &other) const { return m_node == other.m_node; }

private:
    const Document *m_document = nullptr;
    std::uint32_t m_node = 0;
};

} // namespace smc::json
