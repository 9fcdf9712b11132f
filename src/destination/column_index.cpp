#include "column_index.h"

#include "api_name.h"

#include <algorithm>
#include <bit>

namespace smc::destination {

std::optional<std::size_t> ColumnIndex::find(std::span<const std::string> columns, std::string_view name)
{
    if (columns.size() <= ShortRow) {
        const auto found = std::find_if(columns.begin(), columns.end(),
                                        [name](const std::string &column) { return sameApiName(column, name); });
        return found == columns.end() ? std::nullopt : std::optional(static_cast<std::size_t>(found - columns.begin()));
    }
    grow(columns);
    const std::uint32_t column = m_places[placeOf(columns, name)];
    return column == 0 ? std::nullopt : std::optional<std::size_t>(column - 1);
}

void ColumnIndex::grow(std::span<const std::string> columns)
{
    const std::size_t needed = std::bit_ceil(columns.size() * 2);
    if (m_indexed == 0 || m_places.size() < needed) {
        // Room for twice as many, so that a growing row is not indexed anew with each column.
        m_places.assign(needed * 2, 0);
        m_indexed = 0;
    }
    for (; m_indexed < columns.size(); ++m_indexed) {
        std::uint32_t &place = m_places[placeOf(columns, columns[m_indexed])];
        if (place == 0) // Of columns with one name, the first counts.
            place = static_cast<std::uint32_t>(m_indexed + 1);
    }
}

std::size_t ColumnIndex::placeOf(std::span<const std::string> columns, std::string_view name) const
{
    std::size_t place = ApiNameHash()(name) & (m_places.size() - 1);
    while (m_places[place] != 0 && !sameApiName(columns[m_places[place] - 1], name))
        place = (place + 1) & (m_places.size() - 1);
    return place;
}

} // namespace smc::destination
