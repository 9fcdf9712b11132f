// Finding what a person means from a few of its letters: "dr" for "Dry run", "scomp" for "Show Compose".
#pragma once

#include <QList>
#include <QString>

#include <optional>

namespace smc::gui {

struct FuzzyMatch
{
    int score = 0;     ///< Higher is better; comparable between texts for one pattern.
    QList<int> places; ///< Of the letters that matched, ascending, as indexes of `text`.
};

/// How well `pattern` fits `text`, without regard to case and accents; nothing where it does not. The words of the
/// pattern may come in any order, the letters of each in theirs: best at the beginning of a word or one behind the
/// other; what is scattered too far does not count. Only the first 32 characters of the pattern and the first 128 of
/// the text are looked at. An empty pattern fits everything, with 0.
std::optional<FuzzyMatch> fuzzyMatch(const QString &pattern, const QString &text);

} // namespace smc::gui
