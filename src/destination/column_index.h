// Finds a column of a row by its name, also where the event names thousands of them. Inside of the room only.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace smc::destination {

/// For one row after another, with memory that is used again. Names compare without case.
class ColumnIndex
{
public:
    /// Rows of no more columns are looked through one by one.
    static constexpr std::size_t ShortRow = 32;

    /// Forgets the row before.
    void clear() { m_indexed = 0; }

    /// The column of that name. Between two calls `columns` may only have grown.
    std::optional<std::size_t> find(std::span<const std::string> columns, std::string_view name);

private:
    void grow(std::span<const std::string> columns);
    /// Where the column of that name stands among the places, or the free place for it.
    std::size_t placeOf(std::span<const std::string> columns, std::string_view name) const;

    std::vector<std::uint32_t> m_places; ///< Column + 1, 0 where free; a power of two, at most half of it taken.
    std::size_t m_indexed = 0;           ///< Columns that have a place.
};

} // namespace smc::destination
