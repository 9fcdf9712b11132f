// Which lines two texts have in common. Bounded in time and memory whatever the texts are.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace smc::gui {

enum class DiffKind : std::uint8_t {
    Same,
    Changed, ///< A line stands on both sides, not the same.
    OnlyLeft,
    OnlyRight,
};

/// One row of a side-by-side view: indices of lines, -1 where a side has none.
struct DiffRow
{
    DiffKind kind = DiffKind::Same;
    std::int32_t left = -1;
    std::int32_t right = -1;

    bool operator==(const DiffRow &) const = default;
};

/// The texts between line feeds; a line feed at the end begins no line. A carriage return before it is dropped.
std::vector<std::string_view> linesOf(std::string_view text);

/// Rows with every line of both sides, in order. The fewest changes (Myers 1986) where there are no more than about two
/// thousand; beyond, what differs between the beginning and the end that both share counts as changed line by line.
std::vector<DiffRow> diffLines(const std::vector<std::string_view> &left, const std::vector<std::string_view> &right);

} // namespace smc::gui
