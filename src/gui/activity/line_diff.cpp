#include "line_diff.h"

#include <algorithm>
#include <optional>
#include <unordered_map>

namespace smc::gui {

namespace {

using Index = std::int32_t;
using Numbers = std::vector<Index>; ///< Lines by number: equal lines have equal ones.

/// Most insertions and deletions that are told apart. The trace takes the square of it, four bytes each: 16 MB.
constexpr Index MostChanges = 2000;

struct Range
{
    Index leftBegin = 0;
    Index leftEnd = 0;
    Index rightBegin = 0;
    Index rightEnd = 0;
};

/// The states of Myers' greedy search: for each number of changes, how far each diagonal reached.
class Trace
{
public:
    Trace(const Numbers &left, const Numbers &right, const Range &range)
        : m_left(left)
        , m_right(right)
        , m_range(range)
        , m_width(range.leftEnd - range.leftBegin)
        , m_height(range.rightEnd - range.rightBegin)
    {
    }

    /// Pairs of equal lines on the shortest way; nothing where it is longer than MostChanges.
    std::optional<std::vector<std::pair<Index, Index>>> commonLines()
    {
        const Index most = std::min<Index>(MostChanges, m_width + m_height);
        std::vector<Index> reach(static_cast<std::size_t>(2 * most + 3), 0);
        const Index middle = most + 1;
        for (Index changes = 0; changes <= most; ++changes) {
            for (Index k = -changes; k <= changes; k += 2) {
                const auto at = static_cast<std::size_t>(middle + k);
                const bool isDown = k == -changes || (k != changes && reach[at - 1] < reach[at + 1]);
                Index x = isDown ? reach[at + 1] : reach[at - 1] + 1;
                while (x < m_width && x - k < m_height && isSame(x, x - k))
                    ++x;
                reach[at] = x;
                if (x >= m_width && x - k >= m_height) {
                    remember(reach, middle, changes);
                    return walkBack(changes);
                }
            }
            remember(reach, middle, changes);
        }
        return std::nullopt;
    }

private:
    bool isSame(Index x, Index y) const
    {
        return y >= 0 && m_left[static_cast<std::size_t>(m_range.leftBegin + x)] ==
                             m_right[static_cast<std::size_t>(m_range.rightBegin + y)];
    }

    void remember(const std::vector<Index> &reach, Index middle, Index changes)
    {
        const auto first = reach.begin() + (middle - changes);
        m_steps.emplace_back(first, first + 2 * changes + 1);
    }

    Index reachOf(Index changes, Index k) const
    {
        return m_steps[static_cast<std::size_t>(changes)][static_cast<std::size_t>(k + changes)];
    }

    std::vector<std::pair<Index, Index>> walkBack(Index changes) const
    {
        std::vector<std::pair<Index, Index>> pairs;
        Index x = m_width;
        Index y = m_height;
        for (; changes > 0; --changes) {
            const Index k = x - y;
            const bool isDown =
                k == -changes || (k != changes && reachOf(changes - 1, std::max(k - 1, 1 - changes)) <
                                                      reachOf(changes - 1, std::min(k + 1, changes - 1)));
            const Index before = isDown ? k + 1 : k - 1;
            const Index startX = reachOf(changes - 1, before);
            const Index startY = startX - before;
            const Index afterX = isDown ? startX : startX + 1;
            while (x > afterX && y > afterX - k)
                pairs.emplace_back(--x, --y);
            x = startX;
            y = startY;
        }
        while (x > 0 && y > 0)
            pairs.emplace_back(--x, --y);
        std::reverse(pairs.begin(), pairs.end());
        return pairs;
    }

    const Numbers &m_left;
    const Numbers &m_right;
    Range m_range;
    Index m_width;
    Index m_height;
    std::vector<std::vector<Index>> m_steps;
};

Numbers numbered(const std::vector<std::string_view> &lines, std::unordered_map<std::string_view, Index> &names)
{
    Numbers numbers;
    numbers.reserve(lines.size());
    for (const std::string_view line : lines)
        numbers.push_back(names.try_emplace(line, static_cast<Index>(names.size())).first->second);
    return numbers;
}

/// Lines of both sides that have no counterpart: side by side as far as they go.
void addChanged(std::vector<DiffRow> &rows, const Range &range)
{
    Index left = range.leftBegin;
    Index right = range.rightBegin;
    while (left < range.leftEnd && right < range.rightEnd)
        rows.push_back({DiffKind::Changed, left++, right++});
    while (left < range.leftEnd)
        rows.push_back({DiffKind::OnlyLeft, left++, -1});
    while (right < range.rightEnd)
        rows.push_back({DiffKind::OnlyRight, -1, right++});
}

} // namespace

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        if (line.ends_with('\r'))
            line.remove_suffix(1);
        lines.push_back(line);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    }
    return lines;
}

std::vector<DiffRow> diffLines(const std::vector<std::string_view> &left, const std::vector<std::string_view> &right)
{
    std::unordered_map<std::string_view, Index> names;
    const Numbers leftLines = numbered(left, names);
    const Numbers rightLines = numbered(right, names);
    Range range{0, static_cast<Index>(left.size()), 0, static_cast<Index>(right.size())};
    const auto leftAt = [&](Index i) { return leftLines[static_cast<std::size_t>(i)]; };
    const auto rightAt = [&](Index i) { return rightLines[static_cast<std::size_t>(i)]; };

    std::vector<DiffRow> rows;
    while (range.leftBegin < range.leftEnd && range.rightBegin < range.rightEnd &&
           leftAt(range.leftBegin) == rightAt(range.rightBegin))
        rows.push_back({DiffKind::Same, range.leftBegin++, range.rightBegin++});
    Index shared = 0;
    while (range.leftBegin < range.leftEnd && range.rightBegin < range.rightEnd &&
           leftAt(range.leftEnd - 1) == rightAt(range.rightEnd - 1)) {
        --range.leftEnd;
        --range.rightEnd;
        ++shared;
    }
    const auto common = Trace(leftLines, rightLines, range).commonLines();
    Range gap = range;
    for (const auto &[x, y] : common.value_or(std::vector<std::pair<Index, Index>>())) {
        gap.leftEnd = range.leftBegin + x;
        gap.rightEnd = range.rightBegin + y;
        addChanged(rows, gap);
        rows.push_back({DiffKind::Same, gap.leftEnd, gap.rightEnd});
        gap.leftBegin = gap.leftEnd + 1;
        gap.rightBegin = gap.rightEnd + 1;
    }
    gap.leftEnd = range.leftEnd;
    gap.rightEnd = range.rightEnd;
    addChanged(rows, gap);
    for (Index i = 0; i < shared; ++i)
        rows.push_back({DiffKind::Same, range.leftEnd + i, range.rightEnd + i});
    return rows;
}

} // namespace smc::gui
