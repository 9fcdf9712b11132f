// Places in texts of any size, as types of their own: a row's number is never taken for a byte's.
#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace smc::json {

/// A 64-bit place that mixes with no place of another kind. Distances are plain integers.
template <typename Kind>
struct Ordinal
{
    std::int64_t value = 0;

    constexpr auto operator<=>(const Ordinal &) const = default;
    constexpr std::size_t index() const { return static_cast<std::size_t>(value); }

    friend constexpr Ordinal operator+(Ordinal place, std::int64_t distance) { return {place.value + distance}; }
    friend constexpr Ordinal operator-(Ordinal place, std::int64_t distance) { return {place.value - distance}; }
    friend constexpr std::int64_t operator-(Ordinal to, Ordinal from) { return to.value - from.value; }
    constexpr Ordinal &operator++()
    {
        ++value;
        return *this;
    }
};

using Offset = Ordinal<struct OffsetKind>; ///< A byte of a text, from 0.
using RowNumber = Ordinal<struct RowKind>; ///< A row of a text as it is laid out, from 0.

constexpr Offset offsetAt(std::size_t index)
{
    return {static_cast<std::int64_t>(index)};
}

/// Bytes from `begin` to before `end`.
struct Range
{
    Offset begin;
    Offset end;

    constexpr std::int64_t size() const { return end - begin; }
    constexpr bool isEmpty() const { return end <= begin; }
    constexpr bool contains(Offset offset) const { return offset >= begin && offset < end; }
    constexpr bool operator==(const Range &) const = default;
};

} // namespace smc::json
