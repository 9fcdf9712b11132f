#include "similar.h"

#include <QString>

#include <algorithm>
#include <vector>

namespace smc::destination {

namespace {

QString qt(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// Levenshtein distance of short names.
qsizetype distance(const QString &a, const QString &b)
{
    std::vector<qsizetype> row(static_cast<std::size_t>(b.size()) + 1);
    for (std::size_t i = 0; i < row.size(); ++i)
        row[i] = static_cast<qsizetype>(i);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        qsizetype diagonal = row[0];
        row[0] = i;
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const auto at = static_cast<std::size_t>(j);
            const qsizetype replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[at];
            row[at] = std::min({row[at] + 1, row[at - 1] + 1, replaced});
        }
    }
    return row.back();
}

Miss compare(const QString &text, const QString &name)
{
    constexpr qsizetype LongestCompared = 200;
    if (text.simplified() == name.simplified())
        return Miss::Spaces;
    const QString foldedText = text.simplified().toCaseFolded();
    const QString foldedName = name.simplified().toCaseFolded();
    if (text.toCaseFolded() == name.toCaseFolded())
        return Miss::Case;
    if (foldedText == foldedName)
        return Miss::CaseAndSpaces;
    if (text.size() > LongestCompared || name.size() > LongestCompared)
        return Miss::None;
    const qsizetype allowed = std::min<qsizetype>(2, name.size() / 4);
    return distance(foldedText, foldedName) <= allowed ? Miss::Typo : Miss::None;
}

} // namespace

NearMiss nearMiss(std::string_view text, std::span<const std::string> names)
{
    NearMiss best;
    for (const std::string &name : names) {
        const Miss miss = compare(qt(text), qt(name));
        const bool isNearer = best.miss == Miss::None || miss < best.miss;
        if (miss != Miss::None && isNearer)
            best = {miss, name};
    }
    return best;
}

} // namespace smc::destination
