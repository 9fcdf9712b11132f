#include "similar.h"

#include <QString>

#include <algorithm>
#include <array>
#include <bit>
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

/// How many letters may be wrong in a name of `size` signs.
template <typename Size>
Size allowedEdits(Size size)
{
    return std::min<Size>(2, size / 4);
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
    return distance(foldedText, foldedName) <= allowedEdits(name.size()) ? Miss::Typo : Miss::None;
}

/// The bit of a sign in NameShape: capitals and small letters share one; 0 for what doesn't count.
constexpr std::array<std::uint64_t, 128> Bits = [] {
    std::array<std::uint64_t, 128> bits{};
    bits.fill(1);
    for (const char skipped : {'_', '-', ' ', '\t', '\n', '\v', '\f', '\r'})
        bits[static_cast<unsigned char>(skipped)] = 0;
    for (std::size_t i = 0; i < 26; ++i)
        bits['a' + i] = bits['A' + i] = std::uint64_t{2} << i;
    for (std::size_t i = 0; i < 10; ++i)
        bits['0' + i] = std::uint64_t{2} << (26 + i);
    return bits;
}();

} // namespace

NameShape::NameShape(std::string_view name)
    : m_edits(allowedEdits(name.size()))
{
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= Bits.size()) {
            m_isAscii = false;
            return;
        }
        m_letters |= Bits[byte];
        m_size += Bits[byte] != 0 ? 1 : 0;
    }
}

bool NameShape::mayMean(const NameShape &name) const
{
    // An edit changes the size by one at most, and exchanges one letter for another at most; what is not counted makes
    // no distance greater.
    return !m_isAscii || !name.m_isAscii ||
           (std::max(m_size, name.m_size) - std::min(m_size, name.m_size) <= name.m_edits &&
            static_cast<std::size_t>(std::popcount(m_letters ^ name.m_letters)) <= 2 * name.m_edits);
}

bool NameShape::mayBeSame(const NameShape &other) const
{
    return !m_isAscii || !other.m_isAscii || (m_size == other.m_size && m_letters == other.m_letters);
}

NearMiss nearMiss(std::string_view text, std::span<const std::string> names)
{
    NearMiss best;
    const NameShape shape(text);
    for (const std::string &name : names) {
        if (!shape.mayMean(NameShape(name)))
            continue;
        const Miss miss = compare(qt(text), qt(name));
        const bool isNearer = best.miss == Miss::None || miss < best.miss;
        if (miss != Miss::None && isNearer)
            best = {miss, name};
    }
    return best;
}

} // namespace smc::destination
