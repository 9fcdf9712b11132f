// FQL tokens to conditions, as @segment/destination-subscriptions reads them.
#pragma once

#include "fql.h"
#include "fql_lexer.h"
#include "path_table.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace smc::mapping {

struct Trigger::Condition
{
    enum class Operator : std::uint8_t {
        Equals,
        NotEquals,
        NumberEquals,
        NumberNotEquals,
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
        Contains,
        NotContains,
        StartsWith,
        NotStartsWith,
        EndsWith,
        NotEndsWith,
        Exists,
        NotExists,
        IsTrue,
        IsFalse,
        Never, ///< An operator that Segment does not know: the condition never holds.
        AllOf,
        AnyOf,
    };

    Operator test = Operator::Never;
    Lookup lookup;         ///< From the event's top.
    std::string text;      ///< What to compare with.
    double number = 0;     ///< The same as a number.
    std::string unknown{}; ///< The operator of a condition that never holds, as it is written.
    std::vector<Condition> children;
};

/// What stands where a condition looks, or a length that JavaScript would tell there.
struct Looked
{
    json::Value value{};
    std::optional<double> length{};

    bool exists() const { return value.exists() || length; }
    std::optional<double> number() const { return length ? length : value.number(); }
};
Looked lookAt(json::Value event, const Lookup &lookup, const Lookups *lookups = nullptr);
bool conditionHolds(const Trigger::Condition &condition, json::Value event, const Lookups *lookups = nullptr);

Result<Trigger::Condition> parseFql(std::vector<Token> tokens);

/// The parts of a field's name that decide what may be asked of it.
enum class FieldKind : std::uint8_t { None, Event, Type, Name, UserId, Nested };
FieldKind fieldKindOf(std::string_view field);

/// `properties`, `.`, `plan` become one name.
std::vector<Token> joinDots(std::vector<Token> tokens);

} // namespace smc::mapping
