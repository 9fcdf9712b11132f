// Conditions of destination filters, in Segment's Filter Query Language:
// `type = 'track' and ( event = 'Click' or match( event, 'Button *' ) )`.
//
// A larger language than that of triggers (mapping/fql.h), with another meaning of the same words. Its source is
// Segment's Public API documentation, "Destination Filter Query Language"; where that is silent, what Segment's own
// library for filters in the browser does (@segment/tsub) counts, which holds itself to Segment's servers. What neither
// says is marked as inferred in filter_fql_parser.cpp and filter_fql_value.cpp.
#pragma once

#include <json/document.h>

#include <tl/expected.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace smc::destination {

/// Why a condition can't be read.
struct FqlError
{
    std::string message; ///< A sentence, with the column.
    json::Span place;    ///< Bytes of the condition.
};

/// What conditions look at.
struct FilterInput
{
    json::Value event;
    json::Value assigned{}; ///< Answers for keys at the top that the event lacks: what Segment assigns on receipt.
};

class FilterCondition
{
public:
    /// Destination filters, limits: 5 KB.
    static constexpr std::size_t MaxSize = std::size_t{5} * 1024;
    /// Deepest nesting of brackets, lists and negations that is read.
    static constexpr int MaxDepth = 64;

    /// Compiles `fql`. The word `all` holds for every event.
    static tl::expected<FilterCondition, FqlError> compile(std::string_view fql);

    FilterCondition(FilterCondition &&) noexcept;
    FilterCondition &operator=(FilterCondition &&) noexcept;
    ~FilterCondition();

    bool holds(const FilterInput &input) const;

    /// The values that it looks at and that the event has, in the order of the condition.
    std::vector<json::Value> valuesIn(const FilterInput &input) const;

    struct Term; ///< The compiled form.

private:
    explicit FilterCondition(std::unique_ptr<const Term> term);
    std::unique_ptr<const Term> m_term;
};

/// A dotted path as filters write it: `context.traits.my\ key`. Escapes are resolved; empty for an empty text.
std::vector<std::string> splitFilterPath(std::string_view path);

/// What stands at `path`, or none. Names of digits are indexes of arrays.
json::Value valueAt(const FilterInput &input, const std::vector<std::string> &path);

} // namespace smc::destination
