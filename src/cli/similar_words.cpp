#include "similar_words.h"

#include <algorithm>

namespace smc::cli {

namespace {

/// Damerau-Levenshtein distance (optimal string alignment).
std::size_t distance(std::string_view a, std::string_view b)
{
    std::vector<std::vector<std::size_t>> steps(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i)
        steps[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j)
        steps[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
            steps[i][j] = std::min({steps[i - 1][j] + 1, steps[i][j - 1] + 1, steps[i - 1][j - 1] + change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                steps[i][j] = std::min(steps[i][j], steps[i - 2][j - 2] + 1);
        }
    }
    return steps[a.size()][b.size()];
}

} // namespace

std::string closestWord(std::string_view typed, const std::vector<std::string> &words)
{
    constexpr std::size_t Longest = 64;
    if (typed.size() > Longest)
        return {};
    std::string best;
    std::size_t bestDistance = std::max<std::size_t>(1, typed.size() / 3) + 1;
    for (const std::string &word : words) {
        const std::size_t steps = distance(typed, word);
        if (steps < bestDistance) {
            bestDistance = steps;
            best = word;
        }
    }
    return best;
}

} // namespace smc::cli
