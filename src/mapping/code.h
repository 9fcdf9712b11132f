// The compiled form of a mapping: a tree of small operations.
#pragma once

#include "path_table.h"
#include "placeholder.h"
#include "plan.h"

#include <json/document.h>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace smc::mapping {

struct Node;
using NodePtr = std::unique_ptr<const Node>;

/// A JSON value that stands in the mapping.
struct Constant
{
    json::Type type;
    std::string json;
};

/// JavaScript's undefined.
struct Undefined
{
};

/// What mapping-kit throws when it gets here.
struct Failure
{
    std::string message;
};

struct PathLookup
{
    Lookup lookup;
};

/// @path whose path is itself computed.
struct DynamicPath
{
    NodePtr path;
};

struct Template
{
    std::vector<Piece> pieces;
};

/// @template with three-brace placeholders, or whose text is itself computed: rendered in two passes at run time.
struct DynamicTemplate
{
    NodePtr text;
};

struct If
{
    enum class Test : std::uint8_t { Exists, Blank };
    Test test;
    NodePtr condition;
    NodePtr then;
    NodePtr otherwise;
};

struct Case
{
    enum class To : std::uint8_t { Lower, Upper, Unknown };
    To to;
    NodePtr value;
};

struct Encode
{
    NodePtr value;
};

struct Decode
{
    NodePtr value;
};

/// Literal text for literal text; "$&" and its kind in the replacement mean what they mean to JavaScript.
struct Replace
{
    struct Pair
    {
        std::string pattern;
        std::string replacement;
    };
    std::vector<Pair> pairs; ///< One or two, one after the other.
    bool isUsable = true;    ///< False where an option has a wrong type: then nothing but an empty text comes out.
    bool isGlobal = true;
    bool ignoresCase = false;
    NodePtr value;
};

/// The leaves of an object, each under the path that leads to it.
struct Flatten
{
    std::string separator;
    NodePtr computedSeparator; ///< None where the mapping names it.
    bool keepsArrays = false;  ///< Arrays are leaves.
    NodePtr value;
};

struct Merge
{
    std::vector<NodePtr> objects; ///< A later one wins …
    bool isLeft = false;          ///< … or an earlier one.
    NodePtr computedDirection;    ///< None where the mapping names it.
};

/// A mapping of what another mapping gives.
struct Transform
{
    NodePtr apply;
    NodePtr mapping; ///< Its paths start at what `apply` gave.
};

struct ExcludeWhenNull
{
    NodePtr value;
};

struct ArrayPath
{
    NodePtr root;
    NodePtr itemShape;           ///< None where elements are copied as they stand.
    bool tellsUndefined = false; ///< As with arrays.
};

struct ObjectOf
{
    struct Member
    {
        std::string key;
        std::string quotedKey; ///< With quotes and colon.
        NodePtr value;
    };
    std::vector<Member> members;
    bool tellsUndefined = false; ///< To be merged or flattened: a member that is undefined hides what was there before.
};

struct ArrayOf
{
    std::vector<NodePtr> elements;
    bool tellsUndefined = false; ///< As with objects; or its elements are to be looked at, where null is another thing.
};

struct Node
{
    std::variant<Constant, Undefined, Failure, PathLookup, DynamicPath, Template, DynamicTemplate, If, Case, Encode,
                 Decode, Replace, Flatten, Merge, Transform, ExcludeWhenNull, ArrayPath, ObjectOf, ArrayOf>
        operation;
};

/// The directive to which a value belongs that an operation computed, by the operation's index.
inline constexpr std::array OperationDirectives = {
    Directive::None,        Directive::None,       Directive::None,        Directive::AtPath,
    Directive::AtPath,      Directive::AtTemplate, Directive::AtTemplate,  Directive::None,
    Directive::AtCase,      Directive::AtJson,     Directive::AtJson,      Directive::AtReplace,
    Directive::AtFlatten,   Directive::AtMerge,    Directive::AtTransform, Directive::AtExcludeWhenNull,
    Directive::AtArrayPath, Directive::None,       Directive::None};
static_assert(OperationDirectives.size() == std::variant_size_v<decltype(Node::operation)>);

struct Plan::Code
{
    NodePtr root;
};

/// True for an object whose keys all start with '@', but for `_metadata`, and that has at least one such key.
bool isDirective(json::Value mapping);
/// The first key that starts with '@'.
json::Value directiveOf(json::Value mapping);

/// With a root directive (the key __segment_internal_directive), the mapping that runs: that directive with the other
/// keys as its `mapping`. None without one. The error is what mapping-kit throws.
Result<std::optional<std::string>> rootedMapping(json::Value mapping);

/// With `paths`, those that start at the top of the payload become paths of the table.
NodePtr compileMapping(json::Value mapping, PathTable *paths);

} // namespace smc::mapping
