// What a JSON text of any size is made of: the children of any of its values, and the path to any of its bytes, found
// with little reading from the sparse index that a JsonIndexer makes.
#pragma once

#include "document.h"
#include "json_indexer.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::json {

/// A value of the text with its place in its parent.
struct Child
{
    Range key;                 ///< With its quotes; empty for elements and for the root.
    Range value;               ///< With its quotes or brackets.
    std::int64_t index = 0;    ///< In its parent, from 0.
    std::int64_t children = 0; ///< Its members or elements, as far as known.
    Type type = Type::Null;    ///< By its first character.
    bool isWhole = true;       ///< False where its end is not known: still being read, or cut off.

    bool isContainer() const { return type == Type::Array || type == Type::Object; }
    Offset begin() const { return key.isEmpty() ? value.begin : key.begin; }
};

/// One step down a path: a member by its key, or an element by its index.
struct Step
{
    Range key; ///< With its quotes; empty for an element.
    std::int64_t index = 0;
    Offset begin; ///< Of the key, or of the element.
};

class Outline
{
public:
    /// Farther than this from a known place nothing is looked for, so that no question takes long.
    static constexpr std::int64_t FarthestLook = 64 << 20;

    /// `text` must outlive the outline.
    explicit Outline(std::string_view text);

    /// Takes the parts of an indexer of the same text, in their order.
    void add(const JsonPart &part);

    std::string_view text() const { return m_text; }
    JsonShape shape() const { return m_shape; }
    /// How far the text was read.
    Offset scanned() const { return m_scanned; }

    /// None where no value begins.
    std::optional<Child> root() const;

    /// The way from the root to the innermost value whose bytes (key included) hold `offset`; empty for the root
    /// itself. None where the place is not read yet, or too far from a known one.
    std::optional<std::vector<Step>> pathTo(Offset offset) const;

    /// The value that `path` leads to; it counts its children and knows its end only where the index knows them.
    const LargeContainer *largeAt(Offset begin) const;

    /// The last known child of `container` at or before the one of `index`: where to begin looking for it.
    Landmark before(const LargeContainer &container, std::int64_t index) const;

private:
    const LargeContainer *innermostAround(Offset offset) const;
    Landmark before(const LargeContainer &container, Offset offset) const;
    std::size_t numberOf(const LargeContainer &container) const;

    std::string_view m_text;
    std::vector<LargeContainer> m_containers;       ///< By their beginning.
    std::vector<std::vector<Landmark>> m_landmarks; ///< Of each of them, by child.
    Offset m_scanned;
    JsonShape m_shape = JsonShape::Reading;
};

/// Reads the children of one container one after another, in portions.
class ChildReader
{
public:
    /// From the child of index `first` on. `outline` must outlive the reader.
    ChildReader(const Outline &outline, const Child &container, std::int64_t first);

    enum class State : std::uint8_t {
        More,    ///< Call again.
        Waiting, ///< The last child is still being read by the indexer.
        End,
    };

    /// Adds at most `most` children and reads about `bytes`: fewer children come where they are large.
    std::vector<Child> next(std::size_t most, std::size_t bytes);
    State state() const { return m_state; }

private:
    bool beginChild();
    bool readKey();
    void readChild(std::size_t limit);
    void endChild(bool isWhole);

    const Outline &m_outline;
    std::string_view m_text;
    bool m_inObject;
    std::int64_t m_first;
    std::int64_t m_index = 0; ///< Of the next child.
    std::size_t m_at;
    State m_state = State::More;

    // The child that is being read.
    bool m_inChild = false;
    bool m_inString = false;
    bool m_hasContent = false;
    std::int64_t m_depth = 0;
    Child m_child;
    std::vector<Child> m_found;
};

/// The path in the form of JSONPath (RFC 9535): "$.records[3].MAIL", "$['first name']".
std::string pathText(std::string_view text, const std::vector<Step> &path);

} // namespace smc::json
