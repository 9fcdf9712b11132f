#include "pane_head.h"

namespace smc::gui {

namespace {

constexpr int LongestPiece = 24;
constexpr QChar ZeroWidthSpace(0x200B);

} // namespace

QString breakable(const QString &text)
{
    QString result;
    int run = 0;
    for (const QChar c : text) {
        run = c.isSpace() ? 0 : run + 1;
        if (run > LongestPiece && !c.isLowSurrogate() && !c.isMark()) {
            result += ZeroWidthSpace;
            run = 1;
        }
        result += c;
    }
    return result;
}

VerdictContent withBreaks(VerdictContent content)
{
    content.sentence = breakable(content.sentence);
    content.todo = breakable(content.todo);
    return content;
}

} // namespace smc::gui
