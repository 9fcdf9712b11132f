#include "fuzzy.h"

#include <algorithm>
#include <vector>

namespace smc::gui {

namespace {

constexpr qsizetype MostPattern = 32;
constexpr qsizetype MostText = 128;
constexpr int WordStart = 10;
constexpr int Consecutive = 8;
constexpr int Loose = 1;
constexpr int TextStart = 4;
constexpr int Gap = -5; ///< Letters that were left out before this one.
constexpr int InOnePiece = 12;
constexpr int LeastPerLetter = 6; ///< Below it the letters are there, but nobody would see the word.
constexpr int LengthPerPoint = 8; ///< Of two texts that fit alike, the shorter one.
constexpr int None = -1'000'000;

/// The letter without its accent, in one case.
QChar folded(QChar c)
{
    const QString parts = c.decomposition();
    return (parts.isEmpty() ? c : parts.front()).toCaseFolded();
}

QString folded(const QString &text)
{
    QString result = text;
    std::transform(text.begin(), text.end(), result.begin(), [](QChar c) { return folded(c); });
    return result;
}

bool startsWord(const QString &text, qsizetype at)
{
    if (at == 0)
        return true;
    const QChar before = text[at - 1];
    const QChar here = text[at];
    return (!before.isLetterOrNumber() && here.isLetterOrNumber()) || (before.isLower() && here.isUpper());
}

/// The best way to find one word's letters in the text.
class WordMatcher
{
public:
    WordMatcher(const QString &word, const QString &text, const QString &plain)
        : m_word(word)
        , m_text(text)
        , m_plain(plain)
        , m_columns(static_cast<std::size_t>(plain.size()))
        , m_cells(static_cast<std::size_t>(word.size()) * m_columns)
    {
        for (qsizetype letter = 0; letter < m_word.size(); ++letter)
            fillRow(letter);
    }

    std::optional<FuzzyMatch> best() const
    {
        const qsizetype last = m_word.size() - 1;
        qsizetype at = -1;
        for (qsizetype column = 0; column < m_plain.size(); ++column) {
            if (cell(last, column).score > (at < 0 ? None : cell(last, at).score))
                at = column;
        }
        if (at < 0 || cell(last, at).score < LeastPerLetter * m_word.size())
            return {};
        FuzzyMatch match{cell(last, at).score, {}};
        for (qsizetype letter = last; letter >= 0; --letter) {
            match.places.prepend(static_cast<int>(at));
            at = cell(letter, at).before;
        }
        if (m_word.size() > 2 && match.places.last() - match.places.first() == last)
            match.score += InOnePiece;
        return match;
    }

private:
    struct Cell
    {
        int score = None; ///< Of the letters up to this one, with this one here.
        qsizetype before = -1;
    };

    const Cell &cell(qsizetype letter, qsizetype column) const
    {
        return m_cells[static_cast<std::size_t>(letter) * m_columns + static_cast<std::size_t>(column)];
    }

    void fillRow(qsizetype letter)
    {
        int bestBefore = None; // Of the letter before, anywhere to the left.
        qsizetype bestAt = -1;
        for (qsizetype column = 0; column < m_plain.size(); ++column) {
            if (letter > 0 && column > 0 && cell(letter - 1, column - 1).score > bestBefore) {
                bestBefore = cell(letter - 1, column - 1).score;
                bestAt = column - 1;
            }
            if (m_plain[column] != m_word[letter])
                continue;
            Cell &here = m_cells[static_cast<std::size_t>(letter) * m_columns + static_cast<std::size_t>(column)];
            const int alone = startsWord(m_text, column) ? WordStart : Loose;
            if (letter == 0) {
                here.score = alone + (column == 0 ? TextStart : 0);
                continue;
            }
            if (bestBefore > None)
                here = {bestBefore + alone + Gap, bestAt};
            const int neighbour = column > 0 ? cell(letter - 1, column - 1).score : None;
            if (neighbour > None && neighbour + std::max(alone, Consecutive) > here.score)
                here = {neighbour + std::max(alone, Consecutive), column - 1};
        }
    }

    const QString &m_word;
    const QString &m_text;
    const QString &m_plain;
    std::size_t m_columns;
    std::vector<Cell> m_cells;
};

} // namespace

std::optional<FuzzyMatch> fuzzyMatch(const QString &pattern, const QString &text)
{
    const QString head = text.left(MostText);
    const QString plain = folded(head);
    FuzzyMatch whole;
    const QStringList words =
        folded(pattern.left(MostPattern)).simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts);
    for (const QString &word : words) {
        const auto match = WordMatcher(word, head, plain).best();
        if (!match)
            return {};
        whole.score += match->score;
        whole.places.append(match->places);
    }
    if (words.isEmpty())
        return whole;
    std::sort(whole.places.begin(), whole.places.end());
    whole.places.erase(std::unique(whole.places.begin(), whole.places.end()), whole.places.end());
    whole.score -= static_cast<int>(head.size()) / LengthPerPoint;
    return whole;
}

} // namespace smc::gui
