// One pass over a JSON text of any size, block by block, in any thread: finds its rows as they are laid out for
// reading, its large arrays and objects, and where it stops being JSON.
//
// What it keeps is sparse, so that the index of a text stays far below a hundredth of it: a mark every 32 KB, and an
// entry for each container of 256 KB and more.
#pragma once

#include "ordinal.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace smc::json {

/// A place from which the layout can go on: internal to the layout.
struct PrettyMark
{
    Offset offset;
    RowNumber row;
    std::uint32_t depth = 0;
    std::uint32_t column = 0;
    std::uint8_t pending = 0;
    std::uint8_t inside = 0;
};

/// Where a text stops being JSON.
struct JsonFault
{
    Offset offset;
    std::string expected; ///< "',' or '}'".
};

enum class JsonShape : std::uint8_t {
    Reading, ///< Well-formed so far.
    Whole,   ///< One well-formed value.
    Cut,     ///< Well-formed up to its end, where something is still open.
    Broken,  ///< Not JSON: see the fault.
    Empty,   ///< Nothing, or nothing but white space.
};

/// An array or object that is large enough to be known by the index.
struct LargeContainer
{
    Offset begin;              ///< Its opening bracket.
    Offset memberBegin;        ///< Its key, where it has one; else its bracket.
    std::int64_t index = 0;    ///< Among its parent's children.
    std::int32_t parent = -1;  ///< Among the large containers; -1 for the root.
    std::int64_t children = 0; ///< So far.
    std::optional<Offset> end; ///< Behind its closing bracket; none while it is open.
};

/// A child of a large container, from which its neighbours are found.
struct Landmark
{
    std::int32_t container;
    std::int64_t child;
    Offset offset; ///< Of its key, or of its value in an array.
};

/// How many children a large container has now, and where it ends.
struct ContainerState
{
    std::int32_t container;
    std::int64_t children;
    std::optional<Offset> end;
};

/// What was read in one go.
struct JsonPart
{
    std::vector<PrettyMark> marks;
    std::vector<LargeContainer> containers; ///< New ones, numbered on from those of the parts before.
    std::vector<Landmark> landmarks;
    std::vector<ContainerState> states; ///< Of the containers that are open at the end of the part or closed in it.
    Offset scanned;
    std::int64_t rows = 0; ///< Begun so far.
    JsonShape shape = JsonShape::Reading;
    std::optional<JsonFault> fault;
};

/// Where JSON begins in `text`: behind a byte order mark, which some servers write.
std::size_t beginOfJson(std::string_view text);

class JsonIndexer
{
public:
    /// Nesting beyond this is a fault.
    static constexpr std::size_t MaxDepth = 1'000'000;

    /// Rows of about `columns` bytes. `text` must outlive the indexer.
    JsonIndexer(std::string_view text, int columns);
    ~JsonIndexer();

    /// Reads about `bytes` further. After a part whose shape is not Reading there is nothing more.
    JsonPart advance(std::size_t bytes);

private:
    struct Pass;
    std::unique_ptr<Pass> m_pass;
};

} // namespace smc::json
