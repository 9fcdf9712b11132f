#include "sentence_delegate.h"

namespace smc::gui {

namespace {

constexpr QChar PlaceToBreak(0x200B); ///< Zero width space.
constexpr qsizetype LongWord = 9;     ///< Shorter ones fit into every column.
constexpr qsizetype LongestPiece = 12;

bool isBreak(QChar before, QChar after)
{
    const bool isHump = before.isLower() && after.isUpper();
    const bool isBehindMark = !before.isLetterOrNumber() && after.isLetterOrNumber();
    return isHump || isBehindMark;
}

QString broken(const QString &word)
{
    if (word.size() < LongWord)
        return word;
    QString pieces;
    qsizetype run = 0;
    for (const QChar c : word) {
        const bool isWithin = c.isLowSurrogate() || c.isMark();
        if (run > 1 && !isWithin && (run >= LongestPiece || isBreak(pieces.back(), c))) {
            pieces += PlaceToBreak;
            run = 0;
        }
        pieces += c;
        ++run;
    }
    return pieces;
}

} // namespace

QString withPlacesToBreak(const QString &text)
{
    QString result;
    qsizetype start = 0;
    for (qsizetype at = 0; at <= text.size(); ++at) {
        if (at < text.size() && !text[at].isSpace())
            continue;
        result += broken(text.mid(start, at - start));
        if (at < text.size())
            result += text[at];
        start = at + 1;
    }
    return result;
}

SentenceDelegate::SentenceDelegate(int column, QObject *parent)
    : WrappedDelegate(parent)
    , m_column(column)
{
}

void SentenceDelegate::initStyleOption(QStyleOptionViewItem *option, const QModelIndex &index) const
{
    WrappedDelegate::initStyleOption(option, index);
    if (index.column() == m_column)
        option->text = withPlacesToBreak(option->text);
}

} // namespace smc::gui
