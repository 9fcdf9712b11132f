// The compiled form of a mapping: a tree of small operations.
#pragma once

#include "path_table.h"
#include "placeholder.h"
#include "plan.h"

#include <json/document.h>

#include <memory>
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

struct ArrayPath
{
    NodePtr root;
    NodePtr itemShape; ///< None where elements are copied as they stand.
};

struct ObjectOf
{
    struct Member
    {
        std::string quotedKey; ///< With quotes and colon.
        NodePtr value;
    };
    std::vector<Member> members;
};

struct ArrayOf
{
    std::vector<NodePtr> elements;
};

struct Node
{
    std::variant<Constant, Undefined, Failure, PathLookup, DynamicPath, Template, DynamicTemplate, If, Case, Encode,
                 Decode, ArrayPath, ObjectOf, ArrayOf>
        operation;
};

struct Plan::Code
{
    NodePtr root;
};

/// True for an object whose keys all start with '@', but for `_metadata`, and that has at least one such key.
bool isDirective(json::Value mapping);
/// The first key that starts with '@'.
json::Value directiveOf(json::Value mapping);

/// What mapping-kit's validate() finds wrong before a mapping is run.
Result<void> validateMapping(json::Value mapping);

/// With `paths`, those that start at the top of the payload become paths of the table.
NodePtr compileMapping(json::Value mapping, PathTable *paths);

} // namespace smc::mapping
