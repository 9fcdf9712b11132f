// The values of a filter's condition, and what its functions make of them.
#pragma once

#include "filter_fql_term.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace smc::destination {

/// A value as conditions compare it.
struct Seen
{
    enum class Is : std::uint8_t { Null, Bool, Number, Text, List, Object };

    Is is = Is::Null;
    bool flag = false;
    double number = 0;
    std::string text{};  ///< Of a text; of a number, a list and an object their compact JSON.
    json::Value value{}; ///< Of a list or an object in the event.
    const FilterCondition::Term *list = nullptr;

    bool isTrue() const { return is == Is::Bool && flag; }
};

Seen textSeen(std::string text);
Seen boolSeen(bool flag);
Seen numberSeen(double number);
/// Null where there is no value.
Seen seenOf(json::Value value);

/// Elements of a list, bytes of a text, 0 of null; of anything else not a number, which compares with nothing.
Seen lengthOf(const Seen &seen);
std::string_view typeWord(const Seen &seen);
Seen toBool(const Seen &seen);
Seen toNumber(const Seen &seen);
/// For `lowercase` and its siblings.
std::string inCase(FilterFunction function, std::string text);
/// `contains` and `match`.
bool finds(FilterFunction function, const Seen &text, const Seen &what);
/// `semver( a, '>=', b )`; false where one of them is no version.
bool comparesVersions(const Seen &a, const Seen &comparison, const Seen &b);

} // namespace smc::destination
