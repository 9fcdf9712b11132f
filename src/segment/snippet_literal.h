// The one reader of literals in program text: JavaScript's and Objective-C's become JSON.
#pragma once

#include "snippet_source.h"

#include <string>
#include <string_view>
#include <vector>

namespace smc::segment {

/// A value as it stood in the program.
struct Literal
{
    enum class Kind {
        Json,       ///< `json` holds it, but for its gaps.
        Undefined,  ///< `undefined`, `nil`.
        Function,   ///< A callback.
        Expression, ///< Anything that a program would have to work out.
        Broken,     ///< The text ends or goes wrong within it; reading can't go on.
    };
    /// Something within the value that is no literal, and was left out; in an array null stands in its place.
    struct Gap
    {
        std::string path; ///< ".plan", ".products[0].price"; cut short where it is long.
        std::string why;
    };

    Kind kind = Kind::Broken;
    /// One JSON value: the text itself where it was JSON, else its compact form. Numbers keep their spelling where JSON
    /// knows it.
    std::string json{};
    std::string_view source{}; ///< As it was spelt.
    std::vector<Gap> gaps{};   ///< The first 1000.

    bool isJson() const { return kind == Kind::Json; }
    bool isObject() const { return isJson() && json.front() == '{'; }
    bool isString() const { return isJson() && json.front() == '"'; }
    bool isNumber() const { return isJson() && (json.front() == '-' || (json.front() >= '0' && json.front() <= '9')); }
    /// Null and undefined hold the place of an argument that is left out.
    bool isNothing() const { return kind == Kind::Undefined || (isJson() && json == "null"); }
};

enum class Dialect { JavaScript, ObjectiveC };

/// Reads the value that begins at `source`, and whatever belongs to its expression, up to the ',' or closing bracket
/// behind it; in Objective-C a name behind it ends it too.
Literal readLiteral(SourceText &source, Dialect dialect);

/// "`user.plan` is worked out by the program: its value is not in what you pasted."
std::string workedOut(std::string_view spelt);

} // namespace smc::segment
