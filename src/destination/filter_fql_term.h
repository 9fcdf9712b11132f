// The compiled form of a filter's condition.
#pragma once

#include "filter_fql.h"

#include <cstdint>
#include <string>
#include <vector>

namespace smc::destination {

enum class FilterFunction : std::uint8_t {
    Contains,
    Match,
    Length,
    Lowercase,
    Uppercase,
    Snakecase,
    Kebabcase,
    Titlecase,
    Typeof,
    Bool,
    String,
    Number,
    Semver,
};

struct FilterCondition::Term
{
    enum class Kind : std::uint8_t {
        Null,
        Bool,
        Number,
        Text,
        List,
        Path,
        Call,
        Not,
        And,
        Or,
        Equal,
        Unequal,
        Less,
        LessOrEqual,
        Greater,
        GreaterOrEqual,
        In,
    };

    Kind kind = Kind::Null;
    bool flag = false;
    double number = 0;
    std::string text{};              ///< Of a text; of a number as it is spelt.
    std::vector<std::string> path{}; ///< From the event's top.
    FilterFunction function = FilterFunction::Contains;
    std::vector<Term> parts{}; ///< Elements, arguments, sides.
};

tl::expected<FilterCondition::Term, FqlError> parseFilterFql(std::string_view fql);

} // namespace smc::destination
