// What tests of pasted snippets say.
#pragma once

#include <segment/snippet.h>

#include <QTest>

#include <string>
#include <string_view>

namespace smc::segment {

/// What was recognised, for a comparison that shows both sides: "words | event | event"; or "! code".
inline QString saidOf(std::string_view text)
{
    const Result<Recognised> found = recognise(text);
    if (!found)
        return QStringLiteral("! ") + QString::fromStdString(found.error().code);
    QString said = QString::fromStdString(found->words);
    for (const std::string &event : found->events)
        said += QStringLiteral(" | ") + QString::fromStdString(event);
    return said;
}

/// What could not be used: "what: why" for each, in lines.
inline QString unusedOf(std::string_view text)
{
    QStringList lines;
    const Result<Recognised> found = recognise(text);
    if (found) {
        for (const Unused &unused : found->unused)
            lines.append(QString::fromStdString(unused.what + ": " + unused.why));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace smc::segment
