// In the text of a button or a menu's line, an ampersand marks the letter behind it; two of them are one to be read.
#pragma once

#include <QString>

namespace smc::gui {

/// `words` as the text of a button: what people have named keeps its ampersands.
inline QString withoutMarks(QString words)
{
    return words.replace(QLatin1Char('&'), QLatin1String("&&"));
}

/// What is read on a button with this text.
inline QString readOn(QString text)
{
    for (qsizetype at = text.indexOf(QLatin1Char('&')); at >= 0; at = text.indexOf(QLatin1Char('&'), at + 1))
        text.remove(at, 1); // Of two, the second stays and is passed over.
    return text;
}

} // namespace smc::gui
